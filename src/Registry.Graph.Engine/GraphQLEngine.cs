using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Execution.Incremental;
using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;
using Registry.Graph.Engine.Validation;

namespace Registry.Graph.Engine;

/// <summary>
/// Answers GraphQL requests over one schema: the whole way from a document's text to a response that can be written.
/// <see href="https://spec.graphql.org/September2025/#sec-Execution"/>
/// </summary>
public sealed class GraphQLEngine : IDisposable
{
    /// <summary>The name of the meter and of the activity source by which requests can be observed.</summary>
    public const string Telemetry = "Registry.GraphQL";

    private const int LargestStoredAnswer = 8 << 20;

    private readonly ExecutableSchema _executable;
    private readonly PlanCache _cache;
    private readonly Turns _turns;
    private readonly Deadlines _deadlines;

    /// <summary>An engine for a schema and what its fields are bound to.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="bindings">A resolver for each of its fields.</param>
    /// <param name="options">Limits and surroundings; the defaults where it is null.</param>
    /// <exception cref="ArgumentException">The bindings do not fit the schema; all faults are named.</exception>
    public GraphQLEngine(Schema schema, Bindings bindings, EngineOptions? options = null)
    {
        Options = options ?? EngineOptions.Default;
        _executable = new ExecutableSchema(schema, bindings);
        _cache = new PlanCache(Options.PlanCacheBytes);
        _turns = new Turns(Options.MaxConcurrentRequests, Options.MaxWaitingRequests);
        _deadlines = new Deadlines(Options.ExecutionTimeout, Options.Time);
    }

    /// <summary>The schema that is answered over.</summary>
    public Schema Schema => _executable.Schema;

    /// <summary>How many requests wait now for others to end.</summary>
    public int WaitingRequests => _turns.Waiting;

    /// <summary>The limits and surroundings.</summary>
    public EngineOptions Options { get; }

    /// <summary>Executes a query or a mutation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the response any more.</param>
    /// <returns>The response, to be written and disposed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<GraphQLResponse> Execute(GraphQLRequest request, CancellationToken cancellationToken = default)
    {
        var observed = Observed.Begin();
        return observed.End(Respond(request, cancellationToken));
    }

