using System.Text.Json;
using Registry.Graph.Http.Sockets;
using Registry.Tests.Foreign;

namespace Registry.Graph.Tests.Http.Sockets;

public sealed class SocketTests : IAsyncLifetime
{
    private readonly GraphQLServer _server = new()
    {
        Sockets = new GraphQLSocketOptions { MaxMessageBytes = 64 << 10, MaxOperations = 3 },
    };

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _server.Ticking.SetResult();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("", "4400 A message is a JSON object; this is no JSON.")]
    [InlineData("{", "4400 A message is a JSON object; this is no JSON.")]
    [InlineData("""{"type":"ping"} x""", "4400 A message is a JSON object; this is no JSON.")]
    [InlineData("[]", "4400 A message is a JSON object.")]
    [InlineData("{}", "4400 A message has a `type`.")]
    [InlineData("""{"type":7}""", "4400 `type` is a string.")]
    [InlineData("""{"type":"start"}""", "4400 A client sends no message of the type `start`.")]
    [InlineData("""{"type":"next","id":"1","payload":{}}""", "4400 A client sends no message of the type `next`.")]
    [InlineData("""{"type":"ping","payload":"x"}""", "4400 `payload` is an object.")]
    [InlineData("""{"type":"connection_init","payload":[]}""", "4400 `payload` is an object.")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ hello }"}}""", "4400 A message of the type `subscribe` has an `id`.")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}""", "4400 A message of the type `subscribe` has an `id`.")]
    [InlineData("""{"type":"subscribe","id":1,"payload":{"query":"{ hello }"}}""", "4400 `id` is a string.")]
    [InlineData("""{"type":"subscribe","id":"1"}""", "4400 A message of the type `subscribe` has a `payload`.")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""", "4400 Either the parameter query or the parameter id has to be set.")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":7}}""", "4400 `query` is a string, but a number was found.")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":"x"}}""", "4400 `variables` is an object, but a string was found.")]
    [InlineData("""{"type":"complete"}""", "4400 A message of the type `complete` has an `id`.")]
    [InlineData("""{"type":"connection_init"}""", "4429 Too many initialisation requests")]
    public async Task A_message_that_the_protocol_does_not_know_closes_the_connection(string message, string closed)
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Say(message);
        Assert.Equal(closed, await client.Hear());
    }

    [Fact]
    public async Task A_binary_message_closes_the_connection()
    {
        using var client = await SocketClient.Initialise(_server);
        await client.SayBytes("""{"type":"ping"}"""u8.ToArray());
        Assert.Equal("4400 A message is text; this one is binary.", await client.Hear());
    }

    [Fact]
    public async Task A_message_that_is_too_long_closes_the_connection()
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Say($$$"""{"type":"ping","payload":{"x":"{{{new string('x', 65 << 10)}}}"}}""");
        Assert.Equal("1009 A message may have 65536 bytes; this one is longer.", await client.Hear());
    }

    [Fact]
    public async Task A_reason_that_is_too_long_for_a_frame_is_cut()
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Say($$"""{"type":"{{new string('重', 200)}}"}""");
        Assert.Equal($"4400 A client sends no message of the type `{new string('重', 28)}", await client.Hear());
    }

    [Fact]
    public async Task An_operation_before_the_acknowledgement_closes_the_connection()
    {
        using var client = await SocketClient.Connect(_server);
        await client.Ask("1", "{ hello }");
        Assert.Equal("4401 Unauthorized", await client.Hear());
    }

    [Theory]
    [InlineData("graphql-ws")]
    [InlineData(null)]
    public async Task Another_protocol_is_not_spoken(string? protocol)
    {
        using var client = await SocketClient.Connect(_server, protocol);
        Assert.Equal("4406 Subprotocol not acceptable", await client.Hear());
    }

    [Fact]
    public async Task A_connection_that_is_not_initialised_in_time_is_closed()
    {
        await using var server = await Served(new GraphQLSocketOptions { ConnectionInitializationTimeout = TimeSpan.FromMilliseconds(50) });
        using var client = await SocketClient.Connect(server);
        Assert.Equal("4408 Connection initialisation timeout", await client.Hear());
    }

    [Fact]
    public async Task An_id_that_is_in_use_closes_the_connection()
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Ask("1", "{ never }");
        await _server.Started.Task;
        await client.Ask("1", "{ hello }");
        Assert.Equal("4409 Subscriber for 1 already exists", await client.Hear());
        await _server.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""{"type":"ping"}""", """{"type":"pong"}""")]
    [InlineData("""{"type":"ping","payload":null}""", """{"type":"pong"}""")]
    [InlineData("""{"payload":{"a":[1, "重"]},"type":"ping"}""", """{"type":"pong","payload":{"a":[1, "重"]}}""")]
    public async Task A_ping_is_answered_with_what_came_with_it_at_any_time(string ping, string pong)
    {
        using var client = await SocketClient.Connect(_server);
        await client.Say("""{"type":"pong"}""", ping);
        Assert.Equal(pong, await client.Hear());
    }

    [Fact]
    public async Task A_silent_connection_is_kept_alive_with_pings()
    {
        await using var server = await Served(new GraphQLSocketOptions { KeepAlive = TimeSpan.FromMilliseconds(20) });
        using var client = await SocketClient.Initialise(server);
        Assert.Equal("""{"type":"ping"}""", await client.Hear(withPings: true));
        Assert.Equal("""{"type":"ping"}""", await client.Hear(withPings: true));
    }

    [Theory]
    [InlineData("subscription { tick(upTo: 2) }", """{"data":{"tick":1}}""", """{"data":{"tick":2}}""")]
    [InlineData("{ hello }", """{"data":{"hello":"Hello you"}}""")]
    [InlineData("mutation { add }", """{"data":{"add":1}}""")]
    [InlineData("{ fails }", """{"errors":[{"message":"Unexpected Execution Error","locations":[{"line":1,"column":3}],"path":["fails"],"extensions":{"code":"HC0008"}}],"data":{"fails":null}}""")]
    public async Task An_operation_of_any_kind_gives_its_responses_and_is_complete(string query, params string[] payloads)
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Ask("a-1", query);
        foreach (var payload in payloads)
        {
            Assert.Equal($$"""{"id":"a-1","type":"next","payload":{{payload}}}""", await client.Hear());
        }

        Assert.Equal("""{"id":"a-1","type":"complete"}""", await client.Hear());
        Assert.Equal("1000", await client.Close());
    }

    [Theory]
    [InlineData("""{"query":"{ nothing }"}""", """{"message":"The field `nothing` does not exist on the type `Query`.""")]
    [InlineData("""{"query":"{"}""", """{"message":"Expected a `Name`-token, but found a `EndOfFile`-token.","locations":[{"line":1,"column":2}],"extensions":{"code":"HC0011"}}]}""")]
    [InlineData("""{"query":"query($n: Int!) { must(n: $n) }"}""", """{"message":"Variable `n` is required.","locations":[{"line":1,"column":7}],"extensions":{"code":"HC0018","variable":"n"}}]}""")]
    [InlineData("""{"id":"other"}""", """{"message":"The specified persisted operation key is invalid.","extensions":{"code":"HC0020"}}]}""")]
    public async Task What_cannot_be_executed_is_an_error_and_nothing_more(string payload, string error)
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Say($$"""{"id":"1","type":"subscribe","payload":{{payload}}}""");
        Assert.StartsWith("""{"id":"1","type":"error","payload":[""" + error, await client.Hear(), StringComparison.Ordinal);
        await client.Ask("1", "{ hello }");
        Assert.StartsWith("""{"id":"1","type":"next",""", await client.Hear(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_of_events_that_fails_is_an_error_and_nothing_more_and_the_connection_stays()
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Ask("1", "subscription { breaks(after: 1) }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"breaks":1}}}""", await client.Hear());
        Assert.Equal("""{"id":"1","type":"error","payload":[{"message":"Unexpected Execution Error","extensions":{"code":"HC0008"}}]}""", await client.Hear());
        await client.Ask("1", "{ hello }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"hello":"Hello you"}}}""", await client.Hear());
    }

    [Fact]
    public async Task A_persisted_document_and_variables_are_executed()
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Say("""{"id":"1","type":"subscribe","payload":{"id":"hello","variables":null,"operationName":null}}""");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"hello":"Hello you"}}}""", await client.Hear());
        await client.Hear();
        await client.Say("""{"id":"2","type":"subscribe","payload":{"query":"query A($n: Int!) { must(n: $n) } query B { hello }","variables":{"n":7},"operationName":"A"}}""");
        Assert.Equal("""{"id":"2","type":"next","payload":{"data":{"must":7}}}""", await client.Hear());
    }

    [Fact]
    public async Task A_client_that_wants_no_more_ends_the_execution_and_may_use_the_id_again()
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Ask("1", "{ never }");
        await _server.Started.Task;
        await client.Say("""{"id":"1","type":"complete"}""", """{"id":"unknown","type":"complete"}""");
        await client.Ask("1", "{ hello }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"hello":"Hello you"}}}""", await client.Hear());
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.Hear());
        await _server.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_gone_ends_its_executions(bool withGoodbye)
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Ask("1", "{ never }");
        await _server.Started.Task;
        if (withGoodbye)
        {
            Assert.Equal("1000", await client.Close());
        }
        else
        {
            client.Break();
        }

        await _server.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Operations_run_side_by_side_up_to_a_limit()
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Ask("1", "{ never }");
        await client.Ask("2", "{ never }");
        await client.Ask("3", "{ hello }");
        Assert.Equal("""{"id":"3","type":"next","payload":{"data":{"hello":"Hello you"}}}""", await client.Hear());
        Assert.Equal("""{"id":"3","type":"complete"}""", await client.Hear());
        await client.Ask("4", "{ never }");
        await client.Ask("5", "{ hello }");
        Assert.Equal(
            """{"id":"5","type":"error","payload":[{"message":"A connection may have 3 operations at once; complete one first.","extensions":{"code":"SOCKET_OPERATIONS_EXCEEDED","limit":3}}]}""",
            await client.Hear());
    }

    [Fact]
    public async Task A_long_answer_arrives_whole_between_others()
    {
        using var client = await SocketClient.Initialise(_server);
        await client.Ask("1", "{ many(first: 50000) }");
        await client.Ask("2", "subscription { tick(upTo: 20) }");
        var heard = new List<string>();
        while (heard.Count(message => message.EndsWith("\"complete\"}", StringComparison.Ordinal)) < 2)
        {
            heard.Add(await client.Hear());
        }

        Assert.Equal(23, heard.Count);
        var many = heard.Single(message => message.StartsWith("""{"id":"1","type":"next",""", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(many);
        Assert.Equal(50_000, json.RootElement.GetProperty("payload").GetProperty("data").GetProperty("many").GetArrayLength());
    }

    [Fact]
    public async Task A_server_that_stops_says_so_and_does_not_wait()
    {
        await using var server = await Served(new GraphQLSocketOptions());
        using var client = await SocketClient.Initialise(server);
        await client.Ask("1", "{ never }");
        await server.Started.Task;
        var stopping = server.Stop();
        Assert.Equal("1001 The server stops.", await client.Hear());
        await client.AgreeToClose();
        await stopping;
    }

    [Fact]
    [Trait("Suite", "foreign")]
    public async Task The_clients_of_graphql_ws_and_graphql_sse_are_served()
    {
        await using var server = await Served(new GraphQLSocketOptions());
        server.Ticking.SetResult();
        var seen = await Node.Run("socket-client.mjs", server.Address.ToString());
        Assert.Equal(
            [
                """{"name":"ws subscription","seen":[{"tick":1},{"tick":2},{"tick":3},"complete"]}""",
                """{"name":"ws query","seen":[{"must":7},"complete"]}""",
                """{"name":"ws mutation","seen":[{"add":1},"complete"]}""",
                """{"name":"ws field error","seen":[{"data":{"fails":null},"codes":["HC0008"]},"complete"]}""",
                """{"name":"ws side by side","seen":[[{"must":1},"complete"],[{"must":2},"complete"],[{"must":3},"complete"],[{"must":4},"complete"],[{"must":5},"complete"]]}""",
                """{"name":"ws long","seen":[20000,"complete"]}""",
                """{"name":"ws refused","seen":[{"failed":[null]}]}""",
                """{"name":"ws leaves","seen":[1,2,3]}""",
                """{"name":"ws ping","seen":true}""",
                """{"name":"ws closed","seen":[1000]}""",
                """{"name":"sse subscription","seen":[{"tick":1},{"tick":2},{"tick":3},"complete"]}""",
                """{"name":"sse query","seen":[{"must":7},"complete"]}""",
                """{"name":"sse mutation","seen":[{"add":1},"complete"]}""",
                """{"name":"sse field error","seen":[{"data":{"fails":null},"codes":["HC0008"]},"complete"]}""",
                """{"name":"sse side by side","seen":[[{"must":1},"complete"],[{"must":2},"complete"],[{"must":3},"complete"],[{"must":4},"complete"],[{"must":5},"complete"]]}""",
                """{"name":"sse long","seen":[20000,"complete"]}""",
                """{"name":"sse refused","seen":[{"codes":[null]},"complete"]}""",
                """{"name":"sse leaves","seen":[1,2,3]}""",
                """{"name":"4400","seen":[4400,"A message is a JSON object; this is no JSON."]}""",
                """{"name":"4401","seen":[4401,"Unauthorized"]}""",
                """{"name":"4406","seen":[4406,"Subprotocol not acceptable"]}""",
                """{"name":"4409","seen":[4409,"Subscriber for 1 already exists"]}""",
                """{"name":"4429","seen":[4429,"Too many initialisation requests"]}""",
            ],
            seen);
    }

    private static async Task<GraphQLServer> Served(GraphQLSocketOptions options)
    {
        var server = new GraphQLServer { Sockets = options };
        await server.InitializeAsync();
        return server;
    }
}
