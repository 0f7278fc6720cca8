using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Registry.Graph;
using Registry.Graph.Engine;
using Registry.Graph.Http;
using Registry.Graph.Subscribing;
using Registry.Store;

namespace Registry.Bench.National;

/// <summary>A store served as the program serves it, and beside it the ceilings over the same file.</summary>
internal static class NationalServer
{
    public static async Task<int> Serve(string store, string url)
    {
        using var database = Database.Open(StoreAddress.Parse("sqlite:" + store));
        using var engine = Engine(database);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        await using var server = builder.Build();
        server.MapGraphQL(engine);
        new Ceilings(store, await Introspection(engine)).Map(server);
        server.MapGet("/spent", () => Results.Text(string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalAllocatedBytes(precise: true)} {database.StatementsRead}")));
        await server.StartAsync();
        Console.WriteLine("ready");
        await server.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>The engine over a store, with the limits that it has unless told otherwise.</summary>
    public static GraphQLEngine Engine(Database database)
    {
        var schema = RegistryGraph.Parse();
        return new GraphQLEngine(schema, RegistryGraph.Bind(schema, GraphLimits.Default, new StoreWatch(database.Read), TimeProvider.System), EngineOptions.Default with
        {
            OpenSession = cancellation => ValueTask.FromResult<IAsyncDisposable>(new GraphSession(database.Read(cancellation))),
            OnUnexpected = (fault, field) => Console.Error.WriteLine($"{field}: {fault}"),
        });
    }

    private static async Task<byte[]> Introspection(GraphQLEngine engine)
    {
        using var response = await engine.Execute(GraphQLRequest.Of(NationalQuestions.Document("Q7")));
        return System.Text.Encoding.UTF8.GetBytes(await response.ToJson());
    }
}
