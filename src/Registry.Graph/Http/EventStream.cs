using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Registry.Graph.Engine;

namespace Registry.Graph.Http;

/// <summary>
/// Sends responses as server-sent events in distinct connections mode: each as an event <c>next</c>, at the end an event <c>complete</c>, and
/// comments while nothing happens. <see href="https://html.spec.whatwg.org/multipage/server-sent-events.html"/>
/// </summary>
internal static class EventStream
{
    /// <param name="http">Where to.</param>
    /// <param name="responses">The responses.</param>
    /// <param name="keepAlive">How long it may be silent.</param>
    /// <param name="cancellationToken">Cancelled when the connection closes.</param>
    public static async Task Write(
        HttpResponse http, IAsyncEnumerable<GraphQLResponse> responses, TimeSpan keepAlive, CancellationToken cancellationToken)
    {
        http.ContentType = MediaTypes.ContentType(ResponseForm.EventStream);
        http.Headers.CacheControl = "no-cache";
        var output = http.BodyWriter;
        await using var each = responses.GetAsyncEnumerator(cancellationToken);
        while (await Next(each, output, keepAlive, cancellationToken))
        {
            using var response = each.Current;
            output.Write("event: next\ndata: "u8);
            await response.WriteTo(output, cancellationToken);
            output.Write("\n\n"u8);
            await output.FlushAsync(cancellationToken);
        }

        // A client's EventSource drops an event without data.
        output.Write("event: complete\ndata:\n\n"u8);
    }

    private static async ValueTask<bool> Next(
        IAsyncEnumerator<GraphQLResponse> each, PipeWriter output, TimeSpan keepAlive, CancellationToken cancellationToken)
    {
        var next = each.MoveNextAsync();
        if (next.IsCompleted)
        {
            return await next;
        }

        // The head of the answer tells that the stream is open. What waits must not be left, so no write is cancelled: to a connection
        // that is closed none lasts.
        var waiting = next.AsTask();
        await output.FlushAsync(CancellationToken.None);
        while (await Task.WhenAny(waiting, Task.Delay(keepAlive, cancellationToken)) != waiting && !cancellationToken.IsCancellationRequested)
        {
            output.Write(":\n\n"u8);
            await output.FlushAsync(CancellationToken.None);
        }

        return await waiting;
    }
}
