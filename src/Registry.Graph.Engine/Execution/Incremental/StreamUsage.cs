using Registry.Graph.Engine.Execution.Completion;
using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Incremental;

/// <summary>
/// What @stream says at a list: with how many items it begins. Lists come whole from their resolvers; what is selected of the further
/// items is executed later. <see href="https://github.com/graphql/graphql-spec/pull/1110"/>
/// </summary>
internal sealed record StreamUsage(PlannedField Field, int InitialCount, string? Label)
{
    public static StreamUsage? Of(Request request, PlannedField field)
    {
        var directive = Array.Find(field.Nodes[0].Directives, directive => directive.Name.Value == "stream");
        if (directive is null)
        {
            return null;
        }

        var definition = request.Schema.Directives.Find("stream")!;
        var arguments = ArgumentValues.Coerce(definition.Arguments, directive.Arguments, request.Variables, request.Plan.Document, directive.Start);
        if (arguments.Error is { } error)
        {
            throw new FieldException(error.Message, error.Code);
        }

        var initialCount = arguments.Values.GetValueOrDefault("initialCount") as int? ?? 0;
        if (initialCount < 0)
        {
            throw new FieldException($"`initialCount` of @stream is a number of items, from 0, but {initialCount} was given.", ErrorCodes.InvalidType);
        }

        var isOff = arguments.Values.GetValueOrDefault("if") is false;
        return isOff ? null : new StreamUsage(field, initialCount, arguments.Values.GetValueOrDefault("label") as string);
    }

    /// <summary>Lists of which the first items are completed now.</summary>
    /// <param name="request">The request.</param>
    /// <param name="owner">The objects of which the lists are a field.</param>
    /// <param name="lists">The lists.</param>
    /// <param name="rows">Which of them belong to the objects; null where they are all in order.</param>
    /// <param name="column">The lists as the resolver gave them.</param>
    public ListValues Split(Request request, Batch owner, ListColumn lists, int[]? rows, Column column)
    {
        var length = 0;
        for (var slot = 0; slot < column.Count; slot++)
        {
            length += Length(lists, rows, slot);
        }

        var (first, further) = (new Items(request.Memory, lists, column.Count, length), new Items(request.Memory, lists, column.Count, length));
        for (var slot = 0; slot < column.Count; slot++)
        {
            var start = rows is null ? lists.Start(slot) : rows[slot] < 0 ? 0 : lists.Start(rows[slot]);
            var end = start + Length(lists, rows, slot);
            var until = (int)Math.Min((long)start + InitialCount, end);
            first.Add(slot, start, until);
            further.Add(slot, until, end);
        }

        var type = Field.Definition.Type;
        var rest = further.Count == 0 ? null : new StreamedItems(this, owner, column, further.Starts, further.Column);
        var values = rest is null ? new ListValues(Field, type, owner, null, column, first.Starts) : new StreamedList(this, owner, column, first.Starts, rest);
        values.Items = new CompleteValue(request, Field, owner).Of(((ListType)type.NullableType).ItemType, first.Column, values);
        if (rest is not null)
        {
            ((IncrementalBatch)owner).LeadToMore();
        }

        return values;
    }

    private static int Length(ListColumn lists, int[]? rows, int slot)
    {
        var row = rows is null ? slot : rows[slot];
        return row < 0 ? 0 : lists.End(row) - lists.Start(row);
    }

    /// <summary>Some of the items of each list.</summary>
    private sealed class Items
    {
        private readonly ListColumn _lists;
        private readonly int[] _items;

        public Items(RequestMemory memory, ListColumn lists, int count, int length)
        {
            (_lists, Starts, _items) = (lists, memory.Rent<int>(count + 1), memory.Rent<int>(length));
            Starts[0] = 0;
        }

        public int[] Starts { get; }

        public int Count { get; private set; }

        // Rows of a column that itself takes rows of another are looked up at once.
        public Column Column => _lists.Items is TakenColumn taken ? taken.Source.Take(_items, Count) : _lists.Items.Take(_items, Count);

        public void Add(int slot, int start, int end)
        {
            for (var item = start; item < end; item++)
            {
                _items[Count++] = _lists.Items is TakenColumn taken ? taken.Rows[item] : item;
            }

            Starts[slot + 1] = Count;
        }
    }
}
