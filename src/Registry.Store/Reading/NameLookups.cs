using Registry.Store.Text;

namespace Registry.Store.Reading;

/// <summary>A body as matching by name sees it.</summary>
/// <param name="Key">Its number in the store.</param>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">The name that it is shown under.</param>
/// <param name="Place">GB/T 2260 code of its place, or null.</param>
/// <param name="Names">Every name that a source gives it, as written.</param>
/// <param name="Identifiers">Its valid identifiers.</param>
public sealed record NamedBody(
    long Key, string Id, EntityType Type, string Name, int? Place, IReadOnlyList<string> Names, IReadOnlyList<Identifier> Identifiers);

/// <summary>Finds bodies for matching: by the very name, by an identifier, by pieces of a name. One statement for many of each.</summary>
public static class NameLookups
{
    /// <summary>The bodies that bear names with these folded forms: the form and the body's key, ordered.</summary>
    public static IReadOnlyList<(string Folded, long Key)> Bearing(this ReadSession session, IEnumerable<string> folded)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var rows = session.Run(new SqlText().Add("""
            select distinct n.name_key, n.entity_id
            from items_of(
            """).Add(Keys.Of(folded.Select(SqlValue.Of).ToList())).Add("""
            ) k
            cross join name n on n.name_key = k.value
            order by n.name_key, n.entity_id
            """));
        List<(string, long)> found = [];
        while (rows.Step())
            found.Add((Text(rows, 0), rows.Integer(1)));
        return found;
    }

    /// <summary>The keys of the bodies that bear a valid identifier, ascending.</summary>
    public static IReadOnlyList<long> Bearing(this ReadSession session, Identifier identifier)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var rows = session.Run(new SqlText().Add("select distinct entity_id\nfrom identifier\nwhere value = ").Add(SqlValue.Of(identifier.Value))
            .Add(" and scheme = ").Add(SqlValue.Of(identifier.Scheme)).Add(" and valid = 1\norder by entity_id"));
        return Numbers(rows);
    }

    /// <summary>The keys of bodies one of whose names holds a term, at most so many; those known longest of each type.</summary>
    public static IReadOnlyList<long> Posted(this ReadSession session, SearchTerm term, int limit)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var rows = session.Run(new SqlText().Add("select entity_id\nfrom posting\nwhere term = ").Add(SqlValue.Of(term.Posting))
            .Add("\norder by type, entity_id\nlimit ").Add(SqlValue.Of(limit)));
        return Numbers(rows);
    }

    /// <summary>The keys of bodies whose names hold each of the terms, the first of which should be the rarest; at most so many.</summary>
    public static IReadOnlyList<long> Posted(this ReadSession session, IReadOnlyList<SearchTerm> terms, int limit)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(terms);
        var sql = new SqlText().Add("select p0.entity_id\nfrom posting p0");
        for (var i = 1; i < terms.Count; i++)
            sql.Add($"\ncross join posting p{i} on p{i}.term = ").Add(SqlValue.Of(terms[i].Posting)).Add($" and p{i}.type = p0.type and p{i}.entity_id = p0.entity_id");
        using var rows = session.Run(sql.Add("\nwhere p0.term = ").Add(SqlValue.Of(terms[0].Posting)).Add("\norder by p0.type, p0.entity_id\nlimit ").Add(SqlValue.Of(limit)));
        return Numbers(rows);
    }

    /// <summary>Every body of some types with its principal name, by key.</summary>
    public static IReadOnlyList<(long Key, string Id, string Name)> Principal(this ReadSession session, IReadOnlyList<int> types)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(types);
        using var rows = session.Run(new SqlText().Add("select entity_id, id, name\nfrom directory\nwhere type in (select value from items_of(")
            .Add(Keys.Of(types.Select(type => SqlValue.Of(type)))).Add("))\norder by entity_id"));
        List<(long, string, string)> bodies = [];
        while (rows.Step())
            bodies.Add((rows.Integer(0), Text(rows, 1), Text(rows, 2)));
        return bodies;
    }

    /// <summary>Whether a judgement stands between a mention of one body and the other, in either direction.</summary>
    public static bool AreJudged(this ReadSession session, long one, long other)
    {
        ArgumentNullException.ThrowIfNull(session);
        using var rows = session.Run(new SqlText().Add("""
            select 1
            from judgement j
            join mention m on m.mention_id = j.mention_id
            where j.verdict <> 'SAME' and j.withdrawn_at is null and j.entity_id in (
            """).Add(SqlValue.Of(one)).Add(", ").Add(SqlValue.Of(other)).Add(") and m.entity_id in (").Add(SqlValue.Of(one)).Add(", ").Add(SqlValue.Of(other)).Add(")\norder by j.judgement_id\nlimit 1"));
        return rows.Step();
    }

    /// <summary>The bodies with these keys, in the order of the keys; those that there are not are left out.</summary>
    public static IReadOnlyList<NamedBody> Bodies(this ReadSession session, IReadOnlyCollection<long> keys)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0)
            return [];
        var wanted = Keys.Of([.. keys]);
        var names = Names(session, wanted);
        var identifiers = Identifiers(session, wanted);
        using var rows = session.Run(new SqlText().Add("""
            select d.entity_id, d.id, d.type, d.name, d.place
            from items_of(
            """).Add(wanted).Add(") k\ncross join directory d on d.entity_id = k.value\norder by k.key"));
        List<NamedBody> bodies = [];
        while (rows.Step())
        {
            var key = rows.Integer(0);
            bodies.Add(new NamedBody(
                key, Text(rows, 1), Vocabulary.Current.Type((int)rows.Integer(2)), Text(rows, 3), rows.IsNull(4) ? null : (int)rows.Integer(4),
                [.. names[key]], [.. identifiers[key]]));
        }
        return bodies;
    }

    static ILookup<long, string> Names(ReadSession session, SqlValue keys)
    {
        using var rows = session.Run(new SqlText().Add("select n.entity_id, n.value\nfrom items_of(").Add(keys)
            .Add(") k\ncross join name n on n.entity_id = k.value\ngroup by n.entity_id, n.value\norder by n.entity_id, max(n.principal) desc, n.value"));
        List<(long Key, string Value)> found = [];
        while (rows.Step())
            found.Add((rows.Integer(0), Text(rows, 1)));
        return found.ToLookup(row => row.Key, row => row.Value);
    }

    static ILookup<long, Identifier> Identifiers(ReadSession session, SqlValue keys)
    {
        using var rows = session.Run(new SqlText().Add("select distinct i.entity_id, i.scheme, i.value\nfrom items_of(").Add(keys)
            .Add(") k\ncross join identifier i on i.entity_id = k.value\nwhere i.valid = 1\norder by i.entity_id, i.scheme, i.value"));
        List<(long Key, Identifier Identifier)> found = [];
        while (rows.Step())
            found.Add((rows.Integer(0), new Identifier(Text(rows, 1), Text(rows, 2))));
        return found.ToLookup(row => row.Key, row => row.Identifier);
    }

    static List<long> Numbers(RowCursor rows)
    {
        List<long> numbers = [];
        while (rows.Step())
            numbers.Add(rows.Integer(0));
        return numbers;
    }

    static string Text(RowCursor rows, int column) => System.Text.Encoding.UTF8.GetString(rows.Bytes(column));
}
