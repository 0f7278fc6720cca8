namespace Registry.Store.Reading;

/// <summary>
/// The way from rows of one table to rows of another, for one row in a condition and for all rows of a level in one statement.
/// </summary>
/// <param name="ParentKey">The field whose values lead to the other rows.</param>
/// <param name="Child">The table at the other end.</param>
public abstract record Link(Field ParentKey, Table Child)
{
    /// <summary>The table in between whose fields may be read with the child's, where there is one.</summary>
    public virtual Table? Edge => null;

    /// <summary>The aliases that the link bears in a statement.</summary>
    internal Scope Open(SqlText sql)
    {
        var edge = Edge is null ? null : sql.Alias();
        return new Scope(Child, sql.Alias(), Edge, edge);
    }

    /// <summary>Writes the tables that the link passes through, the child's last.</summary>
    internal virtual void WriteFrom(SqlText sql, Scope scope)
    {
        if (Edge is not null)
        {
            sql.Add($"{Edge.Name} {scope.Edge} cross join ");
        }

        sql.Add($"{Child.Name} {scope.Child}");
    }

    /// <summary>Writes what joins them to the parent with this key.</summary>
    internal abstract void WriteOn(SqlText sql, Scope scope, string parentKey);

    /// <summary>Writes what else makes the edge between a parent and a child, both known, one row of its table's key.</summary>
    internal virtual void WriteOnBoth(SqlText sql, Scope scope)
    {
    }

    /// <summary>Whether it leads to one row at most, whose key the parent holds.</summary>
    internal virtual bool IsToOne => false;

    /// <summary>Whether the children are bodies, which are found by their keys; else they are found by what joins them to the parent.</summary>
    internal virtual bool IsFoundByKey => true;

    /// <summary>The key of the child where an index of the link holds it in order, so that a page ends where it is full.</summary>
    internal virtual string KeyOf(Scope scope) => Child.Key.Of(scope.Child);

    /// <summary>Whether the keys of the first children of a parent can be written without a look at the children themselves.</summary>
    internal virtual bool HasFirst => false;

    /// <summary>Whether the edges of a parent are one range of an index, in the order of the keys of the children.</summary>
    internal virtual bool IsRange => false;

    /// <summary>Writes how many edges a parent has, where <see cref="HasFirst"/> says so and there are edges.</summary>
    internal virtual void WriteCount(SqlText sql, string parentKey) => throw new NotSupportedException($"{GetType().Name} cannot.");

    /// <summary>Writes the keys of the first children of a parent as <c>id</c>, in the order of their keys, where <see cref="HasFirst"/> says so.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parentKey">The key of the parent.</param>
    /// <param name="limit">How many at most.</param>
    internal virtual void WriteFirst(SqlText sql, string parentKey, SqlValue limit) => throw new NotSupportedException($"{GetType().Name} cannot.");
}

/// <summary>The rows that carry the parent's key in a field, such as the names of a body, or the one row whose key it is.</summary>
public sealed record ByField(Field ParentKey, Field ChildField) : Link(ParentKey, ChildField.Table)
{
    internal override bool IsFoundByKey => false;

    internal override bool IsToOne => ChildField == Child.Key;

    internal override void WriteOn(SqlText sql, Scope scope, string parentKey) =>
        sql.Add(ChildField, scope.Child).Add(" = ").Add(parentKey);
}

/// <summary>The bodies at the other end of one kind of relation; the relation can be read with them.</summary>
/// <param name="ParentKey">The key of a body.</param>
/// <param name="Child">A table of bodies.</param>
/// <param name="Relations">The table of relations.</param>
/// <param name="Predicate">The number of the predicate, negative for its inverse.</param>
/// <param name="Type">The number of the child's type; every type where absent.</param>
/// <param name="Statuses">Only relations in one of these states; in any where absent.</param>
public sealed record ByRelation(
    Field ParentKey,
    Table Child,
    Table Relations,
    int Predicate,
    int? Type,
    IReadOnlyList<SqlValue>? Statuses = null) : Link(ParentKey, Child)
{
    /// <inheritdoc/>
    public override Table Edge => Relations;

    internal override void WriteOn(SqlText sql, Scope scope, string parentKey)
    {
        sql.Add($"{scope.Edge}.entity_id = {parentKey} and {scope.Edge}.predicate = ").Add(SqlValue.Of(Predicate));
        if (Type is { } type)
        {
            sql.Add($" and {scope.Edge}.other_type = ").Add(SqlValue.Of(type));
        }

        if (Statuses is not null)
        {
            sql.Add($" and {scope.Edge}.status in (select value from items_of(").Add(Keys.Of(Statuses)).Add("))");
        }

        sql.Add(" and ").Add(Child.Key, scope.Child).Add($" = {scope.Edge}.other_id");
    }

    internal override void WriteOnBoth(SqlText sql, Scope scope)
    {
        if (Type is null)
        {
            sql.Add($" and {scope.Edge}.other_type = {scope.Child}.type");
        }
    }

    internal override string KeyOf(Scope scope) => scope.Edge + ".other_id";

    internal override bool HasFirst => Statuses is null;

    // They stand type by type.
    internal override bool IsRange => Type is not null;

    internal override void WriteCount(SqlText sql, string parentKey)
    {
        var edge = sql.Alias();
        sql.Add($"select count(*) from relation {edge} where {edge}.entity_id = {parentKey} and {edge}.predicate = ").Add(SqlValue.Of(Predicate));
        if (Type is { } type)
        {
            sql.Add($" and {edge}.other_type = ").Add(SqlValue.Of(type));
        }
    }

    internal override void WriteFirst(SqlText sql, string parentKey, SqlValue limit)
    {
        var edge = sql.Alias();
        sql.Add($"select {edge}.other_id as id from relation {edge} where {edge}.entity_id = {parentKey} and {edge}.predicate = ").Add(SqlValue.Of(Predicate));
        if (Type is { } type)
        {
            sql.Add($" and {edge}.other_type = ").Add(SqlValue.Of(type));
        }

        sql.Add($" order by {edge}.other_id limit ").Add(limit);
    }
}

