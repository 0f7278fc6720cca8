namespace Registry.Store.Reading;

/// <summary>A question for rows: of a table, or of what a link leads to from many parents at once. It becomes one statement.</summary>
public sealed record RowQuery
{
    /// <summary>The rows of a table.</summary>
    public static RowQuery Of(Table table) => new() { Table = table };

    /// <summary>The rows that a link leads to, each with the position of its parent among the parents' keys.</summary>
    public static RowQuery Of(Link link) => new() { Table = link.Child, Link = link };

    /// <summary>The table whose rows are read.</summary>
    public required Table Table { get; init; }

    /// <summary>The way from the parents; rows of the whole table where absent.</summary>
    public Link? Link { get; init; }

    /// <summary>The fields to read, in this order: of the table, of the link's edge, or of tables that share the table's key.</summary>
    public IReadOnlyList<Field> Columns { get; init; } = [];

    /// <summary>What the rows must satisfy.</summary>
    public Condition? Where { get; init; }

    /// <summary>The order; ties are settled by the key of the table.</summary>
    public IReadOnlyList<SortKey> Order { get; init; } = [];

    /// <summary>Which rows of the order; all where absent.</summary>
    public Cut? Cut { get; init; }

    /// <summary>Whether the values of the sort keys are read too, after the fields.</summary>
    public bool WithSeats { get; init; }

    /// <summary>The sort keys, the one that settles ties last.</summary>
    public IReadOnlyList<SortKey> FullOrder => Ordering.WithTie(Order, Table.Key);

    /// <summary>
    /// The statement that reads the rows of the whole table: the fields, then the sort keys where asked for.
    /// </summary>
    public SqlText Rows()
    {
        var sql = new SqlText();
        var scope = new Scope(Table, sql.Alias());
        var order = FullOrder;
        var columns = Of(Columns, scope, sql);
        var keys = Of([.. order.Select(key => key.Field)], scope, sql);
        sql.Add("select ").Add(string.Join(", ", Selected(columns, keys))).Add($"\nfrom {Table.Name} {scope.Child}");
        scope.WriteBeside(sql);
        sql.Add("\nwhere 1 = 1");
        WriteWhere(sql, scope);
        WriteCut(sql, order, keys);
        sql.Add("\norder by ");
        Ordering.Write(sql, order, keys, Cut is { Backward: true });
        return WriteLimit(sql);
    }

    /// <summary>The statement that counts the rows of the whole table, whatever the cut.</summary>
    public SqlText Count()
    {
        var sql = new SqlText();
        var scope = new Scope(Table, sql.Alias());
        sql.Add($"select count(*)\nfrom {Table.Name} {scope.Child}\nwhere 1 = 1");
        WriteWhere(sql, scope);
        return sql;
    }

    /// <summary>
    /// The statement that reads the rows of all parents: the position of the parent, the fields, then the sort keys where asked for;
    /// parent after parent. A cut is made for each parent.
    /// </summary>
    /// <param name="parents">The parents' keys.</param>
    public SqlText RowsOf(ReadOnlySpan<long> parents) => RowsOf(Keys.Of(parents), parents.Length);

    /// <summary>As <see cref="RowsOf(ReadOnlySpan{long})"/>, for keys that are text.</summary>
    public SqlText RowsOf(IReadOnlyList<SqlValue> parents) => RowsOf(Keys.Of(parents), parents.Count);

    /// <summary>The statement that counts the rows of all parents, whatever the cut: the position of the parent and its count, for parents that have rows.</summary>
    public SqlText CountOf(IReadOnlyList<SqlValue> parents)
    {
        var sql = new SqlText();
        var scope = Link!.Open(sql);
        sql.Add("select p.key, count(*)");
        WriteJoined(sql, scope, Keys.Of(parents));
        return sql.Add("\ngroup by p.key");
    }

    private SqlText RowsOf(SqlValue parents, int count)
    {
        var sql = new SqlText();
        var scope = Link!.Open(sql);
        var order = FullOrder;
        var columns = Of(Columns, scope, sql);
        var keys = Of([.. order.Select(key => key.Field)], scope, sql);
        var backward = Cut is { Backward: true };
        if (Cut is null || count == 1)
        {
            sql.Add("select ").Add(string.Join(", ", Selected(columns, keys).Prepend("p.key")));
            WriteJoined(sql, scope, parents);
            WriteCut(sql, order, keys);
            sql.Add("\norder by ").Add(count == 1 ? "" : "p.key, ");
            Ordering.Write(sql, order, keys, backward);
            return WriteLimit(sql);
        }

        var names = Selected(columns, keys).Select((expression, i) => $"{expression} as c{i}").ToList();
        sql.Add("select n").Add(string.Concat(names.Select((_, i) => $", c{i}"))).Add("\nfrom (\nselect p.key as n, row_number() over (partition by p.key order by ");
        Ordering.Write(sql, order, keys, backward);
        sql.Add(") as r, ").Add(string.Join(", ", names));
        WriteJoined(sql, scope, parents);
        WriteCut(sql, order, keys);
        return sql.Add("\n)\nwhere r <= ").Add(SqlValue.Of(Cut.Limit)).Add("\norder by n, r");
    }

    private IEnumerable<string> Selected(List<string> columns, List<string> keys) =>
        WithSeats || columns.Count == 0 ? columns.Concat(keys) : columns;

    private void WriteJoined(SqlText sql, Scope scope, SqlValue parents)
    {
        sql.Add("\nfrom json_each(").Add(parents).Add(") p cross join ");
        Link!.WriteFrom(sql, scope);
        scope.WriteBeside(sql);
        sql.Add("\nwhere ");
        Link.WriteOn(sql, scope, "p.value");
        WriteWhere(sql, scope);
    }

    private void WriteWhere(SqlText sql, Scope scope)
    {
        if (Where is not null)
        {
            sql.Add("\nand ");
            Where.Write(sql, scope.Child);
        }
    }

    private void WriteCut(SqlText sql, IReadOnlyList<SortKey> order, IReadOnlyList<string> keys)
    {
        if (Cut?.After is { } after)
        {
            sql.Add("\nand ");
            Ordering.WriteBehind(sql, order, keys, after, reversed: false);
        }

        if (Cut?.Before is { } before)
        {
            sql.Add("\nand ");
            Ordering.WriteBehind(sql, order, keys, before, reversed: true);
        }
    }

    private SqlText WriteLimit(SqlText sql) => Cut is null ? sql : sql.Add("\nlimit ").Add(SqlValue.Of(Cut.Limit));

    private static List<string> Of(IReadOnlyList<Field> fields, Scope scope, SqlText sql) =>
        [.. fields.Select(field => scope.Of(field, sql))];
}
