using System.Diagnostics;
using System.Diagnostics.Metrics;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Execution;

/// <summary>
/// What can be observed of requests and of the events of subscriptions from outside: how many ended how, how long they took, and an activity for each. Neither documents nor variables
/// are told, as they may hold what a client asked in confidence.
/// </summary>
internal readonly struct Observed
{
    private static readonly Meter Meter = new(GraphQLEngine.Telemetry);
    private static readonly ActivitySource Source = new(GraphQLEngine.Telemetry);

    private static readonly Counter<long> Requests =
        Meter.CreateCounter<long>("registry.graphql.requests", "{request}", "Requests, and events of subscriptions, by kind of operation and outcome.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "registry.graphql.duration",
        "s",
        "How long requests waited and executed; without writing the answer.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    private readonly long _began;
    private readonly Activity? _activity;

    private Observed(long began, Activity? activity) => (_began, _activity) = (began, activity);

    /// <summary>A request begins.</summary>
    public static Observed Begin() => new(Stopwatch.GetTimestamp(), Source.StartActivity("graphql"));

    /// <summary>The request, or the event of a subscription, ends with the answer, or without one.</summary>
    public ValueTask<GraphQLResponse> End(ValueTask<GraphQLResponse> answer)
    {
        if (!answer.IsCompletedSuccessfully)
        {
            return Await(answer);
        }

        var response = answer.Result;
        End(OperationOf(response), OutcomeOf(response));
        return ValueTask.FromResult(response);
    }

    private async ValueTask<GraphQLResponse> Await(ValueTask<GraphQLResponse> answer)
    {
        try
        {
            var response = await answer;
            End(OperationOf(response), OutcomeOf(response));
            return response;
        }
        catch (Exception exception)
        {
            End("unknown", exception is OperationCanceledException ? "cancelled" : "failed");
            throw;
        }
    }

    private void End(string operation, string outcome)
    {
        Requests.Add(1, new KeyValuePair<string, object?>("operation", operation), new KeyValuePair<string, object?>("outcome", outcome));
        Duration.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
        if (_activity is not null)
        {
            _activity.DisplayName = $"graphql {operation}";
            _activity.SetTag("graphql.operation.type", operation).SetTag("registry.graphql.outcome", outcome);
            _activity.SetStatus(outcome is "failed" or "timeout" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            _activity.Dispose();
        }
    }

    private static string OperationOf(GraphQLResponse response) => response.Operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        OperationType.Subscription => "subscription",
        _ => "unknown",
    };

    private static string OutcomeOf(GraphQLResponse response) => response switch
    {
        { Kind: ResponseKind.Busy } => "busy",
        { Kind: not ResponseKind.Executed } => "refused",
        { Errors: [] } => "done",
        { Errors: [{ Code: ErrorCodes.Timeout }] } => "timeout",
        _ => "errors",
    };
}
