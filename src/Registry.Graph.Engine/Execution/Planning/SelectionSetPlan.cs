using System.Collections.Immutable;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>
/// The collected fields of a selection set for one object type. Which of them are there, and in which order, follows from the
/// condition bits of a request.
/// </summary>
internal sealed class SelectionSetPlan
{
    private const int MaxVariants = 16;

    private readonly PlannedField[] _fields;
    private readonly (Condition When, int Field)[] _occurrences;
    private readonly ulong _mask;
    private ImmutableArray<(ulong Flags, PlannedField[] Fields)> _variants = [];
    private ImmutableArray<(ulong Flags, int Floor, SelectionPart[] Parts)> _partitions = [];

    public SelectionSetPlan(ObjectType type, PlannedField[] fields, (Condition When, int Field)[] occurrences)
    {
        (Type, _fields, _occurrences) = (type, fields, occurrences);
        TypeNameJson = [(byte)'"', .. type.EncodedName.EncodedUtf8Bytes, (byte)'"'];
        foreach (var (when, _) in occurrences)
        {
            _mask |= when.Bits;
        }
    }

    public ObjectType Type { get; }

    /// <summary>The value of <c>__typename</c> as JSON.</summary>
    public byte[] TypeNameJson { get; }

    /// <summary>Every field, whatever the conditions are.</summary>
    public ReadOnlySpan<PlannedField> All => _fields;

    /// <summary>The fields of a request, in the order of the response.</summary>
    public PlannedField[] Included(ulong flags)
    {
        if (_mask == 0)
        {
            return _fields;
        }

        var relevant = flags & _mask;
        var variants = _variants;
        foreach (var (known, fields) in variants)
        {
            if (known == relevant)
            {
                return fields;
            }
        }

        var included = Collect(relevant);
        if (variants.Length < MaxVariants)
        {
            ImmutableInterlocked.Update(ref _variants, (all, variant) => all.Add(variant), (relevant, included));
        }

        return included;
    }

    /// <summary>The fields of a request by the deferred fragments with which they come; what comes at once is the part without any.</summary>
    /// <param name="flags">The condition bits of the request.</param>
    /// <param name="floor">The depth of the selections outside of which no fragment counts.</param>
    /// <param name="plan">The plan of the operation.</param>
    public SelectionPart[] Parts(ulong flags, int floor, IncrementalPlan plan)
    {
        var partitions = _partitions;
        foreach (var (known, knownFloor, parts) in partitions)
        {
            if (known == flags && knownFloor == floor)
            {
                return parts;
            }
        }

        var made = SelectionPart.Of(Included(flags), _fields, _occurrences, flags, floor, plan);
        if (partitions.Length < MaxVariants)
        {
            ImmutableInterlocked.Update(ref _partitions, (all, partition) => all.Add(partition), (flags, floor, made));
        }

        return made;
    }

    private PlannedField[] Collect(ulong flags)
    {
        var included = new List<PlannedField>(_fields.Length);
        foreach (var (when, field) in _occurrences)
        {
            if (when.Holds(flags) && !included.Contains(_fields[field]))
            {
                included.Add(_fields[field]);
            }
        }

        return [.. included];
    }
}
