using Registry.Graph.Engine.Execution.Completion;

namespace Registry.Graph.Engine.Execution.Incremental;

/// <summary>
/// What of an answer has been delivered and what is to come. Groups are executed one after the other; a fragment is delivered when all
/// that belongs to it has been executed, and after the fragment around it. <see href="https://github.com/graphql/graphql-spec/pull/1110"/>
/// </summary>
internal sealed class IncrementalDelivery(IncrementalRequest request)
{
    private readonly List<LaterGroup> _groups = [];
    private readonly List<PendingResult> _waiting = [];
    private readonly List<PendingResult> _open = [];

    // The initial payload counts as the first result.
    private int _lastId = 1;

    /// <summary>The first payload.</summary>
    public Payload Begin(Batch root)
    {
        var payload = new Payload { Root = root };
        new FindLater(null, _waiting.Add, _groups).Root(root);
        Announce(payload);
        payload.HasNext = _open.Count > 0;
        return payload;
    }

    /// <summary>The next payload, where the last one said that there is one.</summary>
    public async ValueTask<Payload> Next()
    {
        var payload = new Payload();
        while (payload.Completed.Count == 0)
        {
            var group = _groups.Find(group => group.Places.Exists(place => Array.Exists(place.Results, result => result.State == PendingState.Open)))
                ?? throw new InvalidOperationException("Results are pending, but nothing is left to be executed for them.");
            _groups.Remove(group);
            await group.Execute(request);
            Settle(group, payload);
        }

        payload.HasNext = _open.Count > 0;
        return payload;
    }

    /// <summary>The last payload where no more can be executed.</summary>
    public Payload Abort(GraphQLError error)
    {
        var payload = new Payload();
        payload.Completed.AddRange(_open.Select(result => (result, (IReadOnlyList<GraphQLError>)[error])));
        return payload;
    }

    private void Settle(LaterGroup group, Payload payload)
    {
        var errors = request.TakeErrors();
        foreach (var place in group.Places.Where(place => !place.IsAbandoned))
        {
            place.Errors = errors.Count == 0 ? errors : errors.FindAll(error => IsAt(error, place.Path));
            var fails = group.Fails(place);
            if (!fails || group is LaterItems)
            {
                new FindLater(place, _waiting.Add, _groups).Below(place);
            }

            foreach (var result in place.Results)
            {
                result.Unfinished--;
                result.Failure ??= fails ? FailureOf(place) : null;
            }
        }

        while (Complete(payload) | Announce(payload))
        {
        }
    }

    private bool Complete(Payload payload)
    {
        var done = _open.FindAll(result => result.Failure is not null || result.Unfinished == 0);
        foreach (var result in done)
        {
            Deliver(result, payload);
            result.State = result.Failure is null ? PendingState.Completed : PendingState.Failed;
            payload.Completed.Add((result, result.Failure ?? []));
        }

        _open.RemoveAll(result => result.State != PendingState.Open);

        return done.Count > 0;
    }

    // Of a fragment that fails nothing is told; of a list the items before the one that fails.
    private static void Deliver(PendingResult result, Payload payload)
    {
        foreach (var place in result.Places.Where(place => !place.IsDelivered))
        {
            if (result.Failure is null || (place.Group is LaterItems { Items: var items } && items.AnsweredEnd(place.Slot) > items.Start(place.Slot)))
            {
                place.IsDelivered = true;
                payload.Incremental.Add(new IncrementalResult(Nearest(place), place));
            }
        }
    }

    // Of the fragments that are announced the one with the longest path leaves the shortest way to the data.
    private static PendingResult Nearest(LaterPlace place) =>
        place.Results.Where(result => result.State == PendingState.Open).MaxBy(result => (result.Failure is null, result.Path.Length))!;

    private bool Announce(Payload payload)
    {
        var ready = false;
        _waiting.RemoveAll(result =>
        {
            var around = result.Around;
            if (around is { State: PendingState.Failed } || result.From is { IsAbandoned: true })
            {
                result.State = PendingState.Failed;
                return true;
            }

            if (around is { State: not PendingState.Completed } || result.From is { IsDelivered: false })
            {
                return false;
            }

            (result.State, result.Id, ready) = (PendingState.Open, ++_lastId, true);
            payload.Pending.Add(result);
            _open.Add(result);
            return true;
        });
        return ready;
    }

    private static IReadOnlyList<GraphQLError> FailureOf(LaterPlace place) => place.Errors.Count > 0
        ? place.Errors
        : [new GraphQLError("Cannot return null for non-nullable field.") { Code = ErrorCodes.NonNullViolation, Path = place.Path.Segments() }];

    private static bool IsAt(GraphQLError error, ResponsePath path) =>
        error.Path is { } at && at.Count >= path.Length && at.Take(path.Length).SequenceEqual(path.Segments());
}
