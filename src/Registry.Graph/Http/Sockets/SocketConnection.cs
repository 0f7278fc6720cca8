using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Registry.Graph.Engine;

namespace Registry.Graph.Http.Sockets;

/// <summary>
/// One client on one WebSocket: any number of operations side by side, by the protocol graphql-transport-ws.
/// <see href="https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md"/>
/// </summary>
internal sealed partial class SocketConnection : IDisposable
{
    public const string Protocol = "graphql-transport-ws";

    private readonly GraphQLEngine _engine;
    private readonly GraphQLSocketOptions _options;
    private readonly RequestedDocument _document;
    private readonly ILogger _logger;
    private readonly SocketInput _input;
    private readonly SocketOutput _output;
    private readonly ConcurrentDictionary<string, SocketOperation> _operations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SocketOperation, Task> _running = new();

    // The connection lives until its client has closed or is gone; its operations may end before, when it is being closed.
    private readonly CancellationTokenSource _life;
    private readonly CancellationTokenSource _work;
    private volatile bool _isInitialised;
    private volatile bool _isClosing;

    public SocketConnection(
        WebSocket socket, GraphQLEngine engine, GraphQLSocketOptions options, RequestedDocument document, ILogger logger, CancellationToken aborted)
    {
        (_engine, _options, _document, _logger) = (engine, options, document, logger);
        _life = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _work = CancellationTokenSource.CreateLinkedTokenSource(_life.Token);
        _input = new SocketInput(socket, options.MaxMessageBytes);
        _output = new SocketOutput(socket, _life.Token);
    }

    /// <summary>Serves the client until it leaves.</summary>
    /// <param name="stopping">Cancelled when the server stops.</param>
    public async Task Serve(CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(_options.ConnectionInitializationTimeout, _engine.Options.Time);
        using var onLate = late.Token.Register(() => _ = CloseIfLate());
        using var onStop = stopping.Register(() => _ = TryClose(new SocketFault(CloseCodes.GoingAway, "The server stops.")));
        var living = KeepAlive();
        try
        {
            await Listen();
        }
        catch (Exception gone) when (IsGone(gone))
        {
            Log.Gone(_logger, gone.Message);
        }
        finally
        {
            await _life.CancelAsync();
            await living;
            await Task.WhenAll(_running.Values);
        }
    }

