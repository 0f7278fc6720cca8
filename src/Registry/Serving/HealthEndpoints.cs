using Registry.Store;

namespace Registry.Serving;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it answers questions, that is the store can be read and holds a release.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Text("live\n"));
        endpoints.MapGet("/health/ready", Ready);
    }

    private static IResult Ready(Database store, CancellationToken cancellationToken)
    {
        try
        {
            return store.Release(cancellationToken) is > 0 and var release
                ? Results.Text($"ready: release {release}\n")
                : Results.Text("not ready: nothing is published yet\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (StoreException)
        {
            // Which file and why stands in the log of the process, not in a public answer.
            return Results.Text("not ready: the store cannot be read\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
