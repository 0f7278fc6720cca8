using System.Buffers;
using Microsoft.AspNetCore.Http;
using Registry.Graph.Engine;

namespace Registry.Graph.Http;

/// <summary>Sends the responses of a batch as they come: as a JSON list, as parts, or as events.</summary>
internal static class BatchWriting
{
    public static async Task Write(
        HttpResponse http, ResponseForm form, IAsyncEnumerable<GraphQLResponse> responses, TimeSpan keepAlive, CancellationToken cancellationToken)
    {
        if (form == ResponseForm.EventStream)
        {
            await EventStream.Write(http, responses, keepAlive, cancellationToken);
            return;
        }

        http.ContentType = MediaTypes.ContentType(form);
        var output = http.BodyWriter;
        var isFirst = true;
        await foreach (var response in responses.WithCancellation(cancellationToken))
        {
            using (response)
            {
                output.Write(Before(form, isFirst));
                await response.WriteTo(output, cancellationToken);
                await output.FlushAsync(cancellationToken);
                isFirst = false;
            }
        }

        output.Write(form == ResponseForm.Multipart ? "\r\n-----\r\n"u8 : "]"u8);
    }

    private static ReadOnlySpan<byte> Before(ResponseForm form, bool isFirst) => (form, isFirst) switch
    {
        (ResponseForm.Multipart, _) => "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8,
        (_, true) => "["u8,
        _ => ","u8,
    };
}
