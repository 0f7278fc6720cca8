using Registry.Graph.Engine.Execution.Completion;

namespace Registry.Graph.Engine.Execution.Incremental;

/// <summary>One of the payloads of an answer: what is new in it, what is still to come. <see href="https://github.com/graphql/graphql-spec/pull/1110"/></summary>
internal sealed class Payload
{
    /// <summary>The root, in the first payload.</summary>
    public Batch? Root { get; init; }

    /// <summary>What is announced.</summary>
    public List<PendingResult> Pending { get; } = [];

    /// <summary>What is answered.</summary>
    public List<IncrementalResult> Incremental { get; } = [];

    /// <summary>What no more comes for, with the errors for which it cannot be completed.</summary>
    public List<(PendingResult Result, IReadOnlyList<GraphQLError> Errors)> Completed { get; } = [];

    public bool HasNext { get; set; }
}

/// <summary>Data that belongs to a pending result.</summary>
/// <param name="Result">The result.</param>
/// <param name="Place">The fields of an object, or the items of a list.</param>
internal readonly record struct IncrementalResult(PendingResult Result, LaterPlace Place);
