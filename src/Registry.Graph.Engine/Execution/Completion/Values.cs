using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Completion;

/// <summary>
/// The values of one field, or of the items of its lists, being completed: a column of a resolver with what the specification makes of
/// it. A place in it is a slot. <see href="https://spec.graphql.org/September2025/#CompleteValue()"/>
/// </summary>
internal abstract class Values(PlannedField field, GraphQLType type, Batch owner, ListValues? list, int count)
{
    private NullMask _nulled;

    public PlannedField Field { get; } = field;

    public int Count { get; } = count;

    public bool IsNonNull { get; } = type.IsNonNull;

    /// <summary>The objects of which this is a field.</summary>
    public Batch Owner { get; } = owner;

    /// <summary>The lists of which these are the items; null for the values of the field itself.</summary>
    public ListValues? List { get; } = list;

    /// <summary>Whether a value was made null by an error, its own or one below it.</summary>
    public bool IsNulled(int slot) => _nulled[slot];

    /// <summary>Whether a value is answered as null.</summary>
    public bool IsNull(int slot) => _nulled[slot] || IsNullInColumn(slot);

    public bool MayBeNull => _nulled.Any || ColumnMayBeNull;

    public void Nullify(int slot, RequestMemory memory) => _nulled.Set(slot, Count, memory);

    /// <summary>Reports each null that may not be, once the errors of the resolver itself are known.</summary>
    public void RaiseNulls(Request request)
    {
        if (this is ListValues list)
        {
            list.Items.RaiseNulls(request);
        }

        if (!IsNonNull || !ColumnMayBeNull)
        {
            return;
        }

        for (var slot = 0; slot < Count; slot++)
        {
            if (IsNullInColumn(slot) && !_nulled[slot])
            {
                request.Raise(this, slot, NonNullViolation);
                Nullify(slot, request.Memory);
            }
        }
    }

    /// <summary>
    /// Null propagation, when all below is complete: takes over the nulls of non-null fields and items below.
    /// <see href="https://spec.graphql.org/September2025/#sec-Handling-Execution-Errors"/>
    /// </summary>
    public virtual void Propagate(RequestMemory memory)
    {
    }

    protected abstract bool ColumnMayBeNull { get; }

    protected abstract bool IsNullInColumn(int slot);

    private static readonly GraphQLError NonNullViolation =
        new("Cannot return null for non-nullable field.") { Code = ErrorCodes.NonNullViolation };
}
