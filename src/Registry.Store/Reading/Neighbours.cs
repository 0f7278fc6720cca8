namespace Registry.Store.Reading;

/// <summary>Statements that walk from bodies to those that relations lead to.</summary>
public static class Neighbours
{
    /// <summary>
    /// Reads the keys of the bodies one relation away from some bodies, each once: those of the first body first, in the order of the predicates
    /// that lead to them, then as they entered the registry.
    /// </summary>
    /// <param name="from">The keys of the bodies, in their order.</param>
    /// <param name="known">Keys of bodies that are not looked for.</param>
    /// <param name="relations">Which relations lead onwards, seen from the body they start at; all where null.</param>
    /// <param name="most">How many bodies at most.</param>
    public static SqlText Of(ReadOnlySpan<long> from, ReadOnlySpan<long> known, Condition? relations, int most)
    {
        var sql = new SqlText().Add("select r.other_id\nfrom items_of(").Add(Keys.Of(from))
            .Add(") p cross join relation r\nwhere r.entity_id = p.value and r.other_id not in (select value from items_of(").Add(Keys.Of(known)).Add("))");
        if (relations is not null)
        {
            sql.Add("\nand ");
            relations.Write(sql, "r");
        }

        return sql.Add("\ngroup by r.other_id\norder by min(p.key), min(abs(r.predicate)), r.other_id\nlimit ").Add(SqlValue.Of(most));
    }
}
