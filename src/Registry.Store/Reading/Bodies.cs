namespace Registry.Store.Reading;

/// <summary>The body bears one of these ids, or one of its former ids is among them.</summary>
/// <param name="Key">The key of a table of bodies.</param>
/// <param name="Ids">Public ids.</param>
public sealed record HasId(Field Key, IReadOnlyList<SqlValue> Ids) : Condition
{
    internal override void Write(SqlText sql, string alias) => sql
        .Add("(").Add(Key, alias)
        .Add($" in (\nselect coalesce((select k.entity_id from {Key.Table.Name} k where {Key.Of("k")} = cast(i.key as integer) and k.id = i.value), ")
        .Add("(select f.entity_id from former_id f where f.id = i.value), (select e.entity_id from entity e where e.public_id = i.value))\nfrom items_of(")
        .Add(Keys.OfIds(Ids)).Add(") i))");
}

/// <summary>The body bears this id, or it is one of its former ids.</summary>
/// <param name="Key">The key of a table of bodies.</param>
/// <param name="Id">A public id.</param>
/// <param name="Number">Where to look for it first, as <see cref="Lookups.NumberOf"/> tells.</param>
public sealed record HasOneId(Field Key, SqlValue Id, SqlValue Number) : Condition
{
    internal override void Write(SqlText sql, string alias)
    {
        var id = sql.Parameter(Id);
        sql.Add("(").Add(Key, alias)
            .Add($" = coalesce((select k.entity_id from {Key.Table.Name} k where {Key.Of("k")} = ").Add(Number)
            .Add($" and k.id = {id}), (select f.entity_id from former_id f where f.id = {id}), (select e.entity_id from entity e where e.public_id = {id})))");
    }
}

/// <summary>The body bears this id, and is the one that <see cref="Lookups.NumberOf"/> tells: what is true of nearly every id that is asked for.</summary>
/// <param name="Key">The key of a table of bodies.</param>
/// <param name="Id">A public id.</param>
/// <param name="Number">What it tells.</param>
public sealed record HasOwnId(Field Key, SqlValue Id, SqlValue Number) : Condition
{
    internal override void Write(SqlText sql, string alias) =>
        sql.Add("(").Add(Key, alias).Add(" = ").Add(Number).Add($" and {alias}.id = ").Add(Id).Add(")");
}

/// <summary>The body lies within a place, at any depth.</summary>
/// <param name="Key">The key of a table of bodies.</param>
/// <param name="Place">The place.</param>
/// <param name="Types">The numbers of the types that the table may hold; every type where absent.</param>
public sealed record InPlace(Field Key, Place Place, IReadOnlyList<long>? Types) : Condition
{
    private string Table => Place.IsDivision ? "within_division" : "within_entity";

    private string Column => Place.IsDivision ? "code" : "ancestor_id";

    // A division lies within its own code; as an answer to what lies in it, it is none.
    internal override void Write(SqlText sql, string alias)
    {
        sql.Add("(").Add(Key, alias).Add(" <> ").Add(SqlValue.Of(Place.Key)).Add(" and ");
        if (Types is [var only])
        {
            var within = sql.Alias();
            sql.Add($"exists (select 1 from {Table} {within} where {within}.{Column} = ").Add(SqlValue.Of(Place.Number))
                .Add($" and {within}.type = ").Add(SqlValue.Of(only)).Add($" and {within}.entity_id = ").Add(Key, alias).Add("))");
            return;
        }

        sql.Add(Key, alias).Add($" in (select entity_id from {Table} where {Column} = ").Add(SqlValue.Of(Place.Number));
        if (Types is not null)
        {
            sql.Add(" and type in (select value from items_of(").Add(Keys.Of([.. Types])).Add("))");
        }

        sql.Add("))");
    }

    /// <summary>
    /// Writes the table of what lies in the place, as the first of the tables that are read; the place holds bodies of one type. What it
    /// says of the bodies themselves is read there, in the order in which it stands there.
    /// </summary>
    /// <param name="sql">The statement.</param>
    /// <param name="table">The table of the bodies.</param>
    /// <param name="alias">The alias that it bears.</param>
    /// <returns>The alias of what was written.</returns>
    internal string WriteFrom(SqlText sql, Table table, string alias)
    {
        var within = sql.Alias();
        sql.Add($"{Table} {within}");
        sql.ReadElsewhere(table.Key, alias, within + ".entity_id");
        if (!Place.IsDivision)
        {
            sql.ReadElsewhere(table["level"], alias, within + ".level");
            sql.ReadElsewhere(table["name"], alias, within + ".name");
        }

        return within;
    }

    /// <summary>Writes which rows of that table lie in the place, as the first condition.</summary>
    internal void WriteOn(SqlText sql, string within)
    {
        sql.Add($"\nwhere {within}.{Column} = ").Add(SqlValue.Of(Place.Number)).Add($" and {within}.type = ").Add(SqlValue.Of(Types![0]));
        if (Place.IsDivision)
        {
            sql.Add($" and {within}.entity_id <> ").Add(SqlValue.Of(Place.Key));
        }
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
    /// <summary>The key of the body that most likely bears an id, which saves looking for it; 0 where the id does not tell.</summary>
    public static SqlValue NumberOf(string id) => SqlValue.Of(PublicId.NumberOf(id));

    /// <summary>
    /// Finds bodies by their ids, former ones included: for each that exists the position of the id, its key, the number of its type,
    /// and its code where it is a division.
    /// </summary>
    public static SqlText ById(IEnumerable<string> ids) => new SqlText()
        .Add("""
            select p.key, d.entity_id, d.type, v.code
            from items_of(
            """).Add(Keys.Of(ids.Select(SqlValue.Of).ToList()))
        .Add("""
            ) p
            cross join directory d
            left join administrative_division v on v.entity_id = d.entity_id
            where d.entity_id = coalesce(
                (select f.entity_id from former_id f where f.id = p.value),
                (select e.entity_id from entity e where e.public_id = p.value))
            order by p.key
            """);

    /// <summary>
    /// Finds the body that bears an id, or bore it once: its key, the number of its type, and its code where it is a division.
    /// </summary>
    /// <remarks>Its blanks are the id and <see cref="NumberOf"/> of it.</remarks>
    public static SqlTemplate ByOneId { get; } = BodyThat(new HasOneId(ReadModel.Current.Bodies.Key, SqlValue.Blank(0), SqlValue.Blank(1)));

    /// <summary>As <see cref="ByOneId"/>, but only the body of which the id tells, which bears nearly every id that is asked for.</summary>
    public static SqlTemplate ByOwnId { get; } = BodyThat(new HasOwnId(ReadModel.Current.Bodies.Key, SqlValue.Blank(0), SqlValue.Blank(1)));

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
            where i.value in (select value from items_of(
            """).Add(Keys.Of(values.Select(SqlValue.Of).ToList()))
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

    private static SqlTemplate BodyThat(Condition bearsId) => SqlTemplate.Of(new SqlText()
        .Add("select d.entity_id, d.type, v.code\nfrom directory d\nleft join administrative_division v on v.entity_id = d.entity_id\nwhere ")
        .Add(bearsId, "d"));
}
