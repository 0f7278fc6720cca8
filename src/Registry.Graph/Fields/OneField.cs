using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary>A field that leads to one row or none: one statement for all parents.</summary>
internal sealed class OneField(GraphModel model, FieldNeeds needs, Way way) : Resolver
{
    // A row that carries the key is the only one; of what relations lead to, the first is taken.
    private readonly Cut? _cut = way.Link is ByField ? null : new Cut(1);

    private Prepared Prepare(Selection selection)
    {
        var plan = needs.Plan(model.Types[way.Child], [selection]);
        return new Prepared(plan, new LevelStatements(RowQuery.Of(way.Link) with { Columns = plan.Columns, Order = way.Order, Cut = _cut }));
    }

    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var parents = Parents.Of(context);
        var keys = ParentKeys.Of(parents, way.Link.ParentKey, context.Memory);
        if (keys.Count == 0)
        {
            return new(Column.AllNull(context.Count));
        }

        var (plan, statements) = context.Selection.Remember(Prepare);
        var found = new int[keys.Count];
        Array.Fill(found, -1);
        var rows = plan.Start(context.Memory);
        using (var cursor = statements.Run(context.Session<GraphSession>().Store, keys))
        {
            while (cursor.Step())
            {
                var slot = (int)cursor.Integer(0);
                if (found[slot] < 0)
                {
                    found[slot] = rows.Count;
                    rows.Append(cursor, 1);
                }
            }
        }

        var indexes = context.Memory.Rent<int>(context.Count);
        for (var i = 0; i < context.Count; i++)
        {
            indexes[i] = keys.SlotOf(i) < 0 ? -1 : found[keys.SlotOf(i)];
        }

        return new(new ObjectColumn(rows.Build(), indexes, context.Count));
    }

    private sealed record Prepared(ReadPlan Plan, LevelStatements Statements);
}
