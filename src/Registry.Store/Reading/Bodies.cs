namespace Registry.Store.Reading;

/// <summary>The body bears one of these ids, or one of its former ids is among them.</summary>
/// <param name="Key">The key of a table of bodies.</param>
/// <param name="Ids">Public ids.</param>
public sealed record HasId(Field Key, IReadOnlyList<SqlValue> Ids) : Condition
{
    internal override void Write(SqlText sql, string alias)
    {
        var ids = Keys.Of(Ids);
        sql.Add("(").Add(Key, alias)
            .Add(" in (select entity_id from entity where public_id in (select value from json_each(").Add(ids)
            .Add(")) union all select entity_id from former_id where id in (select value from json_each(").Add(ids).Add("))))");
    }
}

/// <summary>The body lies within a place, at any depth.</summary>
/// <param name="Key">The key of a table of bodies.</param>
/// <param name="Place">The place.</param>
/// <param name="Types">The numbers of the types that the table may hold; every type where absent.</param>
public sealed record InPlace(Field Key, Place Place, IReadOnlyList<long>? Types) : Condition
{
    internal override void Write(SqlText sql, string alias)
    {
        // A division lies within its own code; as an answer to what lies in it, it is none.
        sql.Add("(").Add(Key, alias).Add(" <> ").Add(SqlValue.Of(Place.Key)).Add(" and ").Add(Key, alias).Add(Place.IsDivision
            ? " in (select entity_id from within_division where code = "
            : " in (select entity_id from within_entity where ancestor_id = ").Add(SqlValue.Of(Place.Number));
        if (Types is [var only])
        {
            sql.Add(" and type = ").Add(SqlValue.Of(only));
        }
        else if (Types is not null)
        {
            sql.Add(" and type in (select value from json_each(").Add(Keys.Of([.. Types])).Add("))");
        }

        sql.Add("))");
    }
}

/// <summary>Where bodies lie: a division, or a body such as a zone.</summary>
/// <param name="IsDivision">Whether it is a division, known by its code.</param>
/// <param name="Number">The code of the division, or the key of the body.</param>
/// <param name="Key">The key of the body.</param>
public readonly record struct Place(bool IsDivision, long Number, long Key);

/// <summary>Statements that find bodies by what names them.</summary>
public static class Lookups
{
    /// <summary>
    /// Finds bodies by their ids, former ones included: for each that exists the position of the id, its key, the number of its type,
    /// and its code where it is a division.
    /// </summary>
    public static SqlText ById(IEnumerable<string> ids) => new SqlText()
        .Add("""
            select p.key, d.entity_id, d.type, v.code
            from json_each(
            """).Add(Keys.Of(ids.Select(SqlValue.Of)))
        .Add("""
            ) p
            cross join directory d
            left join administrative_division v on v.entity_id = d.entity_id
            where d.entity_id = coalesce(
                (select f.entity_id from former_id f where f.id = p.value),
                (select e.entity_id from entity e where e.public_id = p.value))
            order by p.key
            """);

    /// <summary>Finds the division of a GB/T 2260 code: its key.</summary>
    public static SqlText DivisionByCode(string code) => new SqlText()
        .Add("select entity_id from administrative_division where code = ").Add(SqlValue.Of(code));

    /// <summary>
    /// Finds the body that bears a valid identifier: its key. Where several do, which only a fault of the sources can bring about, the one
    /// known longest.
    /// </summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="values">The value in the ways in which it may have been written.</param>
    public static SqlText ByIdentifier(string scheme, IEnumerable<string> values) => new SqlText()
        .Add("""
            select i.entity_id
            from identifier i
            where i.value in (select value from json_each(
            """).Add(Keys.Of(values.Select(SqlValue.Of)))
        .Add("))\nand i.scheme = ").Add(SqlValue.Of(scheme))
        .Add("\nand i.valid = 1\norder by i.entity_id\nlimit 1");

    /// <summary>Reads the release that is seen; before the first its number is 0 and nothing else of it is known.</summary>
    /// <param name="fields">Fields of releases.</param>
    public static SqlText Release(IReadOnlyList<Field> fields) => new SqlText()
        .Add("select ").Add(string.Join(", ", fields.Select(field => field.Of("r"))))
        .Add("""

            from (
            select n.release_id, p.published_at
            from (select coalesce(max(release_id), 0) as release_id from release) n
            left join release p on p.release_id = n.release_id
            ) r
            """);
}
