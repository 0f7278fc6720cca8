using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Registry.Bench;
using Registry.Graph.Engine;
using Registry.Graph.Http;

namespace Registry.Graph.Tests.Http;

/// <summary>
/// Requests that are made to cost more than they ask for, each over one connection to a real server: what is answered, how much memory server and client
/// allocate for it, and what the next request on the same connection is answered. How long they take is measured by the benches.
/// </summary>
public sealed class HostileRequestTests(HostileRequestTests.EmptyStore served) : IClassFixture<HostileRequestTests.EmptyStore>
{
    private const long MostBytes = 50L << 20;

    public static TheoryData<string> Names => [.. HostileRequests.All().Select(request => request.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_request_is_refused_and_the_next_one_on_its_connection_answered(string name)
    {
        var request = HostileRequests.All().Single(request => request.Name == name);
        using var connection = new OneConnection(served.Address);
        await connection.Post(HostileRequests.Next);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var (status, answer) = await connection.Post(request.Body);

        var taken = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal((request.Status, request.Code), (status, CodeOf(answer, request.Limit)));
        Assert.True(taken < MostBytes, $"{taken} bytes were allocated.");
        Assert.Equal((200, """{"data":{"__typename":"Query"}}"""), Text(await connection.Post(HostileRequests.Next)));
        Assert.Equal(1, connection.Opened);
    }

    [Fact]
    public async Task A_filter_from_a_variable_nested_deeper_than_allowed_is_an_error_of_its_field()
    {
        using var connection = new OneConnection(served.Address);
        var nested = string.Concat(Enumerable.Repeat("{\"and\":[", 25)) + "{}" + string.Concat(Enumerable.Repeat("]}", 25));

        var (status, answer) = await connection.Post(System.Text.Encoding.UTF8.GetBytes(
            $$$"""{"query":"query($w:ZoneFilterInput){zones(where:$w){totalCount}}","variables":{"w":{{{nested}}}}}"""));

        Assert.Equal((200, "FILTER_DEPTH_EXCEEDED"), (status, CodeOf(answer, "maxAllowedDepth")));
    }

    private static (int, string) Text((int Status, JsonElement Answer) answered) => (answered.Status, answered.Answer.GetRawText());

    private static string? CodeOf(JsonElement answer, string? limit)
    {
        var error = answer.GetProperty("errors")[0];
        var extensions = error.GetProperty("extensions");
        Assert.True(limit is null || extensions.TryGetProperty(limit, out _), error.ToString());
        return extensions.TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    /// <summary>A store without anything, served with the limits that it has unless told otherwise.</summary>
    public sealed class EmptyStore : IAsyncLifetime
    {
        private readonly AskedStore _store = new([], EngineOptions.Default);
        private ServedStore _served = null!;

        public string Address => _served.Address;

        public async ValueTask InitializeAsync() => _served = await ServedStore.Serve(_store, new GraphQLHttpOptions());

        public async ValueTask DisposeAsync()
        {
            await _served.DisposeAsync();
            _store.Dispose();
        }
    }

    private sealed class OneConnection : IDisposable
    {
        private readonly HttpClient _client;
        private readonly string _address;

        public OneConnection(string address)
        {
            _address = address;
            _client = new HttpClient(new SocketsHttpHandler { ConnectCallback = Connect });
        }

        public int Opened { get; private set; }

        public async Task<(int Status, JsonElement Answer)> Post(byte[] body)
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await _client.PostAsync(_address, content, TestContext.Current.CancellationToken);
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            return ((int)response.StatusCode, answer.RootElement.Clone());
        }

        public void Dispose() => _client.Dispose();

        private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
        {
            Opened++;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }
}