/// <summary>The bodies at the other end of any of some kinds of relation, each once.</summary>
/// <param name="ParentKey">The key of a body.</param>
/// <param name="Child">A table of bodies of one type.</param>
/// <param name="Predicates">The numbers of the predicates, negative for their inverses.</param>
/// <param name="Type">The number of the child's type.</param>
public sealed record ByRelations(Field ParentKey, Table Child, IReadOnlyList<int> Predicates, int Type) : Link(ParentKey, Child)
{
    internal override void WriteOn(SqlText sql, Scope scope, string parentKey)
    {
        var edge = sql.Alias();
        sql.Add(Child.Key, scope.Child)
            .Add($" in (select {edge}.other_id from relation {edge} where {edge}.entity_id = {parentKey} and {edge}.predicate in (");
        for (var i = 0; i < Predicates.Count; i++)
        {
            sql.Add(i == 0 ? "" : ", ").Add(SqlValue.Of(Predicates[i]));
        }

        sql.Add($") and {edge}.other_type = ").Add(SqlValue.Of(Type)).Add(")");
    }

    internal override bool HasFirst => true;

    // Each part is a range of an index, so together they come in the order of the keys and end where the page is full.
    internal override void WriteFirst(SqlText sql, string parentKey, SqlValue limit)
    {
        for (var i = 0; i < Predicates.Count; i++)
        {
            var edge = sql.Alias();
            sql.Add(i == 0 ? "" : " union ")
                .Add($"select {edge}.other_id as id from relation {edge} where {edge}.entity_id = {parentKey} and {edge}.predicate = ").Add(SqlValue.Of(Predicates[i]))
                .Add($" and {edge}.other_type = ").Add(SqlValue.Of(Type));
        }

        sql.Add(" order by 1 limit ").Add(limit);
    }
}

/// <summary>The observations that measure the same of the same body as one does: indicator, period, definition, part and unit are alike; itself among them.</summary>
/// <param name="ParentKey">The key of an observation.</param>
/// <param name="Child">The table of observations.</param>
/// <param name="About">The number of the predicate that leads to the body.</param>
/// <param name="Type">The number of the type of observations.</param>
public sealed record OfSameFigure(Field ParentKey, Table Child, int About, int Type) : Link(ParentKey, Child)
{
    private static readonly string[] Alike = ["period", "definition", "dimension", "unit"];

    internal override void WriteOn(SqlText sql, Scope scope, string parentKey)
    {
        var (up, down, own) = (sql.Alias(), sql.Alias(), sql.Alias());
        sql.Add(Child.Key, scope.Child)
            .Add($" in (select {down}.other_id from relation {up} cross join relation {down} where {down}.entity_id = {up}.other_id and {up}.entity_id = {parentKey} and {up}.predicate = ")
            .Add(SqlValue.Of(About)).Add($" and {down}.predicate = ").Add(SqlValue.Of(-About)).Add($" and {down}.other_type = ").Add(SqlValue.Of(Type))
            .Add($") and exists (select 1 from {Child.Name} {own} where {Child.Key.Of(own)} = {parentKey}")
            .Add($" and coalesce({own}.indicator_code, {own}.indicator_label) = coalesce({scope.Child}.indicator_code, {scope.Child}.indicator_label)");
        foreach (var column in Alike)
        {
            sql.Add($" and coalesce({own}.{column}, '') = coalesce({scope.Child}.{column}, '')");
        }

        sql.Add(")");
    }
}

