using System.Net;
using System.Net.Http;

namespace Registry.Harvest.Fetch;

/// <summary>Follows a publisher from address to address (RFC 9110, section 15.4), as far as that leads somewhere.</summary>
internal static class Redirects
{
    private const int Most = 10;

    /// <summary>What an answer says to ask instead; null where it is no redirect.</summary>
    /// <exception cref="FetchException">It says nothing that can be asked.</exception>
    public static FetchRequest? Next(FetchRequest asked, HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
        {
            return null;
        }

        Uri at = asked.Address;
        if (response.Headers.Location is not { } location || !Uri.TryCreate(at, location, out Uri? next))
        {
            throw new FetchException(FetchFault.Refused, $"{at} answers {response.Says()} without saying where to") { Status = response.StatusCode };
        }

        if (next.Scheme != Uri.UriSchemeHttps && next.Scheme != at.Scheme)
        {
            throw new FetchException(FetchFault.Refused, $"{at} leads to {next}; from {at.Scheme} only {(at.Scheme == Uri.UriSchemeHttps ? "https" : "http or https")} is followed") { Status = response.StatusCode };
        }

        // A form is posted again only where the publisher insists on it.
        bool isRepeated = response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        return new(next, isRepeated ? asked.Form : null);
    }

    /// <summary>Adds a step to a way.</summary>
    /// <exception cref="FetchException">The way is a circle, or too long.</exception>
    public static void Go(List<FetchRequest> way, FetchRequest next)
    {
        if (way.Contains(next))
        {
            throw new FetchException(FetchFault.Refused, $"{way[0].Address} is redirected in a circle: {string.Join(" -> ", way.Append(next).Select(step => step.Address))}");
        }

        if (way.Count > Most)
        {
            throw new FetchException(FetchFault.Refused, $"{way[0].Address} is redirected more than {Most} times, at last to {next.Address}");
        }

        way.Add(next);
    }
}
