using System.Text.Json;

namespace Registry.Graph.Http.Sockets;

/// <summary>An operation that a client began under an id.</summary>
internal sealed class SocketOperation : IDisposable
{
    private readonly byte[] _payload;
    private readonly CancellationTokenSource _ended;
    private readonly Lock _gate = new();
    private bool _isDisposed;

    /// <param name="id">The id that the client gave it.</param>
    /// <param name="payload">What is to be executed.</param>
    /// <param name="connection">Cancelled when the connection ends.</param>
    public SocketOperation(string id, byte[] payload, CancellationToken connection)
    {
        (Id, _payload) = (id, payload);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(connection);
        Ended = _ended.Token;
    }

    public string Id { get; }

    /// <summary>Cancelled when the client wants no more of it, or is gone.</summary>
    public CancellationToken Ended { get; }

    /// <summary>What is to be executed.</summary>
    /// <exception cref="HttpFault">It is no request.</exception>
    public RequestParameters Parameters()
    {
        var reader = new Utf8JsonReader(_payload, RequestParameters.Strict);
        reader.Read();
        return RequestParameters.OfObject(ref reader, _payload, manyVariables: false);
    }

    /// <summary>The client wants no more of it: from here on nothing of it is sent.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                // What it runs is told on another thread, so that the next message does not wait for it.
                _ = _ended.CancelAsync();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _ended.Dispose();
        }
    }
}
