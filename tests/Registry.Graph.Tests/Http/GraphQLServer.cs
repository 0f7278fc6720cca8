using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Registry.Graph.Engine;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;
using Registry.Graph.Http;
using Registry.Graph.Http.Sockets;

namespace Registry.Graph.Tests.Http;

/// <summary>A small schema served by Kestrel on loopback.</summary>
public sealed class GraphQLServer : IAsyncLifetime
{
    private const string Sdl =
        """
        type Query {
          hello(name: String = "you"): String
          must(n: Int!): Int
          fails: Int
          never: Int
          many(first: Int!): [String!]!
        }
        type Mutation { add: Int }
        type Subscription { tick(upTo: Int!): Int breaks(after: Int!): Int }
        """;

    private static readonly TimeSpan KeepAlive = TimeSpan.FromMilliseconds(30);

    private WebApplication? _app;

    /// <summary>The limits of WebSocket connections.</summary>
    public GraphQLSocketOptions Sockets { get; init; } = new();

    /// <summary>The address of the endpoint.</summary>
    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None });

    /// <summary>Completes when a resolver of <c>never</c> is cancelled.</summary>
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Until it is completed no event comes.</summary>
    public TaskCompletionSource Ticking { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the clock stand still until it is told to tick once more.</summary>
    public void StopTicking() => Ticking = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGraphQL(new GraphQLEngine(Schema.Parse(Sdl), Bindings()), options: new GraphQLHttpOptions { FindDocument = Find, KeepAlive = KeepAlive, Sockets = Sockets });
        await _app.StartAsync();
        var server = _app.Services.GetRequiredService<IServer>();
        Address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/graphql");
    }

    /// <summary>Stops it as the end of its process does.</summary>
    public Task Stop() => _app!.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
    }

    private static ValueTask<byte[]?> Find(string id, CancellationToken cancellationToken) =>
        ValueTask.FromResult(id == "hello" ? "{ hello }"u8.ToArray() : null);

    private Bindings Bindings() => new Bindings()
        .Field("Query", "hello", Resolver.Of(context => new AnyColumn([$"Hello {context.Arguments["name"]}"])))
        .Field("Query", "must", Resolver.Of(context => new LongColumn([context.Arguments.Get<int>("n")], 1)))
        .Field("Query", "fails", Resolver.Of(_ => throw new InvalidDataException("secret")))
        .Field("Query", "never", Resolver.Async(Never))
        .Field("Query", "many", Resolver.Of(Many))
        .Field("Mutation", "add", Resolver.Of(_ => new LongColumn([1], 1)))
        .Events("tick", (context, cancellationToken) => Ticks(context.Arguments.Get<int>("upTo"), cancellationToken))
        .Field("Subscription", "tick", Resolver.Held<Tick>(tick => new LongColumn([tick.Number], 1)))
        .Events("breaks", (context, cancellationToken) => Breaking(context.Arguments.Get<int>("after"), cancellationToken))
        .Field("Subscription", "breaks", Resolver.Held<Tick>(tick => new LongColumn([tick.Number], 1)));

    private async IAsyncEnumerable<Rows> Breaking(int after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var tick in Ticks(after, cancellationToken))
        {
            yield return tick;
        }

        throw new InvalidDataException("secret");
    }

    private async IAsyncEnumerable<Rows> Ticks(int upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Ticking.Task.WaitAsync(cancellationToken);
        for (var number = 1; number <= upTo; number++)
        {
            yield return new Tick(number);
        }
    }

    private static Column Many(FieldContext context)
    {
        var names = new Utf8ColumnBuilder(context.Memory);
        for (var i = 0; i < context.Arguments.Get<int>("first"); i++)
        {
            names.Append("重庆市荣昌区高新技术产业开发区"u8);
        }

        return ListColumn.One(names.Build());
    }

    private async ValueTask<Column> Never(FieldContext context)
    {
        Started.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        finally
        {
            Cancelled.TrySetResult();
        }

        return Column.AllNull(1);
    }

    private sealed class Tick(long number) : Rows(1)
    {
        public long Number => number;
    }
}
