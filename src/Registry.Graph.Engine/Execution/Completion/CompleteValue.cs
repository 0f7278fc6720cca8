using Registry.Graph.Engine.Execution.Incremental;
using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Completion;

/// <summary>
/// CompleteValue, for all values of a field at once: leaves are checked against their type, lists opened, objects sorted into batches
/// by their type, which become the parents of the next level. <see href="https://spec.graphql.org/September2025/#CompleteValue()"/>
/// </summary>
internal readonly ref struct CompleteValue(Request request, PlannedField field, Batch owner)
{
    /// <summary>The values of the field.</summary>
    /// <param name="type">The type of a value.</param>
    /// <param name="column">What the resolver gave.</param>
    /// <param name="list">The lists of which these are the items.</param>
    public Values Of(GraphQLType type, Column column, ListValues? list = null) => type.NullableType switch
    {
        _ when column is NullColumn => new NullValues(field, type, owner, list, column.Count),
        ListType listType => Lists(type, listType, column, list),
        NamedType { IsLeaf: true } leaf => CompleteLeaf.Of(request, field, type, leaf, owner, list, column),
        NamedType named => Objects(type, named, column, list),
        _ => throw new InvalidOperationException($"{type} is no output type."),
    };

    private ListValues Lists(GraphQLType type, ListType listType, Column column, ListValues? outer)
    {
        var (source, rows) = column is TakenColumn taken ? (taken.Source, taken.Rows) : (column, null);
        if (source is not ListColumn lists)
        {
            throw Misfit(type, column);
        }

        if (outer is null && (request as IncrementalRequest)?.StreamOf(field) is { } stream)
        {
            return stream.Split(request, owner, lists, rows, column);
        }

        var starts = request.Memory.Rent<int>(column.Count + 1);
        var items = rows is null ? AllItems(lists, starts) : TakenItems(lists, rows, column.Count, starts);
        var values = new ListValues(field, type, owner, outer, column, starts);
        values.Items = Of(listType.ItemType, items, values);
        return values;
    }

    private static Column AllItems(ListColumn lists, int[] starts)
    {
        starts[0] = 0;
        for (var slot = 0; slot < lists.Count; slot++)
        {
            starts[slot + 1] = lists.End(slot);
        }

        return lists.Items;
    }

    // Only the items of the lists that were taken are values of the field.
    private Column TakenItems(ListColumn lists, int[] rows, int count, int[] starts)
    {
        starts[0] = 0;
        for (var slot = 0; slot < count; slot++)
        {
            var length = rows[slot] < 0 ? 0 : lists.End(rows[slot]) - lists.Start(rows[slot]);
            starts[slot + 1] = starts[slot] + length;
        }

        var items = request.Memory.Rent<int>(starts[count]);
        for (var slot = 0; slot < count; slot++)
        {
            for (var i = starts[slot]; i < starts[slot + 1]; i++)
            {
                items[i] = lists.Start(rows[slot]) + i - starts[slot];
            }
        }

        return lists.Items.Take(items, starts[count]);
    }

    private ObjectValues Objects(GraphQLType type, NamedType named, Column column, ListValues? list)
    {
        var (source, taken) = column is TakenColumn view ? (view.Source, view.Rows) : (column, null);
        if (source is not ObjectColumn objects)
        {
            throw Misfit(type, column);
        }

        var sorting = new SortIntoBatches(request, field, owner, named, objects.Rows);
        if (taken is null && objects.IsEachRow && sorting.SoleType is { } sole)
        {
            var each = new ObjectValues(field, type, owner, list, column.Count, null, null);
            each.Batches = [sorting.Batch(sole, null, column.Count, each)];
            return each;
        }

        return sorting.Sort(type, objects, taken, column.Count, list);
    }

    private InvalidOperationException Misfit(GraphQLType type, Column column) =>
        new($"{field.Coordinate} is of type {type}, but its resolver gave a {column.GetType().Name}.");
}
