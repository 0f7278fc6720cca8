using Dapper;

namespace Registry.Store;

/// <summary>How much a store holds.</summary>
/// <param name="Release">The release that answers.</param>
/// <param name="Sources">Sources.</param>
/// <param name="Claims">Claims that stand.</param>
/// <param name="Entities">Bodies, by the name of their type; types without a body are left out.</param>
/// <param name="Relations">Relations, each counted once.</param>
/// <param name="Issues">Issues that are not settled.</param>
public sealed record StoreCounts(
    long Release, long Sources, long Claims, IReadOnlyDictionary<string, long> Entities, long Relations, long Issues)
{
    internal static StoreCounts Of(LedgerSession session)
    {
        var open = session.Connection;
        return new StoreCounts(
            session.Release,
            open.ExecuteScalar<long>("select count(*) from source"),
            open.ExecuteScalar<long>("select coalesce(sum(claims_added - claims_closed), 0) from run where state = 'PUBLISHED'"),
            open.Query<(long Type, long Count)>("select type, count(*) from directory group by type order by type")
                .ToDictionary(row => Vocabulary.Current.Type((int)row.Type).Name, row => row.Count, StringComparer.Ordinal),
            open.ExecuteScalar<long>("select count(distinct fact_id) from relation"),
            open.ExecuteScalar<long>("select count(*) from issue where settled_run is null"));
    }
}
