using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary>One object by its id, of a type that the field names: <c>zone(id:)</c>, <c>source(id:)</c>.</summary>
internal sealed class ByIdField(GraphModel model, FieldNeeds needs, NodeType type) : Resolver
{
    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var id = context.Arguments.Get<string>("id")!;
        var (plan, first, further) = context.Selection.Remember(Prepare);
        var number = Lookups.NumberOf(id);
        var rows = Objects.Read(plan, session.Store.Run(first, SqlValue.Of(id), number), context.Memory);
        if (rows.Count == 0 && further is not null)
        {
            // A former id, or one whose body is another than it tells.
            rows = Objects.Read(plan, session.Store.Run(further, SqlValue.Of(id), number), context.Memory);
        }

        if (rows.Count == 0 && type.Number is not null)
        {
            RefuseOtherType(model, type, session, id);
        }

        return new(Objects.First(rows, context.Count));
    }

    private Prepared Prepare(Selection selection)
    {
        var plan = needs.Plan(type, [selection]);
        var (id, number) = (SqlValue.Blank(0), SqlValue.Blank(1));
        return type.Number is null
            ? new Prepared(plan, Where(plan, new Compared(type.Table["id"], Comparator.Equal, id)), null)
            : new Prepared(plan, Where(plan, new HasOwnId(type.Key, id, number)), Where(plan, new HasOneId(type.Key, id, number)));
    }

    private static SqlTemplate Where(ReadPlan plan, Condition where) =>
        SqlTemplate.Of((RowQuery.Of(plan.Table) with { Columns = plan.Columns, Where = where }).Rows());

    /// <exception cref="FieldException">A body of another type bears the id.</exception>
    public static void RefuseOtherType(GraphModel model, NodeType type, GraphSession session, string id)
    {
        using var found = session.Store.Run(Lookups.ByOneId, SqlValue.Of(id), Lookups.NumberOf(id));
        if (found.Step())
        {
            var other = model.Tables.Bodies["type"].Words![found.Integer(1)];
            throw new FieldException(
                $"The node id type name `{other}` does not match the expected type name `{type.Name}`.",
                GraphCodes.IdOfAnotherType,
                [new("argument", "id"), new("value", id), new("typeName", other), new("expectedTypeName", type.Name)]);
        }
    }

    private sealed record Prepared(ReadPlan Plan, SqlTemplate First, SqlTemplate? Further);
}

/// <summary>Reading single objects.</summary>
internal static class Objects
{
    /// <summary>The rows of a plan's table that satisfy a condition.</summary>
    public static ModelRows Read(GraphSession session, ReadPlan plan, Condition where, RequestMemory memory) =>
        Read(plan, session.Store.Run((RowQuery.Of(plan.Table) with { Columns = plan.Columns, Where = where }).Rows()), memory);

    /// <summary>The rows of a statement that reads the columns of a plan; ends it.</summary>
    public static ModelRows Read(ReadPlan plan, RowCursor statement, RequestMemory memory)
    {
        var rows = plan.Start(memory);
        using var cursor = statement;
        while (cursor.Step())
        {
            rows.Append(cursor, 0);
        }

        return rows.Build();
    }

    /// <summary>That an object of a type bears an id.</summary>
    public static Condition HasId(NodeType type, params IReadOnlyList<string> ids)
    {
        List<SqlValue> values = [.. ids.Select(SqlValue.Of)];
        return type.Number is not null || type.Name == GraphModel.Entity ? new HasId(type.Key, values) : new OneOf(type.Table["id"], values);
    }

    /// <summary>The first row, or null, for each of the parents of a root field.</summary>
    public static Column First(ModelRows rows, int count)
    {
        var indexes = new int[count];
        Array.Fill(indexes, rows.Count == 0 ? -1 : 0);
        return new ObjectColumn(rows, indexes, count);
    }
}
