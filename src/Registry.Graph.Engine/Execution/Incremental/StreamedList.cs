using Registry.Graph.Engine.Execution.Completion;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Incremental;

/// <summary>Lists of which further items come later.</summary>
internal sealed class StreamedList(StreamUsage stream, Batch owner, Column lists, int[] starts, StreamedItems rest)
    : ListValues(stream.Field, stream.Field.Definition.Type, owner, null, lists, starts)
{
    public StreamedItems Rest => rest;

    /// <summary>Whether an item of that index comes later.</summary>
    public bool IsLater(int item) => item >= stream.InitialCount;
}

/// <summary>The further items of lists, completed when they come.</summary>
internal sealed class StreamedItems : ListValues
{
    private readonly StreamUsage _stream;
    private readonly Column _items;
    private readonly List<(int Parent, int Item, GraphQLError Error)> _errors = [];

    public StreamedItems(StreamUsage stream, Batch owner, Column lists, int[] starts, Column items)
        : base(stream.Field, stream.Field.Definition.Type, owner, null, lists, starts)
    {
        (_stream, _items) = (stream, items);
        Later = new LaterItems(this);
    }

    public LaterItems Later { get; }

    public string? Label => _stream.Label;

    public override int FirstIndex => _stream.InitialCount;

    /// <summary>Keeps an error of the resolver until the item comes.</summary>
    public void AddError(int parent, int item, GraphQLError error) => _errors.Add((parent, item, error));

    public void Complete(Request request)
    {
        Items = new CompleteValue(request, Field, Owner).Of(((ListType)Field.Definition.Type.NullableType).ItemType, _items, this);
        foreach (var (parent, item, error) in _errors)
        {
            var slot = Start(parent) + item - FirstIndex;
            request.Raise(Items, slot, error);
            Items.Nullify(slot, request.Memory);
        }
    }

    /// <summary>The slot after the last item of a list that can be answered: an item that must not be null, and is, ends the list.</summary>
    public int AnsweredEnd(int slot)
    {
        for (var item = Start(slot); item < End(slot) && Items is { IsNonNull: true, MayBeNull: true }; item++)
        {
            if (Items.IsNull(item))
            {
                return item;
            }
        }

        return End(slot);
    }
}
