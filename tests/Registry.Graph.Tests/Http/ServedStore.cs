using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Registry.Graph.Http;

namespace Registry.Graph.Tests.Http;

/// <summary>A store served by Kestrel on loopback, as the program serves it.</summary>
internal sealed class ServedStore : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServedStore(WebApplication app) => _app = app;

    /// <summary>The address of the endpoint.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/graphql";

    /// <param name="store">The store.</param>
    /// <param name="options">Of its transport.</param>
    public static async Task<ServedStore> Serve(AskedStore store, GraphQLHttpOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGraphQL(store.Engine, options: options);
        await app.StartAsync();
        return new ServedStore(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
