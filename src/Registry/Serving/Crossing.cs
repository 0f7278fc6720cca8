using System.IO.Compression;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.ResponseCompression;
using Registry.Configuration;

namespace Registry.Serving;

/// <summary>What stands between the endpoints and the outside: who may read from a browser, and compression.</summary>
internal static class Crossing
{
    // Streams of events and of parts are left out: what is compressed arrives late.
    private static readonly string[] Compressed =
        ["application/graphql-response+json", "application/json", "application/graphql", "text/html", "text/css", "text/javascript", "text/plain", "image/svg+xml"];

    public static void AddCrossing(this IServiceCollection services, Settings settings)
    {
        services.AddCors(cors => cors.AddDefaultPolicy(policy => Allow(policy, settings.Cors.Origins)));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Compressed;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    public static void UseCrossing(this WebApplication server, Settings settings)
    {
        if (settings.Compression.IsOn)
            server.UseResponseCompression();
        server.UseCors();
    }

    // No cookie or password is ever read, so a page that may read learns no more than its visitor could ask for.
    private static void Allow(CorsPolicyBuilder policy, IReadOnlyList<string> origins) => policy
        .WithOrigins([.. origins])
        .WithMethods("GET", "HEAD", "POST")
        .AllowAnyHeader()
        .WithExposedHeaders("ETag", "Retry-After")
        .SetPreflightMaxAge(TimeSpan.FromHours(2));
}
