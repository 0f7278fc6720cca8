using Registry.Store;

namespace Registry.Serving;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it answers questions, that is the store can be read and holds a release.
/// </summary>
internal static class HealthEndpoints
{
    // Delegates of requests: such as return something else are compiled with the first request, which then waits for it.
    public static void MapHealth(this IEndpointRouteBuilder endpoints, Database store)
    {
        endpoints.MapGet("/health/live", http => Say(http, StatusCodes.Status200OK, "live"));
        endpoints.MapGet("/health/ready", http => Ready(http, store));
    }

    private static Task Ready(HttpContext http, Database store)
    {
        try
        {
            return store.Release(http.RequestAborted) is > 0 and var release
                ? Say(http, StatusCodes.Status200OK, $"ready: release {release}")
                : Say(http, StatusCodes.Status503ServiceUnavailable, "not ready: nothing is published yet");
        }
        catch (StoreException)
        {
            // Which file and why stands in the log of the process, not in a public answer.
            return Say(http, StatusCodes.Status503ServiceUnavailable, "not ready: the store cannot be read");
        }
    }

    private static Task Say(HttpContext http, int status, string line)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(line + "\n", http.RequestAborted);
    }
}
