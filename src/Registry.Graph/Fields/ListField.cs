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
        var plan = context.Selection.Remember(PlanOf);
        var query = RowQuery.Of(way.Link) with { Columns = plan.Columns, Order = way.Order };
        var rows = plan.Start(context.Memory);
        var slotEnds = new int[keys.Count];
        using (var cursor = context.Session<GraphSession>().Store.Run(keys.Rows(query)))
        {
            while (cursor.Step())
            {
                rows.Append(cursor, 1);
                slotEnds[(int)cursor.Integer(0)] = rows.Count;
            }
        }

        return new(Lists(context, keys, slotEnds, rows.Build()));
    }

    private ReadPlan PlanOf(Selection selection) => way.Leaf is { } leaf
        ? new ReadPlan(leaf.Table, "", [leaf])
        : needs.Plan(model.Types[way.Child], [selection]);

    // Parents with one key have one list, written out for each of them.
    private ListColumn Lists(FieldContext context, ParentKeys keys, int[] slotEnds, ModelRows rows)
    {
        var ends = context.Memory.Rent<int>(context.Count);
        List<int> items = [];
        for (var i = 0; i < context.Count; i++)
        {
            var slot = keys.SlotOf(i);
            var end = slotEnds[slot];
            for (var row = StartOf(slot, slotEnds); row < end; row++)
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

    private static int StartOf(int slot, int[] slotEnds)
    {
        for (var before = slot - 1; before >= 0; before--)
        {
            if (slotEnds[before] > 0)
            {
                return Math.Min(slotEnds[before], slotEnds[slot]);
            }
        }

        return 0;
    }
}
