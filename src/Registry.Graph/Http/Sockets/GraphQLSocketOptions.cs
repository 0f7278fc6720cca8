namespace Registry.Graph.Http.Sockets;

/// <summary>Limits of a WebSocket connection.</summary>
public sealed record GraphQLSocketOptions
{
    /// <summary>How long a client may take to initialise the connection; then it is closed with 4408.</summary>
    public TimeSpan ConnectionInitializationTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the client is sent a ping, so that nothing between takes the connection for dead.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most bytes of a message; a longer one closes the connection with 1009.</summary>
    public int MaxMessageBytes { get; init; } = 1 << 20;

    /// <summary>Most operations of one connection at once; a further one is answered with an error.</summary>
    public int MaxOperations { get; init; } = 64;

    /// <summary>How long a closed connection waits for its client to agree, and a client that does not answer to the pings of WebSocket itself is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}
