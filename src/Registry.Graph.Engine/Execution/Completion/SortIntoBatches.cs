using System.Runtime.InteropServices;
using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Completion;

/// <summary>
/// Sorts rows into batches, one for each object type that occurs; a row that occurs twice is one object.
/// <see href="https://spec.graphql.org/September2025/#ResolveAbstractType()"/>
/// </summary>
internal sealed class SortIntoBatches(Request request, PlannedField field, Batch owner, NamedType named, Rows rows)
{
    private readonly List<Sorted> _sorted = new(1);
    private string? _lastName;
    private int _lastBatch = -1;

    /// <summary>The type of all rows, where it is known without asking each.</summary>
    public ObjectType? SoleType =>
        named as ObjectType ?? (rows.TypeName is { } name ? TypeNamed(name) : null);

    public Batch Batch(ObjectType type, int[]? indexes, int count, ObjectValues values) =>
        request.Batch(field.Children!.For(type), rows, indexes, count, values);

    public ObjectValues Sort(GraphQLType type, ObjectColumn objects, int[]? taken, int count, ListValues? list)
    {
        var memory = request.Memory;
        var positions = memory.Rent<int>(count);
        var sole = SoleType;
        var batches = sole is null ? memory.Rent<int>(count) : null;
        var known = memory.Rent<int>(rows.Count);
        Array.Fill(known, -1, 0, rows.Count);
        List<int>? unresolved = null;
        if (sole is not null)
        {
            _sorted.Add(new Sorted(sole, memory.Rent<int>(Math.Min(count, rows.Count))));
        }

        // For each row the first slot that has it: a later one is the same object.
        for (var slot = 0; slot < count; slot++)
        {
            var at = taken is null ? slot : taken[slot];
            var row = at < 0 ? -1 : objects[at];
            positions[slot] = -1;
            if (row < 0)
            {
                continue;
            }

            if (known[row] is var first and >= 0)
            {
                positions[slot] = positions[first];
                batches?[slot] = batches[first];
                continue;
            }

            var batch = sole is null ? BatchOf(row, Math.Min(count, rows.Count)) : 0;
            if (batch < 0)
            {
                (unresolved ??= []).Add(slot);
                continue;
            }

            known[row] = slot;
            positions[slot] = Add(batch, row);
            batches?[slot] = batch;
        }

        var values = new ObjectValues(field, type, owner, list, count, positions, _sorted.Count > 1 ? batches : null);
        values.Batches = new Batch[_sorted.Count];
        for (var i = 0; i < _sorted.Count; i++)
        {
            values.Batches[i] = Batch(_sorted[i].Type, _sorted[i].Rows, _sorted[i].Count, values);
        }

        unresolved?.ForEach(slot => RaiseUnresolved(values, slot));
        return values;
    }

    private int Add(int batch, int row)
    {
        ref var sorted = ref CollectionsMarshal.AsSpan(_sorted)[batch];
        sorted.Rows[sorted.Count] = row;
        return sorted.Count++;
    }

    private int BatchOf(int row, int capacity)
    {
        var name = rows.TypeOf(row);
        if (name is null)
        {
            return -1;
        }

        if (string.Equals(name, _lastName, StringComparison.Ordinal))
        {
            return _lastBatch;
        }

        var batch = _sorted.FindIndex(sorted => string.Equals(sorted.Type.Name, name, StringComparison.Ordinal));
        if (batch < 0 && TypeNamed(name) is { } type)
        {
            batch = _sorted.Count;
            _sorted.Add(new Sorted(type, request.Memory.Rent<int>(capacity)));
        }

        (_lastName, _lastBatch) = (name, batch);
        return batch;
    }

    private ObjectType? TypeNamed(string name) =>
        request.Schema.Types.Find(name) is ObjectType type && named.IsPossible(type) ? type : null;

    private void RaiseUnresolved(ObjectValues values, int slot)
    {
        request.Raise(values, slot, new GraphQLError($"The object is of no type that `{named.Name}` may be.") { Code = ErrorCodes.UnresolvedAbstractType });
        values.Nullify(slot, request.Memory);
    }

    // The rows of one type so far.
    private record struct Sorted(ObjectType Type, int[] Rows, int Count = 0);
}
