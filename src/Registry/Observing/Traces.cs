using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Registry.Graph.Engine;

namespace Registry.Observing;

/// <summary>
/// Sends a trace of each request and of each fetch to a collector by OTLP, where one is configured: by <c>Traces:Endpoint</c>, else by
/// the variables of the standard. <see href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/"/>
/// </summary>
internal static class Traces
{
    /// <summary>The sender, which runs until it is disposed; null where no collector is configured.</summary>
    /// <param name="endpoint">The address of the collector, without <c>/v1/traces</c>; null where the variables may name it.</param>
    public static TracerProvider? Begin(string? endpoint)
    {
        if (endpoint is null && Variable("OTEL_EXPORTER_OTLP_ENDPOINT") is null && Variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") is null)
            return null;
        return Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("registry", serviceVersion: typeof(Traces).Assembly.GetName().Version?.ToString(3)))
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", GraphQLEngine.Telemetry)
            .AddOtlpExporter(exporter => Address(exporter, endpoint))
            .Build();
    }

    private static void Address(OtlpExporterOptions exporter, string? endpoint)
    {
        exporter.Protocol = Variable("OTEL_EXPORTER_OTLP_PROTOCOL") is "grpc" && endpoint is null ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (endpoint is not null)
            exporter.Endpoint = new Uri(endpoint.TrimEnd('/') + "/v1/traces");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
