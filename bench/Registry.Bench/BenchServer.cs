using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Registry.Graph.Engine;
using Registry.Graph.Http;

namespace Registry.Bench;

/// <summary>
/// GraphQL as the program serves it, and beside it the ceilings: bare endpoints that read the same body to its end and write
/// the bytes that GraphQL would answer.
/// </summary>
internal static class BenchServer
{
    public static async Task<int> Serve(string url)
    {
        var server = await Start(url, Engines.OfTheProduct(EngineOptions.Default));
        Console.WriteLine("ready");
        await server.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Starts the server; its address is the only one in <c>Urls</c>.</summary>
    public static async Task<WebApplication> Start(string url, GraphQLEngine engine)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var server = builder.Build();
        server.MapGraphQL(engine);
        var typeName = await AnswerTo(engine, Questions.TypeName);
        var introspection = await AnswerTo(engine, Questions.Introspection);
        server.MapPost("/bare/typename", http => Answer(http, typeName));
        server.MapPost("/bare/introspection", http => Answer(http, introspection));
        await server.StartAsync();
        return server;
    }

    private static async Task<byte[]> AnswerTo(GraphQLEngine engine, string question)
    {
        using var response = await engine.Execute(GraphQLRequest.Of(question));
        return Encoding.UTF8.GetBytes(await response.ToJson());
    }

    private static async Task Answer(HttpContext http, byte[] answer)
    {
        for (var read = await http.Request.BodyReader.ReadAsync(); ; read = await http.Request.BodyReader.ReadAsync())
        {
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        http.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.BodyWriter.WriteAsync(answer);
    }
}
