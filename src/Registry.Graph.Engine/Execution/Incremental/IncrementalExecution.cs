using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Execution.Incremental;

/// <summary>
/// An operation whose answer comes in payloads, while it runs: its session, its deadline and its memory, from the first payload to the
/// last. While a payload is written it takes no turn from other requests.
/// </summary>
internal sealed class IncrementalExecution : IAsyncDisposable, IDisposable
{
    private readonly IncrementalRequest _request;
    private readonly IncrementalDelivery _delivery;
    private readonly Turns _turns;
    private readonly CancellationToken _left;
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _deadline;
    private IAsyncDisposable? _session;

    /// <param name="request">The operation.</param>
    /// <param name="turns">Where a turn is taken.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the payloads any more.</param>
    public IncrementalExecution(IncrementalRequest request, Turns turns, CancellationToken cancellationToken)
    {
        (_request, _delivery, _turns, _left) = (request, new IncrementalDelivery(request), turns, cancellationToken);
        _timeout = new CancellationTokenSource(request.Options.ExecutionTimeout, request.Options.Time);
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, cancellationToken);
        request.CancellationToken = _deadline.Token;
    }

    /// <summary>The kind of the operation.</summary>
    public OperationType Operation => _request.Plan.Operation.Operation;

    /// <summary>The first payload; where it is the only one, all but its memory has been given back.</summary>
    /// <param name="cost">What the operation costs, where that is to be told.</param>
    public async ValueTask<GraphQLResponse> Begin(OperationCost? cost)
    {
        try
        {
            var payload = await InTurn(async () =>
            {
                _session = await GraphQLEngine.OpenSession(_request, _request.Options);
                return _delivery.Begin(await new ExecuteOperation(_request).Run(RootRows.Instance));
            });
            if (payload is null)
            {
                await DisposeAsync();
                return GraphQLResponse.Refuse(_request.Options, [GraphQLEngine.Busy(_request.Options)], ResponseKind.Busy);
            }

            if (!payload.HasNext)
            {
                await Close();
            }

            return new GraphQLResponse(_request.Options, payload, _request.TakeErrors(), cost, this);
        }
        catch (OperationCanceledException) when (IsTooLate)
        {
            await DisposeAsync();
            return GraphQLResponse.Abort(_request.Options, GraphQLEngine.TimedOut(_request.Options));
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>The next payload.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for it.</exception>
    public async ValueTask<GraphQLResponse> Next()
    {
        try
        {
            var payload = await InTurn(_delivery.Next) ?? _delivery.Abort(GraphQLEngine.Busy(_request.Options));
            if (!payload.HasNext)
            {
                await Close();
            }

            return Response(payload);
        }
        catch (OperationCanceledException) when (IsTooLate)
        {
            return Response(_delivery.Abort(GraphQLEngine.TimedOut(_request.Options)));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Close();
        _request.Dispose();
    }

    /// <summary>Gives everything back where <see cref="DisposeAsync"/> is not awaited; a session that takes its time is waited for.</summary>
    public void Dispose()
    {
        var closing = DisposeAsync();
        if (!closing.IsCompletedSuccessfully)
        {
            closing.AsTask().GetAwaiter().GetResult();
        }
    }

    private bool IsTooLate => _timeout.IsCancellationRequested && !_left.IsCancellationRequested;

    // What comes later is of use only together with what came before, which owns the memory.
    private GraphQLResponse Response(Payload payload) => new(_request.Options, payload, [], null, null);

    // Null where too many wait for their turn already.
    private async ValueTask<Payload?> InTurn(Func<ValueTask<Payload>> execute)
    {
        if (!await _turns.Begin(_deadline.Token))
        {
            return null;
        }

        try
        {
            return await execute();
        }
        finally
        {
            _turns.End();
        }
    }

    private async ValueTask Close()
    {
        var session = Interlocked.Exchange(ref _session, null);
        if (session is not null)
        {
            await session.DisposeAsync();
        }

        _deadline.Dispose();
        _timeout.Dispose();
    }
}
