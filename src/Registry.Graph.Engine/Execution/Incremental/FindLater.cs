using Registry.Graph.Engine.Execution.Completion;

namespace Registry.Graph.Engine.Execution.Incremental;

/// <summary>Finds, below what has been answered, each path at which something comes later. Only ways that lead to such a path are walked.</summary>
/// <param name="from">The place that has been executed; null for the initial payload.</param>
/// <param name="found">Told of each fragment or list that is new.</param>
/// <param name="groups">Gets each group that is new.</param>
internal sealed class FindLater(LaterPlace? from, Action<PendingResult> found, List<LaterGroup> groups)
{
    /// <summary>Looks at the root and below.</summary>
    public void Root(Batch root)
    {
        if (!root.IsNulled(0))
        {
            Object((IncrementalBatch)root, 0, ResponsePath.Root, null);
        }
    }

    /// <summary>Looks below a place that has been executed.</summary>
    public void Below(LaterPlace place)
    {
        switch (place.Group)
        {
            case DeferredFields { Batch.LeadsToMore: true } deferred:
                Fields(deferred.Batch, place.Slot, place.Path, place.Frame);
                break;
            case LaterItems later when LeadsToMore(later.Items.Items):
                Items(later.Items, place.Slot, later.Items.AnsweredEnd(place.Slot), place.Path, place.Frame);
                break;
        }
    }

    private void Object(IncrementalBatch batch, int position, ResponsePath path, Frame? outer)
    {
        if (!batch.LeadsToMore)
        {
            return;
        }

        var frame = new Frame(outer, batch.Owner?.Field.Children, path, batch.Floor);
        foreach (var deferred in batch.Deferred)
        {
            Add(deferred, position, path, frame, [.. deferred.Batch.Usages!.Usages.Select(usage => frame.Get(usage, from, found))]);
        }

        Fields(batch, position, path, frame);
    }

    private void Fields(IncrementalBatch batch, int position, ResponsePath path, Frame frame)
    {
        foreach (var values in batch.Values)
        {
            if (values is not null && LeadsToMore(values))
            {
                Value(values, position, path.Append(values.Field.ResponseName), frame);
            }
        }
    }

    private void Value(Values values, int slot, ResponsePath path, Frame frame)
    {
        if (values.IsNull(slot))
        {
            return;
        }

        switch (values)
        {
            case ObjectValues objects:
                Object((IncrementalBatch)objects.BatchOf(slot), objects.Position(slot), path, frame);
                break;
            case ListValues list:
                List(list, slot, path, frame);
                break;
        }
    }

    private void List(ListValues list, int slot, ResponsePath path, Frame frame)
    {
        if (LeadsToMore(list.Items))
        {
            Items(list, slot, list.End(slot), path, frame);
        }

        if (list is StreamedList { Rest: var rest } && rest.End(slot) > rest.Start(slot))
        {
            var result = new PendingResult(path, rest.Label, from, null);
            found(result);
            Add(rest.Later, slot, path, frame, [result]);
        }
    }

    private void Items(ListValues list, int slot, int end, ResponsePath path, Frame frame)
    {
        for (var item = list.Start(slot); item < end; item++)
        {
            Value(list.Items, item, path.Append(list.FirstIndex + item - list.Start(slot)), frame);
        }
    }

    private void Add(LaterGroup group, int slot, ResponsePath path, Frame frame, PendingResult[] results)
    {
        if (group.Places.Count == 0)
        {
            groups.Add(group);
        }

        var place = new LaterPlace(group, slot, path, frame, results);
        group.Places.Add(place);
        foreach (var result in results)
        {
            result.Places.Add(place);
            result.Unfinished++;
        }
    }

    private static bool LeadsToMore(Values values) => values switch
    {
        ObjectValues objects => Array.Exists(objects.Batches, batch => ((IncrementalBatch)batch).LeadsToMore),
        StreamedList => true,
        ListValues list => LeadsToMore(list.Items),
        _ => false,
    };
}
