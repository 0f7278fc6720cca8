using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text.Json;
using Registry.Graph.Engine;

namespace Registry.Graph.Http.Sockets;

/// <summary>What the server says on one connection: a message at a time, whichever operation it belongs to.</summary>
internal sealed class SocketOutput(WebSocket socket, CancellationToken cancellationToken) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly MessageWriter _writer = new(socket);
    private bool _isClosed;

    public ValueTask Acknowledge() => Send("{\"type\":\"connection_ack\"}"u8.ToArray());

    public ValueTask Ping() => Send("{\"type\":\"ping\"}"u8.ToArray());

    /// <summary>Answers a ping with what came with it.</summary>
    public ValueTask Pong(ReadOnlyMemory<byte> payload) => Send(output =>
    {
        output.Write("{\"type\":\"pong\""u8);
        if (!payload.IsEmpty)
        {
            output.Write(",\"payload\":"u8);
            output.Write(payload.Span);
        }

        output.Write("}"u8);
        return ValueTask.CompletedTask;
    });

    /// <summary>Sends a response, unless its operation has ended.</summary>
    public ValueTask Next(string id, GraphQLResponse response, CancellationToken ended) => Send(
        async output =>
        {
            Begin(output, "next", id);
            output.Write(",\"payload\":"u8);
            await response.WriteTo(output, cancellationToken);
            output.Write("}"u8);
        },
        ended);

    /// <summary>Says why an operation is not executed any further, unless it has ended.</summary>
    public ValueTask Error(string id, GraphQLResponse refused, CancellationToken ended) => Send(
        output =>
        {
            Begin(output, "error", id);
            output.Write(",\"payload\":"u8);
            refused.WriteErrorsTo(output);
            output.Write("}"u8);
            return ValueTask.CompletedTask;
        },
        ended);

    /// <summary>Says that an operation has no more responses, unless it has ended.</summary>
    public ValueTask Complete(string id, CancellationToken ended) => Send(
        output =>
        {
            Begin(output, "complete", id);
            output.Write("}"u8);
            return ValueTask.CompletedTask;
        },
        ended);

    /// <summary>Closes the connection from this side; nothing is sent after.</summary>
    public async ValueTask Close(WebSocketCloseStatus code, string? reason)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_isClosed && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                _isClosed = true;
                await socket.CloseOutputAsync(code, reason, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _turn.Dispose();
    }

    private static void Begin(PipeWriter output, string type, string id)
    {
        output.Write("{\"id\":"u8);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(id));
        output.Write(",\"type\":\""u8);
        output.Write(System.Text.Encoding.ASCII.GetBytes(type));
        output.Write("\""u8);
    }

    private ValueTask Send(byte[] message) => Send(output =>
    {
        output.Write(message);
        return ValueTask.CompletedTask;
    });

    private async ValueTask Send(Func<PipeWriter, ValueTask> write, CancellationToken ended = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isClosed || ended.IsCancellationRequested || socket.State != WebSocketState.Open)
            {
                return;
            }

            await write(_writer);
            await _writer.End(cancellationToken);
        }
        catch
        {
            // Half a message cannot be taken back.
            _isClosed = true;
            socket.Abort();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }
}
