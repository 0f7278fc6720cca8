using Registry.Store.Text;

namespace Registry.Store.Reading;

/// <summary>
/// A search for bodies by any of their names. What the postings find is scored by the best of its names: 1 is the whole name, less the
/// further the query is from it; names that begin with the query come before those that hold it elsewhere, and these before those that
/// meet it only word by word or by initials. What no source gives a name, such as a recognition in a list, is not found.
/// </summary>
/// <param name="Model">The tables.</param>
/// <param name="Text">What was asked for, as written.</param>
public sealed record SearchQuery(ReadModel Model, string Text)
{
    // Of what is more frequent it does not matter by how much.
    private const int MostCounted = 1_000;

    private IReadOnlyList<QueryPiece> Pieces { get; init; } = SearchTerms.OfQuery(Text);

    /// <summary>Whether the query holds a letter, digit or character; else nothing can be found.</summary>
    public bool IsMeaningful => Pieces.Count > 0;

    /// <summary>The numbers of the types to find; every type where absent.</summary>
    public IReadOnlyList<long>? Types { get; init; }

    /// <summary>Where what is found lies; anywhere where absent.</summary>
    public Place? Place { get; init; }

    /// <summary>The fields to read of what is found: of bodies, of a type's table, or of the name that matched.</summary>
    public IReadOnlyList<Field> Columns { get; init; } = [];

    /// <summary>Which rows of the order: the best first, then as they entered the registry.</summary>
    public Cut? Cut { get; init; }

    /// <summary>The order of what is found: by score, then by key.</summary>
    public IReadOnlyList<SortKey> Order { get; } = [new SortKey(Score, Descending: true), new SortKey(Model.Bodies.Key)];

    /// <summary>How well a body matches, from 0 to 1.</summary>
    public static Field Score => Hits["score"];

    private static Table Hits { get; } = new Table("hit", "entity_id").With("score", FieldKind.Real);

    /// <summary>
    /// The same search, begun with the piece that fewest names have: of a whole name, every company has the end, and hardly one the beginning.
    /// Takes a statement where there is more than one piece to choose from.
    /// </summary>
    public SearchQuery RarestFirst(ReadSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        List<QueryPiece> exact = [.. Pieces.Where(IsExact)];
        if (exact.Count < 2)
        {
            return this;
        }

        var counts = new long[exact.Count];
        using var rows = session.Run(new SqlText().Add("""
            select p.key, (
            select count(*)
            from (select q.entity_id from posting q where q.term = p.value order by q.type, q.entity_id limit
            """).Add(" ").Add(SqlValue.Of(MostCounted)).Add(") c)\nfrom items_of(")
            .Add(Keys.Of([.. exact.Select(piece => SqlValue.Of(piece.Alternatives[0].From))])).Add(") p\norder by p.key"));
        while (rows.Step())
        {
            counts[rows.Integer(0)] = rows.Integer(1);
        }

        return this with { Pieces = [.. exact.Index().OrderBy(piece => counts[piece.Index]).Select(piece => piece.Item), .. Pieces.Where(piece => !IsExact(piece))] };
    }

    /// <summary>The statement that finds: the fields, then the score and the key.</summary>
    public SqlText Rows()
    {
        var sql = new SqlText();
        WriteHits(sql);
        var (body, hit, name) = (sql.Alias(), sql.Alias(), sql.Alias());
        var scope = new Scope(Model.Bodies, body, Hits, hit);
        scope.Add(Model.Names, name);
        var columns = Columns.Select(field => scope.Of(field, sql)).ToList();
        var keys = Order.Select(key => scope.Of(key.Field, sql)).ToList();
        sql.Add("\nselect ").Add(string.Join(", ", columns.Concat(keys)))
            .Add($"\nfrom best {hit} cross join name {name} on {name}.fact_id = {hit}.fact_id cross join directory {body} on {body}.entity_id = {hit}.entity_id");
        scope.WriteBeside(sql, except: Model.Names);
        sql.Add($"\nwhere {hit}.rank = 1");
        var backward = Cut is { Backward: true };
        WriteSeat(sql, keys, Cut?.After, reversed: false);
        WriteSeat(sql, keys, Cut?.Before, reversed: true);
        sql.Add("\norder by ");
        Ordering.Write(sql, Order, keys, backward);
        return Cut is null ? sql : sql.Add("\nlimit ").Add(SqlValue.Of(Cut.Limit));
    }

    /// <summary>The statement that counts what is found.</summary>
    public SqlText Count()
    {
        var sql = new SqlText().Add("select count(*) from (");
        WritePostings(sql);
        return sql.Add(") f where exists (select 1 from name n where n.entity_id = f.entity_id)");
    }

