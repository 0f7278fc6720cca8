namespace Registry.Store.Reading;

/// <summary>By what rows are counted.</summary>
public enum FacetKind
{
    /// <summary>The level of administration; of an issue how grave it is.</summary>
    Level,

    /// <summary>The division in which a body lies.</summary>
    Place,

    /// <summary>The type of a body, the predicate of a relation, the kind of anything else.</summary>
    Type,

    /// <summary>The state.</summary>
    Status,

    /// <summary>The year.</summary>
    Year,
}

/// <summary>
/// Counts the rows of a question by the values of a field: the values that most rows have, for each parent. What is not known is counted like a value.
/// It becomes one statement, whatever the number of parents.
/// </summary>
public static class FacetQuery
{
    /// <summary>The columns of the statement: the position of the parent, the value, how many rows have it, how many values there are, how many rows, the name of the division that is the value.</summary>
    public const int Parent = 0, Value = 1, Items = 2, Values = 3, Total = 4, Name = 5;

    /// <summary>The statement for the rows of a question, those of each parent apart.</summary>
    /// <param name="rows">The question; its cut and its order do not matter.</param>
    /// <param name="parents">The parents' keys; null where the question has none.</param>
    /// <param name="by">The field.</param>
    /// <param name="isPlace">Whether its values are codes of divisions.</param>
    /// <param name="most">How many values at most for each parent.</param>
    public static SqlText Of(RowQuery rows, IReadOnlyList<SqlValue>? parents, Field by, bool isPlace, int most)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Counted(sql => rows.WriteValues(sql, by, parents is null ? null : Keys.Of(parents)), isPlace, most);
    }

    /// <summary>The statement for what a search finds.</summary>
    public static SqlText Of(SearchQuery search, Field by, bool isPlace, int most)
    {
        ArgumentNullException.ThrowIfNull(search);
        return Counted(sql => search.WriteValues(sql, by), isPlace, most);
    }

    private static SqlText Counted(Action<SqlText> writeValues, bool isPlace, int most)
    {
        var sql = new SqlText().Add(isPlace ? "select g.parent, g.value, g.items, g.kinds, g.total, v.name" : "select g.parent, g.value, g.items, g.kinds, g.total")
            .Add("""

                from (
                select f.parent, f.value, count(*) as items,
                count(*) over (partition by f.parent) as kinds,
                sum(count(*)) over (partition by f.parent) as total,
                row_number() over (partition by f.parent order by count(*) desc, f.value) as seat
                from (

                """);
        writeValues(sql);
        return sql.Add("\n) f\ngroup by f.parent, f.value\n) g")
            .Add(isPlace ? "\nleft join administrative_division v on v.code = g.value" : "")
            .Add("\nwhere g.seat <= ").Add(SqlValue.Of(most))
            .Add("\norder by g.parent, g.seat");
    }
}
