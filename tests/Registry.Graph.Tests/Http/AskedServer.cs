using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Registry.Graph.Engine;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;
using Registry.Graph.Http;

namespace Registry.Graph.Tests.Http;

/// <summary>A server of a test's own that counts what it executes.</summary>
internal sealed class AskedServer : IAsyncDisposable
{
    private const string Sdl =
        """
        type Query {
          asked: Int!
          echo(text: String): String
          fails: Int
          waits: Int
        }
        type Mutation { ask: Int }
        """;

    private readonly WebApplication _app;
    private readonly GraphQLEngine _engine;
    private int _asked;
    private int _waiting;

    private AskedServer(GraphQLHttpOptions options, EngineOptions engine)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _engine = new GraphQLEngine(Schema.Parse(Sdl), Bindings(), engine);
        _app.MapGraphQL(_engine, options: options);
    }

    /// <summary>How often <c>asked</c> was resolved.</summary>
    public int Asked => _asked;

    /// <summary>How many requests are held by <c>waits</c>.</summary>
    public int Waiting => _waiting;

    /// <summary>Until it is completed <c>waits</c> waits.</summary>
    public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None });

    public Uri Address { get; private set; } = null!;

    public static async Task<AskedServer> Start(GraphQLHttpOptions options, EngineOptions? engine = null)
    {
        var server = new AskedServer(options, engine ?? EngineOptions.Default);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/graphql");
        return server;
    }

    public async Task<HttpResponseMessage> Get(string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address + query);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> Post(string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<(int Status, string Body)> Answer(string body, params (string Name, string Value)[] headers)
    {
        using var response = await Post(body, headers);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Go.TrySetResult();
        Client.Dispose();
        await _app.DisposeAsync();
        _engine.Dispose();
    }

    private Bindings Bindings() => new Bindings()
        .Field("Query", "asked", Resolver.Of(_ => new LongColumn([Interlocked.Increment(ref _asked)], 1)))
        .Field("Query", "echo", Resolver.Of(context => new AnyColumn([context.Arguments["text"]])))
        .Field("Query", "fails", Resolver.Of(_ => throw new InvalidDataException("select secret from /var/lib/registry.db")))
        .Field("Query", "waits", Resolver.Async(Wait))
        .Field("Mutation", "ask", Resolver.Of(_ => new LongColumn([Interlocked.Increment(ref _asked)], 1)));

    private async ValueTask<Column> Wait(FieldContext context)
    {
        Interlocked.Increment(ref _waiting);
        await Go.Task.WaitAsync(context.CancellationToken);
        return new LongColumn([1], 1);
    }
}
