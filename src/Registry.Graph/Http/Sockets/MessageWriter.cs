using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace Registry.Graph.Http.Sockets;

/// <summary>Writes the text messages of a WebSocket, one after the other; what is flushed of a message goes out as a part of it, so a long one is never whole in memory.</summary>
internal sealed class MessageWriter(WebSocket socket) : PipeWriter, IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4 << 10);
    private int _used;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _used;

    /// <summary>Sends what is left of a message as its end.</summary>
    public async ValueTask End(CancellationToken cancellationToken)
    {
        await socket.SendAsync(_buffer.AsMemory(0, _used), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        _used = 0;
    }

    public override void Advance(int bytes) => _used += bytes;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_used);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        await socket.SendAsync(_buffer.AsMemory(0, _used), WebSocketMessageType.Text, endOfMessage: false, cancellationToken);
        _used = 0;
        return new FlushResult(isCanceled: false, isCompleted: false);
    }

    public override void CancelPendingFlush() => throw new NotSupportedException("A part of a message is sent whole or the connection ends.");

    public override void Complete(Exception? exception = null)
    {
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Reserve(int sizeHint)
    {
        var needed = _used + Math.Max(sizeHint, 256);
        if (needed <= _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(0, _used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
