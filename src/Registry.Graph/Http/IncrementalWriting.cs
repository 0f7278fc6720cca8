using Microsoft.AspNetCore.Http;
using Registry.Graph.Engine;

namespace Registry.Graph.Http;

/// <summary>Sends an answer that comes in several payloads, each as soon as it is there: as parts or as events.</summary>
internal static class IncrementalWriting
{
    /// <summary>Whether a document may say @defer or @stream, and the client accepts a form for what follows from them.</summary>
    /// <param name="http">The request.</param>
    /// <param name="document">The document; it is looked through before it is parsed, so that other requests pay next to nothing.</param>
    public static bool IsAskedFor(HttpRequest http, ReadOnlySpan<byte> document) =>
        (document.IndexOf("defer"u8) >= 0 || document.IndexOf("stream"u8) >= 0) && MediaTypes.OfSeveral(http.Headers.Accept) is not null;

    /// <param name="response">The first payload.</param>
    /// <param name="http">Where to.</param>
    /// <param name="keepAlive">How long a stream of events may be silent.</param>
    /// <param name="cancellationToken">Cancelled when the connection closes.</param>
    public static async ValueTask WritePayloadsTo(
        this GraphQLResponse response, HttpResponse http, TimeSpan keepAlive, CancellationToken cancellationToken)
    {
        if (MediaTypes.OfSeveral(http.HttpContext.Request.Headers.Accept) == ResponseForm.EventStream)
        {
            await EventStream.Write(http, response.Payloads(), keepAlive, cancellationToken);
            return;
        }

        await PartStream.Write(http, response.Payloads(), cancellationToken);
    }
}
