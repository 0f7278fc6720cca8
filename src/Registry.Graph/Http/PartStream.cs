using System.Buffers;
using Microsoft.AspNetCore.Http;
using Registry.Graph.Engine;

namespace Registry.Graph.Http;

/// <summary>Sends responses as parts of one answer, each with its boundary as soon as it is there. <see href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1"/></summary>
internal static class PartStream
{
    /// <param name="http">Where to.</param>
    /// <param name="responses">The responses.</param>
    /// <param name="cancellationToken">Cancelled when the connection closes.</param>
    public static async Task Write(HttpResponse http, IAsyncEnumerable<GraphQLResponse> responses, CancellationToken cancellationToken)
    {
        http.ContentType = MediaTypes.ContentType(ResponseForm.Multipart);
        var output = http.BodyWriter;
        output.Write("\r\n---"u8);
        await using var each = responses.GetAsyncEnumerator(cancellationToken);
        var next = each.MoveNextAsync();
        if (!next.IsCompleted)
        {
            // The head tells that there is an answer, however long its first part takes.
            await output.FlushAsync(CancellationToken.None);
        }

        for (; await next; next = each.MoveNextAsync())
        {
            using var response = each.Current;
            output.Write("\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8);
            await response.WriteTo(output, cancellationToken);

            // A client knows the end of a part by the boundary, so that goes out with the part and not with the next.
            output.Write("\r\n---"u8);
            var flushed = await output.FlushAsync(cancellationToken);
            if (flushed.IsCompleted)
            {
                return;
            }
        }

        output.Write("--\r\n"u8);
    }
}
