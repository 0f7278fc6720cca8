namespace Registry.Store.Reading;

/// <summary>A key by which rows are ordered. What is not known comes first ascending and last descending.</summary>
/// <param name="Field">The field compared, text by code point.</param>
/// <param name="Descending">From the largest to the smallest.</param>
public sealed record SortKey(Field Field, bool Descending = false);

/// <summary>The place of a row in an order: the values of its sort keys, the one that settles ties last.</summary>
/// <param name="Values">One for each key.</param>
public sealed record Seat(IReadOnlyList<SqlValue> Values);

/// <summary>Which rows of an order are read.</summary>
/// <param name="Limit">How many at most, for each parent where there are parents.</param>
/// <param name="Backward">Whether they are read from the end towards the start.</param>
/// <param name="After">Only rows behind this place, seen from the start.</param>
/// <param name="Before">Only rows in front of this place, seen from the start.</param>
public sealed record Cut(int Limit, bool Backward = false, Seat? After = null, Seat? Before = null)
{
    /// <summary>The limit as a value of the statement: a blank where it is not known yet.</summary>
    public SqlValue Most { get; init; } = SqlValue.Of(Limit);
}

/// <summary>Writes orders, and the conditions by which a page starts behind a place instead of counting rows.</summary>
internal static class Ordering
{
    /// <summary>The keys with the one that settles ties, which is nothing new where it stands among them.</summary>
    public static IReadOnlyList<SortKey> WithTie(IReadOnlyList<SortKey> keys, Field tie)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].Field == tie)
            {
                return [.. keys.Take(i + 1)];
            }
        }

        return [.. keys, new SortKey(tie)];
    }

    public static void Write(SqlText sql, IReadOnlyList<SortKey> keys, IReadOnlyList<string> expressions, bool backward)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            sql.Add(i == 0 ? "" : ", ").Add(expressions[i]).Add(keys[i].Descending != backward ? " desc" : "");
        }
    }

    /// <summary>Rows behind a place in the order of the keys, or in its reverse.</summary>
    public static void WriteBehind(SqlText sql, IReadOnlyList<SortKey> keys, IReadOnlyList<string> expressions, Seat seat, bool reversed)
    {
        sql.Add("(");
        WriteReach(sql, keys[0], expressions[0], seat.Values[0], reversed);
        var first = true;
        for (var i = 0; i < keys.Count; i++)
        {
            var descending = keys[i].Descending != reversed;
            if (descending && seat.Values[i].IsNull)
            {
                continue;
            }

            sql.Add(first ? "(" : " or ");
            first = false;
            sql.Add("(");
            for (var before = 0; before < i; before++)
            {
                WriteSame(sql, expressions[before], seat.Values[before]);
                sql.Add(" and ");
            }

            WriteFurther(sql, keys[i], expressions[i], seat.Values[i], descending);
            sql.Add(")");
        }

        sql.Add(first ? "1 = 0)" : "))");
    }

    // Says again about the first key alone what follows from the rest, so that an index can start at the place.
    private static void WriteReach(SqlText sql, SortKey key, string expression, SqlValue value, bool reversed)
    {
        if (!key.Field.Nullable)
        {
            sql.Add(expression).Add(key.Descending != reversed ? " <= " : " >= ").Add(value).Add(" and ");
        }
    }

    private static void WriteSame(SqlText sql, string expression, SqlValue value)
    {
        if (value.IsNull)
        {
            sql.Add(expression).Add(" is null");
        }
        else
        {
            sql.Add(expression).Add(" = ").Add(value);
        }
    }

    private static void WriteFurther(SqlText sql, SortKey key, string expression, SqlValue value, bool descending)
    {
        if (value.IsNull)
        {
            sql.Add(expression).Add(" is not null");
        }
        else if (descending && key.Field.Nullable)
        {
            sql.Add("(").Add(expression).Add(" < ").Add(value).Add(" or ").Add(expression).Add(" is null)");
        }
        else
        {
            sql.Add(expression).Add(descending ? " < " : " > ").Add(value);
        }
    }
}