/// <summary>The bodies of one type that lie within a body, at every depth.</summary>
/// <param name="ParentKey">The key of a body.</param>
/// <param name="Child">The table of the type.</param>
/// <param name="Within">The table of what lies within bodies.</param>
/// <param name="Type">The number of the child's type.</param>
public sealed record WithinEntity(Field ParentKey, Table Child, Table Within, int Type) : Link(ParentKey, Child)
{
    /// <inheritdoc/>
    public override Table Edge => Within;

    internal override void WriteOn(SqlText sql, Scope scope, string parentKey) => sql
        .Add($"{scope.Edge}.ancestor_id = {parentKey} and {scope.Edge}.type = ").Add(SqlValue.Of(Type))
        .Add(" and ").Add(Child.Key, scope.Child).Add($" = {scope.Edge}.entity_id");

    internal override string KeyOf(Scope scope) => scope.Edge + ".entity_id";

    internal override bool HasFirst => true;

    internal override bool IsRange => true;

    internal override void WriteFirst(SqlText sql, string parentKey, SqlValue limit)
    {
        var edge = sql.Alias();
        sql.Add($"select {edge}.entity_id as id from within_entity {edge} where {edge}.ancestor_id = {parentKey} and {edge}.type = ").Add(SqlValue.Of(Type))
            .Add($" order by {edge}.entity_id limit ").Add(limit);
    }
}

/// <summary>The bodies of one type that lie within a division, at every depth.</summary>
/// <param name="ParentKey">The code of a division as a number.</param>
/// <param name="Child">The table of the type.</param>
/// <param name="Within">The table of what lies within divisions.</param>
/// <param name="Type">The number of the child's type.</param>
public sealed record WithinDivision(Field ParentKey, Table Child, Table Within, int Type) : Link(ParentKey, Child)
{
    /// <inheritdoc/>
    public override Table Edge => Within;

    internal override void WriteOn(SqlText sql, Scope scope, string parentKey) => sql
        .Add($"{scope.Edge}.code = {parentKey} and {scope.Edge}.type = ").Add(SqlValue.Of(Type))
        // A division lies within its own code; it is none of those within it.
        .Add(Child == ParentKey.Table ? $" and {ParentKey.Of(scope.Child)} <> {parentKey}" : "")
        .Add(" and ").Add(Child.Key, scope.Child).Add($" = {scope.Edge}.entity_id");

    internal override string KeyOf(Scope scope) => scope.Edge + ".entity_id";
}

/// <summary>The claims that state a fact: the one that gave it its id, and further ones.</summary>
/// <param name="ParentKey">The id of a fact.</param>
/// <param name="Child">The table of claims with their evidence.</param>
public sealed record ClaimsOfFact(Field ParentKey, Table Child) : Link(ParentKey, Child)
{
    internal override bool IsFoundByKey => false;

    internal override void WriteOn(SqlText sql, Scope scope, string parentKey)
    {
        var more = sql.Alias();
        sql.Add(Child.Key, scope.Child)
            .Add($" in (select {parentKey} union all select {more}.claim_id from fact_claim {more} where {more}.fact_id = {parentKey})");
    }
}

/// <summary>Which alias a table bears in a statement.</summary>
internal sealed class Scope(Table childTable, string child, Table? edgeTable = null, string? edge = null)
{
    private readonly Dictionary<Table, string> _beside = [];

    public string Child => child;

    public string? Edge => edge;

    /// <summary>The field under the alias of its table; a table not met before is joined beside the child.</summary>
    public string Of(Field field, SqlText sql)
    {
        if (field.Table == childTable)
        {
            return field.Of(child);
        }

        if (field.Table == edgeTable)
        {
            return field.Of(edge!);
        }

        if (!_beside.TryGetValue(field.Table, out var alias))
        {
            _beside.Add(field.Table, alias = sql.Alias());
        }

        return field.Of(alias);
    }

    /// <summary>Tells of a table that the statement joins itself.</summary>
    public void Add(Table table, string alias) => _beside.Add(table, alias);

    public void WriteBeside(SqlText sql, Table? except = null)
    {
        foreach (var (table, alias) in _beside)
        {
            if (table == except)
            {
                continue;
            }

            sql.Add($" left join {table.Name} {alias} on {table.Key.Of(alias)} = {childTable.Key.Of(child)}");
        }
    }
}

/// <summary>The claims that state that a body exists and is of its type.</summary>
/// <param name="ParentKey">The key of a body.</param>
/// <param name="Child">The table of claims with their evidence.</param>
public sealed record ClaimsOfBody(Field ParentKey, Table Child) : Link(ParentKey, Child)
{
    internal override bool IsFoundByKey => false;

    internal override void WriteOn(SqlText sql, Scope scope, string parentKey)
    {
        var facts = $"nature n cross join directory d on d.entity_id = n.entity_id and d.type = n.type where n.entity_id = {parentKey}";
        sql.Add(Child.Key, scope.Child).Add($" in (select n.fact_id from {facts}")
            .Add(" union all select f.claim_id from fact_claim f where f.fact_id in (select n.fact_id from ").Add(facts).Add("))");
    }
}
