using Microsoft.AspNetCore.Http.Features;

namespace Registry.Observing;

/// <summary>
/// Names the traces of requests by method and route, and says how they ended; the query of the address is left out, as it holds what was asked.
/// <see href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/"/>
/// </summary>
internal static class TracedRequests
{
    public static async Task Name(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity)
            return;
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        activity.DisplayName = route is null ? http.Request.Method : $"{http.Request.Method} {route}";
        activity.SetTag("http.request.method", http.Request.Method).SetTag("http.route", route).SetTag("url.path", http.Request.Path.Value);
        activity.SetTag("http.response.status_code", http.Response.StatusCode);
    }
}
