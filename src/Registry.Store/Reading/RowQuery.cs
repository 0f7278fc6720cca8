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

    /// <summary>Of bodies of one type, where they lie; anywhere where absent.</summary>
    public InPlace? Place { get; init; }

    /// <summary>The order; ties are settled by the key of the table.</summary>
    public IReadOnlyList<SortKey> Order { get; init; } = [];

    /// <summary>Which rows of the order; all where absent.</summary>
    public Cut? Cut { get; init; }

    /// <summary>Whether the values of the sort keys are read too, after the fields.</summary>
    public bool WithSeats { get; init; }

    /// <summary>The sort keys, the one that settles ties last.</summary>
    public IReadOnlyList<SortKey> FullOrder => Ordering.WithTie(Order, Table.Key);

    /// <summary>Whether the rows of a parent among several may come in any order, to be put in the order of their keys.</summary>
    public bool ComesUnordered => Link is not null && Cut is { Backward: false } && (Order is [] || (Order[0].Field == Table.Key && !Order[0].Descending));

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
        sql.Add("select ").Add(string.Join(", ", Selected(columns, keys))).Add("\nfrom ");
        WriteWhole(sql, scope, needsBody: true);
        if (Place is not null)
        {
            // What lies in a place stands there in the order of the keys, and of names.
            keys = [.. order.Select((sort, i) => sort.Field.Table == Table ? sql.Of(sort.Field, scope.Child) : keys[i])];
        }

        WriteCut(sql, order, keys);
        sql.Add("\norder by ");
        Ordering.Write(sql, order, keys, Cut is { Backward: true });
        return WriteLimit(sql);
    }

    /// <summary>The statement that reads the rows with these keys, in the order of the keys: the fields, then the sort keys where asked for.</summary>
    /// <param name="rows">Keys of the table, as <see cref="Keys"/> writes them.</param>
    public SqlText RowsOfKeys(SqlValue rows)
    {
        var sql = new SqlText();
        var scope = new Scope(Table, sql.Alias());
        var columns = Of(Columns, scope, sql);
        var keys = Of([.. FullOrder.Select(key => key.Field)], scope, sql);
        sql.Add("select ").Add(string.Join(", ", Selected(columns, keys))).Add("\nfrom items_of(").Add(rows).Add($") p cross join {Table.Name} {scope.Child}");
        scope.WriteBeside(sql);
        return sql.Add($"\nwhere {Table.Key.Of(scope.Child)} = p.value\norder by p.key");
    }

    /// <summary>
    /// The statement that reads the bodies that <see cref="Lookups.NumberOf"/> tells of ids and that bear them, in the order of their keys: the
    /// fields, then the sort keys where asked for. Bodies that an id means in another way are not among them.
    /// </summary>
    /// <param name="ids">Public ids, as <see cref="Keys.OfIds"/> writes them.</param>
    public SqlText RowsOfOwnIds(SqlValue ids)
    {
        var sql = new SqlText();
        var scope = new Scope(Table, sql.Alias());
        var columns = Of(Columns, scope, sql);
        var keys = Of([.. FullOrder.Select(key => key.Field)], scope, sql);
        sql.Add("select ").Add(string.Join(", ", Selected(columns, keys))).Add("\nfrom items_of(").Add(ids).Add($") i cross join {Table.Name} {scope.Child}");
        scope.WriteBeside(sql);
        return sql.Add($"\nwhere {Table.Key.Of(scope.Child)} = i.key and {scope.Child}.id = i.value\norder by i.key");
    }

    /// <summary>The statement that counts the rows of the whole table, whatever the cut.</summary>
    public SqlText Count()
    {
        var sql = new SqlText();
        var scope = new Scope(Table, sql.Alias());
        sql.Add("select count(*)\nfrom ");
        WriteWhole(sql, scope, needsBody: false);
        return sql;
    }

    /// <summary>
    /// The statement that reads the rows of all parents: the position of the parent, the fields, then the sort keys where asked for;
    /// parent after parent, those of one parent in their order unless <see cref="ComesUnordered"/>. A cut is made for each parent.
    /// </summary>
    /// <param name="parents">The parents' keys.</param>
    public SqlText RowsOf(ReadOnlySpan<long> parents) => parents.Length == 1 ? RowsOfOne(SqlValue.Of(parents[0])) : RowsOfMany(Keys.Of(parents));

    /// <summary>As <see cref="RowsOf(ReadOnlySpan{long})"/>, for keys that are text.</summary>
    public SqlText RowsOf(IReadOnlyList<SqlValue> parents) => parents.Count == 1 ? RowsOfOne(parents[0]) : RowsOfMany(Keys.Of(parents));

    /// <summary>As <see cref="RowsOf(ReadOnlySpan{long})"/>, for one parent.</summary>
    /// <param name="parent">Its key.</param>
    public SqlText RowsOfOne(SqlValue parent)
    {
        var sql = new SqlText();
        var scope = Link!.Open(sql);
        var order = FullOrder;
        var columns = Of(Columns, scope, sql);
        var keys = KeysOf(order, scope, sql);
        sql.Add("select 0, ").Add(string.Join(", ", Selected(columns, keys))).Add("\nfrom ");
        WriteJoined(sql, scope, sql.Parameter(parent), Where);
        WriteCut(sql, order, keys);
        sql.Add("\norder by ");
        Ordering.Write(sql, order, keys, Cut is { Backward: true });
        return WriteLimit(sql);
    }

    /// <summary>As <see cref="RowsOf(ReadOnlySpan{long})"/>, for several parents.</summary>
    /// <param name="parents">Their keys, as <see cref="Keys"/> writes them.</param>
    public SqlText RowsOfMany(SqlValue parents) => Cut is null ? AllRowsOfMany(parents) : PagesOfMany(parents, Cut);

    /// <summary>Whether a page of each parent is its first edges, read with what they lead to, so that <see cref="EdgesOfMany"/> may do for all of them.</summary>
    public bool TakesEdges => Cut is { Limit: not 1, After: null, Before: null } && ComesUnordered && Where is null && Link!.HasFirst && NeedsEdge(isOne: false);

    /// <summary>
    /// As <see cref="RowsOfMany"/> where <see cref="TakesEdges"/>, but all edges of the parents, as long as they are no more than so many. Mostly the
    /// parents have few, and it need not be found out for each where its page ends.
    /// </summary>
    /// <param name="parents">Their keys, as <see cref="Keys"/> writes them.</param>
    /// <param name="most">How many rows in all.</param>
    public SqlText EdgesOfMany(SqlValue parents, SqlValue most)
    {
        var (sql, scope, _, _) = SelectedOfMany(parents);
        WriteJoined(sql, scope, "p.value", where: null);
        return sql.Add("\norder by p.key\nlimit ").Add(most);
    }

    private bool NeedsEdge(bool isOne) =>
        Link!.Edge is { } edge && (Columns.Any(field => field.Table == edge) || (!isOne && FullOrder.Any(sort => sort.Field.Table == edge)));

    // The slot of each parent, the fields and the sort keys, up to what the parents are joined with.
    private (SqlText Sql, Scope Scope, IReadOnlyList<SortKey> Order, List<string> Keys) SelectedOfMany(SqlValue parents)
    {
        var sql = new SqlText();
        var scope = Link!.Open(sql);
        var order = FullOrder;
        var columns = Of(Columns, scope, sql);
        var keys = KeysOf(order, scope, sql);
        sql.Add("select p.key, ").Add(string.Join(", ", Selected(columns, keys))).Add("\nfrom items_of(").Add(parents).Add(") p cross join ");
        return (sql, scope, order, keys);
    }

    private SqlText AllRowsOfMany(SqlValue parents)
    {
        var (sql, scope, order, keys) = SelectedOfMany(parents);
        WriteJoined(sql, scope, "p.value", Where);
        if (Link!.IsToOne)
        {
            // One row at most for each parent has no order.
            return sql;
        }

        sql.Add("\norder by p.key, ");
        Ordering.Write(sql, order, keys, backward: false);
        return sql;
    }

    // The page of each parent is cut where its keys are found, so that no more rows are read than it holds.
    private SqlText PagesOfMany(SqlValue parents, Cut cut)
    {
        var sql = new SqlText();
        var order = FullOrder;
        if (TakesEdges)
        {
            return PagesOfEdges(parents, cut);
        }

        // One row at most for each parent is a value, not a list, and needs no order.
        var isOne = cut.Limit == 1;
        var needsEdge = NeedsEdge(isOne);

        var scope = needsEdge || !Link!.IsFoundByKey ? Link!.Open(sql) : new Scope(Table, sql.Alias());
        var columns = Of(Columns, scope, sql);
        var key = Table.Key.Of(scope.Child);
        List<string> keys = isOne ? [] : [.. order.Select(sort => scope.Of(sort.Field, sql))];
        sql.Add("select p.key, ").Add(string.Join(", ", Selected(columns, keys))).Add("\nfrom items_of(").Add(parents).Add(") p cross join ");
        if (!Link.IsFoundByKey)
        {
            WriteJoined(sql, scope, "p.value", where: null);
            sql.Add("\nand ");
        }
        else
        {
            WriteChild(sql, scope, needsEdge);
        }

        sql.Add(key).Add(isOne ? " = (" : " in (");
        WriteKeysOnPage(sql, order, cut);
        sql.Add(")");
        if (!isOne)
        {
            WriteOrderOfPages(sql, order, keys, cut);
        }

        return sql;
    }

    // A page is what stands up to the last of its keys, so that each edge is read where it stands and none is looked up again. Where the edges of a
    // parent are no range in the order of their other ends, that key is found once for each parent, before the edges.
    private SqlText PagesOfEdges(SqlValue parents, Cut cut)
    {
        var (sql, scope, order, keys) = SelectedOfMany(parents);
        if (!Link!.IsRange)
        {
            sql.Add("one_of(iif((");
            Link.WriteCount(sql, "p.value");
            sql.Add(") <= ").Add(cut.Most).Add($", {long.MaxValue}, (");
            WriteLastOnPage(sql, cut);
            sql.Add("))) last cross join ");
        }

        WriteJoined(sql, scope, "p.value", where: null);
        sql.Add($"\nand {Link.KeyOf(scope)} <= ");
        if (Link.IsRange)
        {
            sql.Add("(");
            WriteLastOnPage(sql, cut);
            sql.Add(")");
        }
        else
        {
            sql.Add("last.value");
        }

        WriteOrderOfPages(sql, order, keys, cut);
        return sql;
    }

    private void WriteLastOnPage(SqlText sql, Cut cut)
    {
        var page = sql.Alias();
        sql.Add($"select max({page}.id) from (");
        Link!.WriteFirst(sql, "p.value", cut.Most);
        sql.Add($") {page}");
    }

    // Keys are put in order where the pages are taken: they mostly come so, and a database that is asked for it would sort them all again.
    private void WriteOrderOfPages(SqlText sql, IReadOnlyList<SortKey> order, IReadOnlyList<string> keys, Cut cut)
    {
        sql.Add("\norder by p.key");
        if (!ComesUnordered)
        {
            sql.Add(", ");
            Ordering.Write(sql, order, keys, cut.Backward);
        }
    }

    // The edge comes after the child: with both ends known it is one row, found by its key.
    private void WriteChild(SqlText sql, Scope scope, bool withEdge)
    {
        sql.Add($"{Table.Name} {scope.Child}");
        scope.WriteBeside(sql);
        if (withEdge)
        {
            sql.Add($" cross join {Link!.Edge!.Name} {scope.Edge}");
        }

        sql.Add("\nwhere ");
        if (withEdge)
        {
            Link!.WriteOn(sql, scope, "p.value");
            Link.WriteOnBoth(sql, scope);
            sql.Add("\nand ");
        }
    }

    /// <summary>The statement that counts the rows of all parents, whatever the cut: the position of the parent and its count, for parents that have rows.</summary>
    public SqlText CountOf(IReadOnlyList<SqlValue> parents)
    {
        var sql = new SqlText();
        var scope = Link!.Open(sql);
        sql.Add("select p.key, count(*)\nfrom items_of(").Add(Keys.Of(parents)).Add(") p cross join ");
        WriteJoined(sql, scope, "p.value", Where);
        return sql.Add("\ngroup by p.key");
    }

    /// <summary>Writes which value a field has in each row, whatever the cut: the position of the parent, 0 where there is none, and the value.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="field">A field of the table, or of one that shares its key.</param>
    /// <param name="parents">The parents' keys, as <see cref="Keys"/> writes them; null where there are none.</param>
    internal void WriteValues(SqlText sql, Field field, SqlValue? parents)
    {
        var scope = Link?.Open(sql) ?? new Scope(Table, sql.Alias());
        var value = scope.Of(field, sql);
        sql.Add(parents is null ? "select 0 as parent, " : "select p.key as parent, ").Add(value).Add(" as value\nfrom ");
        if (parents is { } keys)
        {
            sql.Add("items_of(").Add(keys).Add(") p cross join ");
            WriteJoined(sql, scope, "p.value", Where);
        }
        else
        {
            WriteWhole(sql, scope, needsBody: true);
        }
    }

    private void WriteKeysOnPage(SqlText sql, IReadOnlyList<SortKey> order, Cut cut)
    {
        if (Link!.HasFirst && Where is null && ComesUnordered && cut is { After: null, Before: null })
        {
            Link.WriteFirst(sql, "p.value", cut.Most);
            return;
        }

        var scope = Link.Open(sql);
        var keys = KeysOf(order, scope, sql);
        sql.Add("\nselect ").Add(Link.KeyOf(scope)).Add("\nfrom ");
        WriteJoined(sql, scope, "p.value", Where);
        WriteCut(sql, order, keys);
        sql.Add("\norder by ");
        Ordering.Write(sql, order, keys, cut.Backward);
        sql.Add("\nlimit ").Add(cut.Most);
    }

    private List<string> KeysOf(IReadOnlyList<SortKey> order, Scope scope, SqlText sql) =>
        [.. order.Select(key => key.Field == Table.Key ? Link!.KeyOf(scope) : scope.Of(key.Field, sql))];

    private IEnumerable<string> Selected(List<string> columns, List<string> keys) =>
        WithSeats || columns.Count == 0 ? columns.Concat(keys) : columns;

    private void WriteJoined(SqlText sql, Scope scope, string parent, Condition? where)
    {
        Link!.WriteFrom(sql, scope);
        scope.WriteBeside(sql);
        sql.Add("\nwhere ");
        Link.WriteOn(sql, scope, parent);
        WriteWhere(sql, scope, where);
    }

    private void WriteWhole(SqlText sql, Scope scope, bool needsBody)
    {
        if (Place is { } place)
        {
            WriteInPlace(sql, scope, place, needsBody);
            return;
        }

        sql.Add($"{Table.Name} {scope.Child}");
        scope.WriteBeside(sql);
        sql.Add("\nwhere 1 = 1");
        WriteWhere(sql, scope, Where);
    }

    // The bodies themselves are looked at only where what stands with the place is not all that is asked about.
    private void WriteInPlace(SqlText sql, Scope scope, InPlace place, bool needsBody)
    {
        var within = place.WriteFrom(sql, Table, scope.Child);
        var from = sql.Length;
        scope.WriteBeside(sql);
        place.WriteOn(sql, within);
        var on = sql.Length;
        WriteWhere(sql, scope, Where);
        if (needsBody || sql.Names(scope.Child, from))
        {
            sql.Insert(on, $" and {Table.Key.Of(scope.Child)} = {within}.entity_id");
            sql.Insert(from, $" cross join {Table.Name} {scope.Child}");
        }
    }

    private static void WriteWhere(SqlText sql, Scope scope, Condition? where)
    {
        if (where is not null)
        {
            sql.Add("\nand ");
            where.Write(sql, scope.Child);
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

    private SqlText WriteLimit(SqlText sql) => Cut is null ? sql : sql.Add("\nlimit ").Add(Cut.Most);

    private static List<string> Of(IReadOnlyList<Field> fields, Scope scope, SqlText sql) =>
        [.. fields.Select(field => scope.Of(field, sql))];
}
