using System.Net;
using System.Net.Http;

namespace Registry.Harvest.Fetch;

/// <summary>Answers that are no document: what the publisher means by them, and whether it is worth asking again.</summary>
internal static class Refusals
{
    /// <summary>Throws what an answer other than 200 means.</summary>
    /// <param name="at">What was asked.</param>
    /// <param name="response">The answer.</param>
    /// <param name="now">The moment from which a date to come back is counted.</param>
    /// <param name="cancellationToken">Ends the reading of its page.</param>
    public static async Task<FetchException> Of(Uri at, HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        HttpStatusCode status = response.StatusCode;
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.PreconditionFailed or HttpStatusCode.UnavailableForLegalReasons)
        {
            return Blocked(at, response, null);
        }

        byte[] page = await Bodies.Start(at, response, Challenge.MostBytes, cancellationToken).ConfigureAwait(false);
        if (Challenge.Of(page) is { } challenge)
        {
            return Blocked(at, response, challenge);
        }

        TimeSpan? after = Retries.MayPass(status) ? Retries.After(response, now) : null;
        return after > Host.Patience
            ? new(FetchFault.Busy, $"{at} answers {response.Says()} and asks to be left alone for {after.Value.TotalSeconds:0} s; harvest again then") { Status = status, After = after }
            : new(status == HttpStatusCode.TooManyRequests ? FetchFault.Busy : FetchFault.Refused, $"{at} answers {response.Says()}; 200 would be right") { Status = status, MayPass = Retries.MayPass(status), After = after };
    }

    /// <summary>The publisher blocks programs: by its status, or by a page in the place of the document.</summary>
    public static FetchException Blocked(Uri at, HttpResponseMessage response, string? challenge) => new(
        FetchFault.Blocked,
        $"{at} answers {response.Says()}{(challenge is null ? "" : $", but {challenge}")}: the publisher blocks programs, which is obeyed; fetch the document by hand and import it (--from)")
    {
        Status = response.StatusCode,
    };
}
