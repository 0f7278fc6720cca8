using Registry.Graph.Engine.Execution.Planning;

namespace Registry.Graph.Engine.Execution.Incremental;

/// <summary>What is executed together and later, for all the paths at which it stands: so that a field is still resolved once for a level.</summary>
internal abstract class LaterGroup
{
    public List<LaterPlace> Places { get; } = [];

    public bool IsExecuted { get; private set; }

    public ValueTask Execute(IncrementalRequest request)
    {
        IsExecuted = true;
        return Run(request);
    }

    /// <summary>Whether null reached the border of the fragment or list, so that it cannot be completed.</summary>
    public abstract bool Fails(LaterPlace place);

    protected abstract ValueTask Run(IncrementalRequest request);
}

/// <summary>Fields of objects that belong to the same deferred fragments.</summary>
internal sealed class DeferredFields(IncrementalBatch batch) : LaterGroup
{
    public IncrementalBatch Batch => batch;

    public override bool Fails(LaterPlace place) => batch.IsNulled(place.Slot);

    protected override ValueTask Run(IncrementalRequest request) => new ExecuteOperation(request).Run(batch);
}

/// <summary>The further items of streamed lists.</summary>
internal sealed class LaterItems(StreamedItems items) : LaterGroup
{
    public StreamedItems Items => items;

    public override bool Fails(LaterPlace place) => items.AnsweredEnd(place.Slot) < items.End(place.Slot);

    protected override ValueTask Run(IncrementalRequest request)
    {
        items.Complete(request);
        return new ExecuteOperation(request).Run(items);
    }
}

/// <summary>One path at which something comes later, and the results with which it may come.</summary>
/// <param name="group">What is executed.</param>
/// <param name="slot">The object of its batch, or the list.</param>
/// <param name="path">Where it stands in the response.</param>
/// <param name="frame">The selections around it.</param>
/// <param name="results">The deferred fragments it belongs to, or the streamed list.</param>
internal sealed class LaterPlace(LaterGroup group, int slot, ResponsePath path, Frame frame, PendingResult[] results)
{
    public LaterGroup Group => group;

    public int Slot => slot;

    public ResponsePath Path => path;

    public Frame Frame => frame;

    public PendingResult[] Results => results;

    /// <summary>Whether it has been answered, and so what is below it may be.</summary>
    public bool IsDelivered { get; set; }

    /// <summary>The errors of the fields below it.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; set; } = [];

    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsAbandoned => !IsDelivered && Array.TrueForAll(results, result => result.State == PendingState.Failed);
}

/// <summary>How far a pending result has come.</summary>
internal enum PendingState
{
    /// <summary>Not announced: what it stands in has not been answered.</summary>
    Waiting,

    /// <summary>Announced.</summary>
    Open,

    /// <summary>Answered in full.</summary>
    Completed,

    /// <summary>Given up, for null reached its border or that of what it stands in.</summary>
    Failed,
}

/// <summary>What a client is told to wait for: a deferred fragment at a path, or a streamed list.</summary>
/// <param name="path">Its path.</param>
/// <param name="label">The label of its directive.</param>
/// <param name="from">The place below which it was found; null for the initial payload.</param>
/// <param name="usage">The directive and the frame of a deferred fragment; null for a list.</param>
internal sealed class PendingResult(ResponsePath path, string? label, LaterPlace? from, (Frame Frame, DeferUsage Usage)? usage)
{
    public ResponsePath Path => path;

    public string? Label => label;

    public LaterPlace? From => from;

    /// <summary>The fragment around this one that is waited for; null where there is none.</summary>
    public PendingResult? Around => usage is var (frame, of) ? frame.Around(of) : null;

    public List<LaterPlace> Places { get; } = [];

    /// <summary>How many places have not been executed.</summary>
    public int Unfinished { get; set; }

    public int Id { get; set; }

    public PendingState State { get; set; }

    /// <summary>Why it cannot be completed; null while nothing is known that speaks against it.</summary>
    public IReadOnlyList<GraphQLError>? Failure { get; set; }
}

/// <summary>A path in the response, from its end. <see href="https://spec.graphql.org/September2025/#sec-Response-Position"/></summary>
internal sealed class ResponsePath
{
    private readonly ResponsePath? _before;
    private readonly object _segment;

    private ResponsePath(ResponsePath? before, object segment, int length) => (_before, _segment, Length) = (before, segment, length);

    public static ResponsePath Root { get; } = new(null, "", 0);

    public int Length { get; }

    public ResponsePath Append(object segment) => new(this, segment, Length + 1);

    /// <summary>The segments after the first ones.</summary>
    public object[] Segments(int after = 0)
    {
        var segments = new object[Length - after];
        var path = this;
        for (var i = segments.Length - 1; i >= 0; i--)
        {
            segments[i] = path!._segment;
            path = path._before;
        }

        return segments;
    }
}
