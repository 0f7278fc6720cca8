using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Registry.Graph.Http;

/// <summary>The forms in which a response is sent.</summary>
internal enum ResponseForm
{
    /// <summary><c>application/graphql-response+json</c>: the status tells whether the request was executed.</summary>
    GraphQLResponse,

    /// <summary><c>application/json</c>: the older form, whose status is 200 for any well-formed request.</summary>
    Json,

    /// <summary><c>multipart/mixed</c>, one part for each payload.</summary>
    Multipart,

    /// <summary><c>text/event-stream</c>, one event for each payload.</summary>
    EventStream,
}

/// <summary>
/// Chooses the form of the response by the Accept header: the form of the highest quality, the most specific range of each form deciding
/// its quality (RFC 9110, 12.5.1); among equals the first of <see cref="ResponseForm"/>.
/// </summary>
internal static class MediaTypes
{
    private static readonly (ResponseForm Form, MediaTypeHeaderValue Type)[] Forms =
    [
        (ResponseForm.GraphQLResponse, new MediaTypeHeaderValue("application/graphql-response+json")),
        (ResponseForm.Json, new MediaTypeHeaderValue("application/json")),
        (ResponseForm.Multipart, new MediaTypeHeaderValue("multipart/mixed")),
        (ResponseForm.EventStream, new MediaTypeHeaderValue("text/event-stream")),
    ];

    private static readonly MediaTypeHeaderValue Html = new("text/html");

    /// <summary>The value of Content-Type for a form.</summary>
    public static string ContentType(ResponseForm form) => form switch
    {
        ResponseForm.GraphQLResponse => "application/graphql-response+json; charset=utf-8",
        ResponseForm.Json => "application/json; charset=utf-8",
        ResponseForm.Multipart => "multipart/mixed; boundary=\"-\"",
        _ => "text/event-stream; charset=utf-8",
    };

    /// <summary>What the Accept header asks for.</summary>
    /// <param name="accept">The header, possibly empty.</param>
    /// <param name="form">The form; null where none is acceptable.</param>
    /// <returns>False where the header cannot be read.</returns>
    public static bool TryNegotiate(StringValues accept, out ResponseForm? form)
    {
        form = ResponseForm.GraphQLResponse;
        if (StringValues.IsNullOrEmpty(accept) || accept is ["*/*"])
        {
            return true;
        }

        if (!MediaTypeHeaderValue.TryParseStrictList(accept, out var ranges))
        {
            return false;
        }

        form = null;
        var best = 0.0;
        foreach (var (candidate, type) in Forms)
        {
            var quality = QualityOf(type, ranges);
            if (quality > best)
            {
                (form, best) = (candidate, quality);
            }
        }

        return true;
    }

    /// <summary>
    /// The form of an answer that comes in several payloads; null where none is acceptable, so that it comes at once. Who accepts anything is
    /// sent parts.
    /// </summary>
    /// <param name="accept">The header, possibly empty.</param>
    public static ResponseForm? OfSeveral(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept) || accept is ["*/*"])
        {
            return ResponseForm.Multipart;
        }

        if (!MediaTypeHeaderValue.TryParseStrictList(accept, out var ranges))
        {
            return null;
        }

        var (parts, events) = (QualityOf(Forms[(int)ResponseForm.Multipart].Type, ranges), QualityOf(Forms[(int)ResponseForm.EventStream].Type, ranges));
        return parts == 0 && events == 0 ? null : events > parts ? ResponseForm.EventStream : ResponseForm.Multipart;
    }

    /// <summary>Whether a person with a browser asks: HTML is named, and with at least the quality of JSON.</summary>
    public static bool PrefersHtml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges)
        && ranges.Any(range => range.MediaType == Html.MediaType && range.Quality is not 0)
        && QualityOf(Html, ranges) >= QualityOf(Forms[0].Type, ranges);

    private static double QualityOf(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> ranges)
    {
        var (quality, specificity) = (0.0, -1);
        foreach (var range in ranges)
        {
            var rank = range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;
            if (rank > specificity && Matches(range, type))
            {
                (quality, specificity) = (range.Quality ?? 1, rank);
            }
        }

        return quality;
    }

    // Parameters such as charset or the boundary do not tell our forms apart.
    private static bool Matches(MediaTypeHeaderValue range, MediaTypeHeaderValue type) =>
        range.MatchesAllTypes
        || (range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase)));
}
