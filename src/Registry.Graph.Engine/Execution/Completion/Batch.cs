using Registry.Graph.Engine.Execution.Planning;

namespace Registry.Graph.Engine.Execution.Completion;

/// <summary>The objects of one type that one field of a level gave, each once: the parents of the next level.</summary>
internal class Batch
{
    private NullMask _nulled;

    /// <param name="plan">What is selected of the objects.</param>
    /// <param name="fields">The fields of this request.</param>
    /// <param name="rows">The rows among which the objects are.</param>
    /// <param name="indexes">The row of each object; null where they are all rows in order.</param>
    /// <param name="count">The number of objects.</param>
    /// <param name="owner">The values that are these objects; null for the root.</param>
    public Batch(SelectionSetPlan plan, PlannedField[] fields, Rows rows, int[]? indexes, int count, ObjectValues? owner)
    {
        (Plan, Fields, Rows, Indexes, Count, Owner) = (plan, fields, rows, indexes, count, owner);
        Values = new Values?[fields.Length];
    }

    public SelectionSetPlan Plan { get; }

    public PlannedField[] Fields { get; }

    /// <summary>The values of each field; null for <c>__typename</c> and for what has not been executed.</summary>
    public Values?[] Values { get; }

    public Rows Rows { get; }

    public int[]? Indexes { get; }

    public int Count { get; }

    public ObjectValues? Owner { get; }

    /// <summary>The same objects as their owner knows them: another batch where their fields do not all come at once.</summary>
    public virtual Batch Origin => this;

    /// <summary>Whether any object became null because a non-null field of it did.</summary>
    public bool AnyNulled => _nulled.Any;

    public bool IsNulled(int position) => _nulled[position];

    /// <summary>Completes the fields of all objects, from the last level up.</summary>
    public void Propagate(RequestMemory memory)
    {
        foreach (var values in Values)
        {
            if (values is null)
            {
                continue;
            }

            values.Propagate(memory);
            if (values.IsNonNull && values.MayBeNull)
            {
                TakeOver(values, memory);
            }
        }
    }

    private void TakeOver(Values values, RequestMemory memory)
    {
        for (var slot = 0; slot < values.Count; slot++)
        {
            if (values.IsNull(slot))
            {
                _nulled.Set(slot, Count, memory);
            }
        }
    }
}
