
namespace Registry.Store;

/// <summary>The read model as a whole.</summary>
static class ReadModel
{
    /// <summary>Its tables.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        "directory", "former_id", "name", "identifier", "property", "nature", "relation", "fact_claim", "within_division",
        "within_entity", "name_block", "posting", .. Vocabulary.Current.Types.Select(type => type.Table),
    ];

    /// <summary>Makes all of it anew from the ledger, inside the transaction under way; gives the number of bodies.</summary>
    public static long Rebuild(Writer open, PredicateNumbers predicates)
    {
        foreach (var table in Tables)
            open.Execute($"delete from {table}");
        using (var projection = new Projection(open, predicates, run: 0, firstNew: 0))
            projection.ProjectNew();
        var count = open.Prepare("select count(*) from entity");
        count.Step();
        var bodies = count.Long(0);
        count.Reset();
        return bodies;
    }
}
