using Registry.Graph.Engine.Execution.Completion;
using Registry.Graph.Engine.Execution.Planning;

namespace Registry.Graph.Engine.Execution.Incremental;

/// <summary>Objects of which some fields come later: a batch for what comes with its parents, and one for each part that does not.</summary>
internal sealed class IncrementalBatch : Batch
{
    private readonly Batch? _origin;

    /// <param name="plan">What is selected of the objects.</param>
    /// <param name="part">The fields that are executed together.</param>
    /// <param name="rows">The rows among which the objects are.</param>
    /// <param name="indexes">The row of each object; null where they are all rows in order.</param>
    /// <param name="count">The number of objects.</param>
    /// <param name="owner">The values that are these objects; null for the root.</param>
    /// <param name="origin">The batch of the same objects that their owner knows; null where it is this one.</param>
    public IncrementalBatch(SelectionSetPlan plan, SelectionPart part, Rows rows, int[]? indexes, int count, ObjectValues? owner, Batch? origin = null)
        : base(plan, part.Fields, rows, indexes, count, owner) => (Usages, _origin) = (part.Usages, origin);

    /// <summary>The deferred fragments with which these fields come; null for the initial payload.</summary>
    public DeferUsageSet? Usages { get; }

    public override Batch Origin => _origin ?? this;

    /// <summary>
    /// The depth of the selections outside of which no deferred fragment counts: further items of a list come with all that is selected
    /// of them from outside, for the fragments there may be complete before the items come.
    /// </summary>
    public required int Floor { get; init; }

    /// <summary>The parts of the same objects that come later.</summary>
    public List<DeferredFields> Deferred { get; } = [];

    /// <summary>Whether anything of these objects, or of what is below them, comes later.</summary>
    public bool LeadsToMore { get; private set; }

    /// <summary>Notes, here and above, that something comes later.</summary>
    public void LeadToMore()
    {
        for (var batch = this; batch is { LeadsToMore: false }; batch = batch.Owner?.Owner as IncrementalBatch)
        {
            batch.LeadsToMore = true;
        }
    }
}
