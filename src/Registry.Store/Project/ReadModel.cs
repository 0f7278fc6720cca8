using Registry.Store.Sqlite;

namespace Registry.Store;

/// <summary>The read model as a whole.</summary>
static class ReadModel
{
    /// <summary>Its tables.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        "directory", "former_id", "name", "identifier", "property", "nature", "relation", "fact_claim", "within_division",
        "within_entity", "posting", .. Vocabulary.Current.Types.Select(type => type.Table),
    ];

    /// <summary>Makes all of it anew from the ledger, inside the transaction under way; gives the number of bodies.</summary>
    public static long Rebuild(Writer open, PredicateNumbers predicates)
    {
        foreach (var table in Tables)
            SqliteFile.Execute(open.Connection, $"delete from {table}");
        var bodies = Bodies(open);
        new Projection(open, predicates, run: 0, firstNew: 0).Project(bodies.Ascending());
        return bodies.Count;
    }

    static IdSet Bodies(Writer open)
    {
        var bodies = new IdSet();
        var rows = open.Prepare("select entity_id from entity");
        while (rows.Step())
            bodies.Add(rows.Long(0));
        return bodies;
    }
}
