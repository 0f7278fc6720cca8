using Registry.Graph.Engine.Execution.Planning;

namespace Registry.Graph.Engine.Execution.Incremental;

/// <summary>An object in the response with its selections, within those around it: where a @defer begins to be a fragment of its own.</summary>
/// <param name="outer">The object around it; null for the root.</param>
/// <param name="selections">What is selected of it; null for the root.</param>
/// <param name="path">Its path.</param>
/// <param name="floor">The depth of the selections outside of which no fragment counts.</param>
internal sealed class Frame(Frame? outer, SubSelections? selections, ResponsePath path, int floor)
{
    private readonly Frame? _outer = outer;
    private readonly SubSelections? _selections = selections;
    private readonly ResponsePath _path = path;
    private Dictionary<DeferUsage, PendingResult>? _results;

    /// <summary>The fragment of a usage, which from now on is waited for.</summary>
    /// <param name="usage">The usage, in these selections or those around them.</param>
    /// <param name="from">The place below which it was found.</param>
    /// <param name="found">Told of a fragment that is new.</param>
    public PendingResult Get(DeferUsage usage, LaterPlace? from, Action<PendingResult> found)
    {
        var frame = Of(usage);
        var results = frame._results ??= new(ReferenceEqualityComparer.Instance);
        if (!results.TryGetValue(usage, out var result))
        {
            results.Add(usage, result = new PendingResult(frame._path, usage.Label, from, (frame, usage)));
            found(result);
        }

        return result;
    }

    /// <summary>The fragment next around that of a usage; null where there is none that anything comes with.</summary>
    public PendingResult? Around(DeferUsage usage)
    {
        for (var around = usage.Parent; around is not null && around.Owner.Depth >= floor; around = around.Parent)
        {
            if (Of(around)._results?.GetValueOrDefault(around) is { } result)
            {
                return result;
            }
        }

        return null;
    }

    private Frame Of(DeferUsage usage)
    {
        var frame = this;
        while (frame._outer is { } around && !ReferenceEquals(frame._selections, usage.Owner))
        {
            frame = around;
        }

        return frame;
    }
}
