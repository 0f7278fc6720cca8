using System.Net.WebSockets;
using System.Text;

namespace Registry.Graph.Tests.Http.Sockets;

/// <summary>A client on a WebSocket that says what it is told to, right or wrong.</summary>
internal sealed class SocketClient : IDisposable
{
    public const string Init = """{"type":"connection_init"}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();

    public string? Protocol => _socket.SubProtocol;

    public static Task<SocketClient> Connect(GraphQLServer server, string? protocol = "graphql-transport-ws") => Connect(server.Address, protocol);

    public static async Task<SocketClient> Connect(Uri address, string? protocol)
    {
        var client = new SocketClient();
        if (protocol is not null)
        {
            client._socket.Options.AddSubProtocol(protocol);
        }

        await client._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>A client whose connection is acknowledged.</summary>
    public static Task<SocketClient> Initialise(GraphQLServer server) => Initialise(server.Address);

    /// <summary>As <see cref="Initialise(GraphQLServer)"/>.</summary>
    public static async Task<SocketClient> Initialise(Uri address)
    {
        var client = await Connect(address, "graphql-transport-ws");
        await client.Say(Init);
        Assert.Equal("""{"type":"connection_ack"}""", await client.Hear());
        return client;
    }

    public async Task Say(params string[] messages)
    {
        foreach (var message in messages)
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        }
    }

    public Task SayBytes(byte[] message) =>
        _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, TestContext.Current.CancellationToken);

    public Task Ask(string id, string query) => Say($$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"{{{query}}}"}}""");

    /// <summary>The next message; of a closed connection the code and the reason.</summary>
    public async Task<string> Hear(bool withPings = false)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            using var message = new MemoryStream();
            var buffer = new byte[4096];
            WebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), patience.Token);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return $"{(int)part.CloseStatus!} {part.CloseStatusDescription}".TrimEnd();
            }

            var text = Encoding.UTF8.GetString(message.ToArray());
            if (withPings || text != """{"type":"ping"}""")
            {
                return text;
            }
        }
    }

    /// <summary>Closes the connection from this side; gives what the server closes with.</summary>
    public async Task<string> Close()
    {
        await AgreeToClose();
        return await Hear();
    }

    /// <summary>Closes the connection from this side after the server has.</summary>
    public Task AgreeToClose() => _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

    /// <summary>Breaks the connection without a word.</summary>
    public void Break() => _socket.Abort();

    public void Dispose() => _socket.Dispose();
}
