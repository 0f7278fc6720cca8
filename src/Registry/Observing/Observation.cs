using OpenTelemetry.Trace;
using Registry.Configuration;
using Registry.Graph.Engine;
using Registry.Store;

namespace Registry.Observing;

/// <summary>Lets the program be observed from outside: <c>/metrics</c>, and traces where a collector is configured.</summary>
internal static class Observation
{
    public static void AddObservation(this IServiceCollection services, Database store, Settings settings)
    {
        services.AddSingleton(_ => new StoreMeter(store));
        if (settings.Metrics.IsOn)
            services.AddSingleton(_ => new Measurements());
        if (Traces.Begin(settings.Traces.Endpoint) is { } traces)
            services.AddSingleton<TracerProvider>(_ => traces);
    }

    /// <summary>Begins to measure, before the first request. It goes before all else that requests pass through.</summary>
    public static void UseObservation(this WebApplication server)
    {
        // Resolved once, so that they begin now and end with the program; the last traces are then sent.
        if (server.Services.GetService<TracerProvider>() is not null)
            server.Use(TracedRequests.Name);
        server.Services.GetRequiredService<StoreMeter>();
        if (server.Services.GetService<Measurements>() is { } measurements)
            server.MapGet("/metrics", http => Write(http, measurements));
    }

    private static Task Write(HttpContext http, Measurements measurements)
    {
        http.Response.ContentType = PrometheusText.ContentType;
        return http.Response.WriteAsync(PrometheusText.Write(measurements.Read()), http.RequestAborted);
    }

    /// <summary>Observes an engine too.</summary>
    public static void Observe(this WebApplication server, GraphQLEngine engine) => server.Services.GetRequiredService<StoreMeter>().Observe(engine);
}
