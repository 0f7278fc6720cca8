using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary>A field that is a plain list of rows, or of one value of each: one statement for all parents.</summary>
internal sealed class ListField(GraphModel model, FieldNeeds needs, Way way) : Resolver
{
    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var keys = ParentKeys.Of(Parents.Of(context), way.Link.ParentKey, context.Memory);
        var (plan, statements) = context.Selection.Remember(Prepare);
        var rows = plan.Start(context.Memory);
        var slices = new (int Start, int End)[keys.Count];
        using (var cursor = statements.Run(context.Session<GraphSession>().Store, keys))
        {
            while (cursor.Step())
            {
                ref var slice = ref slices[(int)cursor.Integer(0)];
                slice.Start = slice.End == 0 ? rows.Count : slice.Start;
                rows.Append(cursor, 1);
                slice.End = rows.Count;
            }
        }

        return new(Lists(context, keys, slices, rows.Build()));
    }

    private Prepared Prepare(Selection selection)
    {
        var plan = way.Leaf is { } leaf ? new ReadPlan(leaf.Table, "", [leaf]) : needs.Plan(model.Types[way.Child], [selection]);
        return new Prepared(plan, new LevelStatements(RowQuery.Of(way.Link) with { Columns = plan.Columns, Order = way.Order }));
    }

    // Parents with one key have one list, written out for each of them.
    private ListColumn Lists(FieldContext context, ParentKeys keys, (int Start, int End)[] slices, ModelRows rows)
    {
        var ends = context.Memory.Rent<int>(context.Count);
        List<int> items = [];
        for (var i = 0; i < context.Count; i++)
        {
            var (start, end) = slices[keys.SlotOf(i)];
            for (var row = start; row < end; row++)
            {
                items.Add(row);
            }

            ends[i] = items.Count;
        }

        int[] indexes = [.. items];
        Column column = way.Leaf is { } leaf
            ? rows.Column(leaf).Take(indexes, indexes.Length)
            : new ObjectColumn(rows, indexes, indexes.Length);
        return new ListColumn(column, ends, context.Count);
    }

    private sealed record Prepared(ReadPlan Plan, LevelStatements Statements);
}
