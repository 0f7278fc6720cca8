using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Registry.Graph.Engine;

namespace Registry.Graph.Http;

/// <summary>Sends a response in its form: the status, the headers, and the payload between what frames it.</summary>
internal static class ResponseWriting
{
    /// <param name="response">The response.</param>
    /// <param name="http">Where to.</param>
    /// <param name="form">In which form.</param>
    /// <param name="cancellationToken">Cancelled when the connection closes.</param>
    /// <param name="status">The status of a request that is no GraphQL request; else it follows from the response.</param>
    public static async ValueTask WriteTo(
        this GraphQLResponse response, HttpResponse http, ResponseForm form, CancellationToken cancellationToken, int? status = null)
    {
        http.StatusCode = status ?? StatusOf(response, form);
        if (response.Kind == ResponseKind.NotAllowed)
        {
            http.Headers.Allow = "POST";
        }

        if (response.Kind == ResponseKind.Busy)
        {
            http.Headers.RetryAfter = "1";
        }

        http.ContentType = MediaTypes.ContentType(form);
        if (form is ResponseForm.GraphQLResponse or ResponseForm.Json)
        {
            // Saves the framing in chunks.
            http.ContentLength = response.Length;
        }

        if (form == ResponseForm.EventStream)
        {
            http.Headers.CacheControl = "no-cache";
        }

        var output = http.BodyWriter;
        output.Write(Before(form));
        await response.WriteTo(output, cancellationToken);
        output.Write(After(form));
    }

    /// <summary><see href="https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes"/></summary>
    private static int StatusOf(GraphQLResponse response, ResponseForm form) => (response.Kind, form) switch
    {
        (ResponseKind.NotAllowed, _) => StatusCodes.Status405MethodNotAllowed,
        (ResponseKind.Busy, _) => StatusCodes.Status503ServiceUnavailable,
        (ResponseKind.Refused, ResponseForm.GraphQLResponse) => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };

    private static ReadOnlySpan<byte> Before(ResponseForm form) => form switch
    {
        ResponseForm.Multipart => "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8,
        ResponseForm.EventStream => "event: next\ndata: "u8,
        _ => [],
    };

    private static ReadOnlySpan<byte> After(ResponseForm form) => form switch
    {
        ResponseForm.Multipart => "\r\n-----\r\n"u8,
        ResponseForm.EventStream => "\n\nevent: complete\ndata:\n\n"u8,
        _ => [],
    };
}