    private async ValueTask<GraphQLResponse> Respond(GraphQLRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var document = _cache.Find(request.Document.Span) ?? Prepare(request.Document.Span);
            var plan = document.Plan(request.OperationName);
            if (Forbids(request, plan.Operation.Operation) is var (forbidden, kind))
            {
                return GraphQLResponse.Refuse(Options, [forbidden], kind);
            }

            if (plan.StoredAnswer is { } stored && request.Cost == CostMode.Silent)
            {
                return new GraphQLResponse(Options, stored);
            }

            var execution = Begin(plan, request, request.AllowsIncremental, out var cost);
            if (request.Cost == CostMode.Validate)
            {
                execution.Dispose();
                return new GraphQLResponse(Options, cost);
            }

            if (execution is IncrementalRequest incremental)
            {
                return await new IncrementalExecution(incremental, _turns, cancellationToken).Begin(request.Cost == CostMode.Report ? cost : null);
            }

            var response = await Execute(execution, RootRows.Instance, request.Cost == CostMode.Report ? cost : null, cancellationToken);
            return plan.IsConstant && request.Cost == CostMode.Silent ? await Store(request, document, plan, response) : response;
        }
        catch (SyntaxException malformed)
        {
            return GraphQLResponse.Refuse(Options, [malformed.Error]);
        }
        catch (RefusedException refused)
        {
            return GraphQLResponse.Refuse(Options, refused.Errors);
        }
    }

    /// <summary>
    /// Executes an operation of any kind as a stream of responses: a subscription responds to each event until its source ends, all else,
    /// refusals too, responds once. <see href="https://spec.graphql.org/September2025/#sec-Subscription"/>
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancelled when the subscriber leaves.</param>
    /// <returns>The responses, each to be written and disposed before the next is asked for.</returns>
    public async IAsyncEnumerable<GraphQLResponse> Subscribe(GraphQLRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (subscription, refused) = BeginSubscription(request);
        if (subscription is null)
        {
            var response = refused is null ? await Execute(request with { AllowsIncremental = true }, cancellationToken) : await Observed.Begin().End(ValueTask.FromResult(refused));
            if (!response.HasNext)
            {
                yield return response;
                yield break;
            }

            await foreach (var payload in response.Payloads())
            {
                yield return payload;
            }

            yield break;
        }

        using var begun = subscription;
        await foreach (var (@event, failure) in SourceEvents.Of(begun, _executable, cancellationToken))
        {
            var observed = Observed.Begin();
            yield return await observed.End(failure is null
                ? Execute(begun.Again(), @event!, null, cancellationToken)
                : ValueTask.FromResult(GraphQLResponse.Refuse(Options, [failure])));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        _deadlines.Dispose();
    }

    // Parses, validates, and keeps what is valid.
    private PreparedDocument Prepare(ReadOnlySpan<byte> text)
    {
        var document = Parser.Parse(Encoding.UTF8.GetString(text), Options.Parser);
        var errors = DocumentValidator.Validate(Schema, document, Options.Validation);
        if (errors.Count > 0)
        {
            throw new RefusedException(errors);
        }

        var prepared = new PreparedDocument(_executable, document, Options.MaxPlannedSelections);
        _cache.Keep(text, prepared, PreparedDocument.EstimatedBytes(text.Length));
        return prepared;
    }

    // Coerces the variables and weighs what they ask for.
    private Request Begin(OperationPlan plan, GraphQLRequest request, bool isIncremental, out OperationCost cost)
    {
        var variables = VariableValues.Coerce(Schema, plan.Document, plan.Operation, request.Variables);
        if (!variables.IsValid)
        {
            throw new RefusedException(variables.Errors);
        }

        var flags = plan.Conditions.Flags(variables.Values);
        var execution = isIncremental && plan.Incremental is not null
            ? new IncrementalRequest(plan, variables.Values, flags, Options)
            : new Request(plan, variables.Values, flags, Options);
        cost = OperationCost.Of(execution);
        return cost.Exceeds(Options) is { } tooDear ? throw new RefusedException(tooDear) : execution;
    }

    private (Request? Begun, GraphQLResponse? Refused) BeginSubscription(GraphQLRequest request)
    {
        try
        {
            var document = _cache.Find(request.Document.Span) ?? Prepare(request.Document.Span);
            var plan = document.Plan(request.OperationName);
            return plan.Operation.Operation is OperationType.Subscription ? (Begin(plan, request, isIncremental: false, out _), null) : (null, null);
        }
        catch (SyntaxException malformed)
        {
            return (null, GraphQLResponse.Refuse(Options, [malformed.Error]));
        }
        catch (RefusedException refused)
        {
            return (null, GraphQLResponse.Refuse(Options, refused.Errors));
        }
    }

    private async ValueTask<GraphQLResponse> Execute(Request request, Rows initial, OperationCost? cost, CancellationToken cancellationToken)
    {
        using var deadline = _deadlines.Begin(cancellationToken);
        request.CancellationToken = deadline.Token;
        try
        {
            if (!await _turns.Begin(deadline.Token))
            {
                request.Dispose();
                return GraphQLResponse.Refuse(Options, [Busy(Options)], ResponseKind.Busy);
            }

            try
            {
                await using var session = await OpenSession(request, Options);
                var root = await new ExecuteOperation(request).Run(initial);
                return new GraphQLResponse(request, root, cost);
            }
            finally
            {
                _turns.End();
            }
        }
        catch (OperationCanceledException) when (deadline.IsOver)
        {
            request.Dispose();
            return GraphQLResponse.Abort(Options, TimedOut(Options));
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    internal static async ValueTask<IAsyncDisposable?> OpenSession(Request request, EngineOptions options)
    {
        if (options.OpenSession is null || request.Plan.IsOnlyIntrospection)
        {
            return null;
        }

        var session = await options.OpenSession(request.CancellationToken);
        request.Session = session;
        return session;
    }

    // What only asks for the schema is answered alike for ever.
    private async ValueTask<GraphQLResponse> Store(GraphQLRequest request, PreparedDocument document, OperationPlan plan, GraphQLResponse response)
    {
        if (response.Errors.Count > 0)
        {
            return response;
        }

        using (response)
        {
            using var answer = new MemoryStream();
            var output = PipeWriter.Create(answer, new StreamPipeWriterOptions(leaveOpen: true));
            await response.WriteTo(output);
            await output.CompleteAsync();
            var stored = answer.ToArray();
            if (stored.Length <= LargestStoredAnswer)
            {
                plan.StoredAnswer = stored;
                _cache.Keep(request.Document.Span, document, stored.Length);
            }

            return new GraphQLResponse(Options, stored);
        }
    }

    private static (GraphQLError, ResponseKind)? Forbids(GraphQLRequest request, OperationType operation) => operation switch
    {
        OperationType.Subscription => (NotHere("A subscription needs a transport that carries its events, such as text/event-stream."), ResponseKind.Refused),
        OperationType.Mutation when request.OnlyQueries => (NotHere("Only queries may be executed here; a mutation needs POST."), ResponseKind.NotAllowed),
        _ => null,
    };

    private static GraphQLError NotHere(string message) => new(message) { Code = ErrorCodes.OperationNotAllowed };

    internal static GraphQLError Busy(EngineOptions options) =>
        new($"{options.MaxConcurrentRequests} requests are executed and {options.MaxWaitingRequests} wait; ask again later.")
        {
            Code = ErrorCodes.Busy,
            Extensions = [new("limit", options.MaxWaitingRequests)],
        };

    internal static GraphQLError TimedOut(EngineOptions options) =>
        new($"The request exceeded the configured timeout of `{options.ExecutionTimeout:c}`.")
        {
            Code = ErrorCodes.Timeout,
            Extensions = [new("limit", options.ExecutionTimeout.ToString("c", System.Globalization.CultureInfo.InvariantCulture))],
        };
}
