using System.Net;
using System.Net.Http;
using Polly;
using Polly.Retry;
using Registry.Harvest.Catalog;

namespace Registry.Harvest.Fetch;

/// <summary>Requests that are made again: after what the publisher asks for, else after twice as long each time, give or take a little.</summary>
internal static class Retries
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Makes a request as often as a source allows.</summary>
    public static async Task<T> Run<T>(FetchOptions options, TimeProvider clock, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken) =>
        await Pipeline(options.Tries, clock).ExecuteAsync(async token => await request(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>How long a publisher asks to be left alone, by <c>Retry-After</c> in seconds or as a date (RFC 9110, section 10.2.3); null where it does not say.</summary>
    public static TimeSpan? After(HttpResponseMessage response, DateTimeOffset now)
    {
        TimeSpan? asked = response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - now,
            _ => null,
        };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    /// <summary>Whether an answer is one that passes: the publisher is overloaded, restarts or is cut off from what lies behind it.</summary>
    public static bool MayPass(HttpStatusCode status) => status is
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static ResiliencePipeline Pipeline(int tries, TimeProvider clock) => tries == 1
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = tries - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = First,
                MaxDelay = Longest,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is FetchException { MayPass: true }),
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as FetchException)?.After),
            })
            .Build();
}
