using System.Net.Sockets;
using System.Text;
using Registry.Graph.Engine;
using Registry.Graph.Http;
using Registry.Graph.Tests.Http.Sockets;
using Registry.Testing;

namespace Registry.Graph.Tests.Http;

/// <summary>
/// A statement that would run for hours, since it follows the thousand bodies of a division to the division, from there to its thousand bodies, and again: it ends
/// when the client that waits for it leaves, and its connection to the database serves the next request.
/// </summary>
public sealed class LeavingTests : IClassFixture<LeavingTests.Crowd>
{
    private const string Endless =
        "{ entities(where: { hosts: { some: { locatedIn: { some: { hosts: { some: { locatedIn: { some: { hosts: { some: "
        + "{ name: { startsWith: \\\"nobody\\\" } } } } } } } } } } } }) { totalCount } }";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly Crowd _crowd;

    public LeavingTests(Crowd crowd)
    {
        _crowd = crowd;
        ServerDatabases.SkipUnlessSqlite("a statement that runs for hours there. Servers join by hashing and have done with it at once.");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    [InlineData("multipart/mixed")]
    public async Task A_client_that_closes_its_connection_ends_the_statement(string accept)
    {
        var before = _crowd.Store.Statements;
        using (var socket = new TcpClient(AddressFamily.InterNetwork))
        {
            await socket.ConnectAsync(_crowd.Address.Host, _crowd.Address.Port, Cancellation);
            var body = $$"""{"query":"{{Endless}}"}""";
            var request = $"POST /graphql HTTP/1.1\r\nHost: {_crowd.Address.Authority}\r\nContent-Type: application/json\r\nAccept: {accept}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
            await _crowd.Runs(() => socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation).AsTask());
        }

        await _crowd.Ends(before);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("close")]
    [InlineData("break")]
    public async Task A_client_of_a_web_socket_that_wants_no_more_ends_the_statement(string how)
    {
        var before = _crowd.Store.Statements;
        using var client = await SocketClient.Initialise(_crowd.Address);
        await _crowd.Runs(() => client.Ask("1", Endless));

        if (how == "complete")
        {
            await client.Say("""{"id":"1","type":"complete"}""");
        }
        else if (how == "close")
        {
            Assert.Equal("1000", await client.Close());
        }
        else
        {
            client.Break();
        }

        await _crowd.Ends(before);
    }

    [Fact]
    public async Task A_request_past_its_deadline_ends_the_statement()
    {
        using var store = new AskedStore(Crowd.Rows(), EngineOptions.Default with { ExecutionTimeout = TimeSpan.FromSeconds(1) });
        Assert.Equal("HC0045", (await store.Error(Endless.Replace("\\", "", StringComparison.Ordinal))).Code);
        Assert.Equal(1, store.Statements);
        Assert.Equal(Crowd.Zones + 1, (await store.Ask("{ entities { totalCount } }")).GetProperty("entities").GetProperty("totalCount").GetInt32());
    }

    /// <summary>A division and a thousand zones in it, served.</summary>
    public sealed class Crowd : IAsyncLifetime
    {
        internal const int Zones = 1_000;

        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private ServedStore? _served;

        public AskedStore Store { get; private set; } = null!;

        public Uri Address => new(_served!.Address);

        public async ValueTask InitializeAsync()
        {
            if (ServerDatabases.AreAsked)
            {
                return;
            }

            Store = new(Rows(), EngineOptions.Default);
            _served = await ServedStore.Serve(Store, new GraphQLHttpOptions());
        }

        public async ValueTask DisposeAsync()
        {
            if (_served is not null)
            {
                await _served.DisposeAsync();
                Store.Dispose();
            }
        }

        /// <summary>Asks, and waits until the statement runs.</summary>
        public async Task Runs(Func<Task> ask)
        {
            var begun = Store.Sessions;
            await ask();
            await Until(() => Store.Sessions > begun);
            // From the beginning of the session to its statement is less than this; nothing is asserted of it.
            await Task.Delay(TimeSpan.FromMilliseconds(300), Cancellation);
        }

        /// <summary>Waits until the session of the statement has ended; its connection is asked again.</summary>
        public async Task Ends(long before)
        {
            await Until(() => Store.Statements > before);
            Assert.Equal(Crowd.Zones + 1, (await Store.Ask("{ entities { totalCount } }")).GetProperty("entities").GetProperty("totalCount").GetInt32());
        }

        internal static IEnumerable<Listed> Rows()
        {
            yield return new Listed("AdministrativeDivision", "重庆市", 500000) { Identifier = ("GB2260", "500000"), Properties = [("rank", "PROVINCE")] };
            for (var zone = 0; zone < Zones; zone++)
            {
                yield return new Listed("Zone", $"高新区{zone}", 500000) { Relations = [("locatedIn", "AdministrativeDivision", "重庆市")] };
            }
        }

        private static async Task Until(Func<bool> holds)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            patience.CancelAfter(Patience);
            while (!holds())
            {
                await Task.Delay(5, patience.Token);
            }
        }
    }
}
