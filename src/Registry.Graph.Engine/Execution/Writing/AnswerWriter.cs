using Registry.Graph.Engine.Execution.Completion;

namespace Registry.Graph.Engine.Execution.Writing;

/// <summary>
/// Walks completed batches from the root and writes the data entry of the response. The place where it stands is kept apart from the
/// call stack, so that it can stop whenever enough is written for the connection and go on afterwards.
/// </summary>
internal sealed class AnswerWriter
{
    private readonly Batch? _root;
    // Few answers are deeper than this.
    private readonly Stack<Place> _places = new(8);
    private bool _hasStarted;

    public AnswerWriter(Batch root) => _root = root;

    private AnswerWriter(Place start)
    {
        _places.Push(start);
        _hasStarted = true;
    }

    /// <summary>Writes the fields of one object, after its brace.</summary>
    public static AnswerWriter FieldsOf(Batch batch, int position) => new(new Place(batch, null, position, 0, 0));

    /// <summary>Writes the items of a list, after its bracket.</summary>
    /// <param name="list">The lists.</param>
    /// <param name="slot">Which of them.</param>
    /// <param name="end">The slot after the last item that is written.</param>
    public static AnswerWriter ItemsOf(ListValues list, int slot, int end) => new(new Place(null, list, slot, list.Start(slot), end));

    /// <summary>Writes on, until all is written or the writer holds as much as is asked for.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="pause">After how many bytes to stop.</param>
    /// <returns>Whether all is written.</returns>
    public bool Write(ref JsonWriter writer, int pause)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            Start(ref writer);
        }

        while (_places.TryPop(out var place))
        {
            if (place.List is null)
            {
                WriteFields(place, ref writer);
            }
            else
            {
                WriteItems(place, ref writer, pause);
            }

            if (writer.Written >= pause)
            {
                return _places.Count == 0;
            }
        }

        return true;
    }

    private void Start(ref JsonWriter writer)
    {
        if (_root!.IsNulled(0))
        {
            writer.WriteNull();
        }
        else
        {
            Enter(_root, 0, ref writer);
        }
    }

    // Writes the fields of an object until one has something below it, which comes first.
    private void WriteFields(Place place, ref JsonWriter writer)
    {
        var batch = place.Batch!;
        while (place.Next < batch.Fields.Length)
        {
            var field = batch.Fields[place.Next];
            writer.WriteRaw(place.Next == 0 ? field.Key.AsSpan(1) : field.Key);
            var values = batch.Values[place.Next++];
            if (values is null)
            {
                writer.WriteRaw(batch.Plan.TypeNameJson);
            }
            else if (values is LeafValues leaf && !leaf.MayBeNull)
            {
                leaf.Write(place.Position, ref writer);
            }
            else if (IsBelow(values, place.Position, ref writer))
            {
                _places.Push(place);
                EnterValue(values, place.Position, ref writer);
                return;
            }
        }

        writer.WriteByte((byte)'}');
    }

    private void WriteItems(Place place, ref JsonWriter writer, int pause)
    {
        var items = place.List!.Items;
        var isFirst = place.Next == place.List.Start(place.Position);
        while (place.Next < place.End)
        {
            if (!isFirst)
            {
                writer.WriteByte((byte)',');
            }

            isFirst = false;
            var item = place.Next++;
            if (IsBelow(items, item, ref writer))
            {
                _places.Push(place);
                EnterValue(items, item, ref writer);
                return;
            }

            if (writer.Written >= pause)
            {
                _places.Push(place);
                return;
            }
        }

        writer.WriteByte((byte)']');
    }

    // Writes nulls and leaves; what has something below it is left to be entered.
    private static bool IsBelow(Values values, int slot, ref JsonWriter writer)
    {
        if (values.IsNull(slot))
        {
            writer.WriteNull();
            return false;
        }

        if (values is not LeafValues leaf)
        {
            return true;
        }

        leaf.Write(slot, ref writer);
        return false;
    }

    private void EnterValue(Values values, int slot, ref JsonWriter writer)
    {
        if (values is ListValues list)
        {
            writer.WriteByte((byte)'[');
            _places.Push(new Place(null, list, slot, list.Start(slot), list.End(slot)));
            return;
        }

        var objects = (ObjectValues)values;
        Enter(objects.BatchOf(slot), objects.Position(slot), ref writer);
    }

    private void Enter(Batch batch, int position, ref JsonWriter writer)
    {
        writer.WriteByte((byte)'{');
        _places.Push(new Place(batch, null, position, 0, 0));
    }

    /// <summary>An object at its next field, or a list at its next item.</summary>
    private record struct Place(Batch? Batch, ListValues? List, int Position, int Next, int End);
}