    /// <summary>Writes which value a field has in each body that is found, after the position 0.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="field">A field of all bodies, or of a table that shares their key.</param>
    internal void WriteValues(SqlText sql, Field field)
    {
        var scope = new Scope(Model.Bodies, sql.Alias());
        sql.Add("select 0 as parent, ").Add(scope.Of(field, sql)).Add(" as value\nfrom (");
        WritePostings(sql);
        sql.Add($") q cross join directory {scope.Child}");
        scope.WriteBeside(sql);
        sql.Add($"\nwhere {scope.Child}.entity_id = q.entity_id and exists (select 1 from name n where n.entity_id = q.entity_id)");
    }

    private void WriteSeat(SqlText sql, List<string> keys, Seat? seat, bool reversed)
    {
        if (seat is not null)
        {
            sql.Add("\nand ");
            Ordering.WriteBehind(sql, Order, keys, seat, reversed);
        }
    }

    private void WriteHits(SqlText sql)
    {
        var query = SqlValue.Of(FoldedName.Of(Text));
        sql.Add("with found as (");
        WritePostings(sql);
        sql.Add("), scored as (\nselect f.entity_id, n.fact_id, n.principal, case\nwhen n.name_key = ").Add(query)
            .Add(" then 1.0\nwhen substr(n.name_key, 1, length(").Add(query).Add(")) = ").Add(query)
            .Add(" then 0.7 + 0.25 * length(").Add(query)
            .Add(") / length(n.name_key)\nwhen instr(n.name_key, ").Add(query).Add(") > 0 then 0.5 + 0.25 * length(").Add(query)
            .Add(") / length(n.name_key)\nwhen length(").Add(query).Add(") >= length(n.name_key) then 0.45\nelse 0.2 + 0.25 * length(").Add(query).Add("""
                ) / length(n.name_key)
                end as score
                from found f cross join name n on n.entity_id = f.entity_id
                ), best as (
                select entity_id, fact_id, score, row_number() over (partition by entity_id order by score desc, principal desc, fact_id) as rank
                from scored
                )
                """);
    }

    private static bool IsExact(QueryPiece piece) => piece.Alternatives is [{ IsExact: true }];

    // What has the first piece is looked up for the further ones: a list of all that has one of them may be as long as the registry.
    private void WritePostings(SqlText sql)
    {
        var exact = Pieces.TakeWhile(IsExact).Count();
        if (exact > 0)
        {
            WriteTerms(sql, Pieces.Take(exact));
        }

        for (var i = exact; i < Pieces.Count; i++)
        {
            sql.Add(i == 0 ? "" : "\nintersect\n");
            WritePiece(sql, Pieces[i]);
        }

        if (Place is { } place)
        {
            sql.Add(place.IsDivision
                ? "\nintersect\nselect entity_id from within_division where code = "
                : "\nintersect\nselect entity_id from within_entity where ancestor_id = ")
                .Add(SqlValue.Of(place.Number)).Add(" and entity_id <> ").Add(SqlValue.Of(place.Key));
        }
    }

    private void WriteTerms(SqlText sql, IEnumerable<QueryPiece> pieces)
    {
        var first = sql.Alias();
        foreach (var (i, piece) in pieces.Index())
        {
            var term = SqlValue.Of(piece.Alternatives[0].From);
            if (i == 0)
            {
                sql.Add($"select {first}.entity_id\nfrom posting {first}\nwhere {first}.term = ").Add(term);
                continue;
            }

            var next = sql.Alias();
            sql.Add($"\nand exists (select 1 from posting {next} where {next}.term = ").Add(term)
                .Add($" and {next}.type = {first}.type and {next}.entity_id = {first}.entity_id)");
        }

        if (Types is not null)
        {
            sql.Add($"\nand {first}.type in (select value from items_of(").Add(Keys.Of([.. Types])).Add("))");
        }
    }

    private void WritePiece(SqlText sql, QueryPiece piece)
    {
        for (var i = 0; i < piece.Alternatives.Count; i++)
        {
            var range = piece.Alternatives[i];
            sql.Add(i == 0 ? "select entity_id from posting where (" : " or ").Add("(term ");
            _ = range.IsExact
                ? sql.Add("= ").Add(SqlValue.Of(range.From)).Add(")")
                : sql.Add(">= ").Add(SqlValue.Of(range.From)).Add(" and term < ").Add(SqlValue.Of(range.Before)).Add(")");
        }

        sql.Add(")");
        if (Types is not null)
        {
            sql.Add(" and type in (select value from items_of(").Add(Keys.Of([.. Types])).Add("))");
        }

        if (Pieces.Count == 1 && Place is null)
        {
            sql.Add(" group by entity_id");
        }
    }
}
