using System.Runtime.CompilerServices;
using Registry.Graph.Engine.Execution.Planning;

namespace Registry.Graph.Engine.Execution;

/// <summary>CreateSourceEventStream: the events to which a subscription responds. <see href="https://spec.graphql.org/September2025/#CreateSourceEventStream()"/></summary>
internal static class SourceEvents
{
    /// <summary>The events of the one root field, until its stream ends or fails; a failure is the last.</summary>
    public static async IAsyncEnumerable<(Rows? Event, GraphQLError? Failure)> Of(
        Request request, ExecutableSchema schema, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var field = request.Plan.Root.Included(request.Flags)[0];
        if (request.Coerce(field).Error is { } refused)
        {
            yield return (null, refused);
            yield break;
        }

        request.CancellationToken = cancellationToken;
        var context = new FieldContext(request, field, RootRows.Instance, null, 1);
        await using var events = schema.Stream(field.Definition.Name)(context, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var (@event, failure) = await Next(events, request, field);
            if (@event is not null || failure is not null)
            {
                yield return (@event, failure);
            }

            if (@event is null)
            {
                yield break;
            }
        }
    }

    private static async ValueTask<(Rows? Event, GraphQLError? Failure)> Next(IAsyncEnumerator<Rows> events, Request request, PlannedField field)
    {
        try
        {
            return await events.MoveNextAsync() ? (events.Current, null) : (null, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !request.CancellationToken.IsCancellationRequested)
        {
            return (null, request.ErrorOf(exception, field));
        }
    }
}