    /// <summary>Tells a client that speaks another protocol.</summary>
    public async Task Reject()
    {
        try
        {
            await Close(new SocketFault(CloseCodes.SubprotocolNotAcceptable, "Subprotocol not acceptable"));
            while (await _input.Next(_life.Token) is not null)
            {
            }
        }
        catch (Exception gone) when (IsGone(gone) || gone is SocketFault)
        {
            Log.Gone(_logger, gone.Message);
        }
    }

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _work.Dispose();
        _life.Dispose();
    }

    private static bool IsGone(Exception exception) => exception is WebSocketException or OperationCanceledException or IOException;

    private async Task Listen()
    {
        while (true)
        {
            try
            {
                if (await _input.Next(_life.Token) is not { } text)
                {
                    await _output.Close(WebSocketCloseStatus.NormalClosure, null);
                    return;
                }

                if (!_isClosing)
                {
                    await Handle(ClientMessage.Of(text));
                }
            }
            catch (SocketFault fault)
            {
                await Close(fault);
            }
        }
    }

    private ValueTask Handle(ClientMessage message) => message.Type switch
    {
        ClientMessageType.ConnectionInit => Initialise(),
        ClientMessageType.Ping => _output.Pong(message.Payload),
        ClientMessageType.Subscribe => Begin(message),
        ClientMessageType.Complete => End(message.Id),
        _ => ValueTask.CompletedTask,
    };

    private ValueTask Initialise()
    {
        if (_isInitialised)
        {
            throw new SocketFault(CloseCodes.TooManyInitialisations, "Too many initialisation requests");
        }

        _isInitialised = true;
        return _output.Acknowledge();
    }

    private ValueTask Begin(ClientMessage message)
    {
        if (!_isInitialised)
        {
            throw new SocketFault(CloseCodes.Unauthorized, "Unauthorized");
        }

        if (_operations.ContainsKey(message.Id))
        {
            throw new SocketFault(CloseCodes.SubscriberExists, $"Subscriber for {message.Id} already exists");
        }

        if (_operations.Count >= _options.MaxOperations)
        {
            return RefuseOneMore(message.Id);
        }

        var operation = new SocketOperation(message.Id, message.Payload.ToArray(), _work.Token);
        _operations[message.Id] = operation;

        // It runs beside the reading of the next message, and not before it is among those that run.
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[operation] = Run(operation, entered.Task);
        entered.SetResult();
        return ValueTask.CompletedTask;
    }

    private ValueTask End(string id)
    {
        if (_operations.TryRemove(id, out var operation))
        {
            operation.Cancel();
        }

        return ValueTask.CompletedTask;
    }

    private async Task Run(SocketOperation operation, Task entered)
    {
        await entered;
        try
        {
            await Execute(operation);
        }
        catch (SocketFault fault)
        {
            await TryClose(fault);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            Log.Gone(_logger, exception.Message);
        }
        catch (Exception exception)
        {
            Log.Failed(_logger, operation.Id, exception);
            await TryTell(operation);
        }
        finally
        {
            _operations.TryRemove(KeyValuePair.Create(operation.Id, operation));
            _running.TryRemove(operation, out _);
            operation.Dispose();
        }
    }

    private async Task Execute(SocketOperation operation)
    {
        try
        {
            using var parameters = operation.Parameters();
            var request = new GraphQLRequest(await _document.Of(parameters, operation.Ended))
            {
                OperationName = parameters.OperationName,
                Variables = parameters.Variables,
                AllowsIncremental = true,
            };
            await Respond(operation, request);
        }
        catch (HttpFault fault) when (fault.Error.Code is HttpErrorCodes.InvalidRequest or HttpErrorCodes.InvalidJson or HttpErrorCodes.NoDocument)
        {
            throw SocketFault.Invalid(fault.Message);
        }
        catch (HttpFault fault)
        {
            await Refuse(operation, fault.Error);
        }
    }

    private async Task Respond(SocketOperation operation, GraphQLRequest request)
    {
        await foreach (var response in _engine.Subscribe(request, operation.Ended))
        {
            using (response)
            {
                if (response.Kind != ResponseKind.Executed)
                {
                    await Refuse(operation, response);
                    return;
                }

                await _output.Next(operation.Id, response, operation.Ended);
            }
        }

        // From here on the id may be given to another operation.
        _operations.TryRemove(KeyValuePair.Create(operation.Id, operation));
        await _output.Complete(operation.Id, operation.Ended);
    }

    private async Task Refuse(SocketOperation operation, GraphQLError error)
    {
        using var response = GraphQLResponse.Refuse(_engine.Options, [error]);
        await Refuse(operation, response);
    }

    private ValueTask Refuse(SocketOperation operation, GraphQLResponse response)
    {
        _operations.TryRemove(KeyValuePair.Create(operation.Id, operation));
        return _output.Error(operation.Id, response, operation.Ended);
    }

    private async ValueTask RefuseOneMore(string id)
    {
        var error = new GraphQLError($"A connection may have {_options.MaxOperations} operations at once; complete one first.")
        {
            Code = HttpErrorCodes.TooManyOperations,
            Extensions = [new("limit", _options.MaxOperations)],
        };
        using var response = GraphQLResponse.Refuse(_engine.Options, [error]);
        await _output.Error(id, response, CancellationToken.None);
    }

    private async Task KeepAlive()
    {
        using var timer = new PeriodicTimer(_options.KeepAlive, _engine.Options.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_work.Token))
            {
                await _output.Ping();
            }
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // Nobody is there to be kept alive; the listening ends by itself.
        }
    }

    private Task CloseIfLate() => _isInitialised
        ? Task.CompletedTask
        : TryClose(new SocketFault(CloseCodes.InitialisationTimeout, "Connection initialisation timeout"));

    // The operations end; the client has a while to close from its side too.
    private async Task Close(SocketFault fault)
    {
        if (_isClosing)
        {
            return;
        }

        _isClosing = true;
        _life.CancelAfter(_options.Patience);
        await _work.CancelAsync();
        await _output.Close(fault.Code, fault.Reason);
    }

    private async Task TryTell(SocketOperation failed)
    {
        try
        {
            await Refuse(failed, new GraphQLError("Unexpected Execution Error") { Code = ErrorCodes.Unexpected });
        }
        catch (Exception gone) when (IsGone(gone))
        {
            Log.Gone(_logger, gone.Message);
        }
    }

    private async Task TryClose(SocketFault fault)
    {
        try
        {
            await Close(fault);
        }
        catch (Exception gone) when (IsGone(gone) || gone is ObjectDisposedException)
        {
            Log.Gone(_logger, gone.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "A WebSocket connection or operation ended: {Reason}")]
        public static partial void Gone(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "The operation {Id} of a WebSocket connection failed")]
        public static partial void Failed(ILogger logger, string id, Exception exception);
    }
}
