using System.Buffers;
using System.Net.WebSockets;

namespace Registry.Graph.Http.Sockets;

/// <summary>The messages of a client, each whole, as long as they are not longer than allowed.</summary>
internal sealed class SocketInput(WebSocket socket, int maxBytes) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4 << 10);

    /// <summary>Waits for the next message.</summary>
    /// <returns>Its bytes, valid until the next; null where the client has closed the connection.</returns>
    /// <exception cref="SocketFault">The message is no text, or too long; nothing further can be read but the end of the connection.</exception>
    /// <exception cref="WebSocketException">The connection was lost.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> Next(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(Free(length), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += received.Count;
            if (length > maxBytes)
            {
                throw new SocketFault(WebSocketCloseStatus.MessageTooBig, $"A message may have {maxBytes} bytes; this one is longer.");
            }

            if (received.EndOfMessage)
            {
                return received.MessageType == WebSocketMessageType.Text
                    ? _buffer.AsMemory(0, length)
                    : throw SocketFault.Invalid("A message is text; this one is binary.");
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private Memory<byte> Free(int length)
    {
        if (length == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(length);
    }
}
