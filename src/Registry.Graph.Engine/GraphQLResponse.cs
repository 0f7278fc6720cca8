using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Execution.Completion;
using Registry.Graph.Engine.Execution.Incremental;
using Registry.Graph.Engine.Execution.Writing;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine;

/// <summary>How a request ended.</summary>
public enum ResponseKind
{
    /// <summary>The operation was executed; fields may have errors. <see href="https://spec.graphql.org/September2025/#execution-result"/></summary>
    Executed,

    /// <summary>Nothing was executed: the response has errors and no data. <see href="https://spec.graphql.org/September2025/#request-error-result"/></summary>
    Refused,

    /// <summary>As <see cref="Refused"/>, because the transport does not allow this kind of operation.</summary>
    NotAllowed,

    /// <summary>As <see cref="Refused"/>, because too many requests wait already; the same request may be executed later.</summary>
    Busy,
}

/// <summary>
/// The response to a request. Its data lies in the memory of the request until it is disposed, so it is disposed when it has been written.
/// <see href="https://spec.graphql.org/September2025/#sec-Response-Format"/>
/// </summary>
public sealed class GraphQLResponse : IDisposable
{
    private const int FlushBytes = 64 << 10;

    // What is stored is handed over in pieces: a pipe holds all that it was given until the reader took it.
    private const int StoredPiece = 256 << 10;

    private readonly EngineOptions _options;
    private readonly IDisposable? _request;
    private readonly object? _content;
    private readonly OperationCost? _cost;

    private GraphQLResponse(EngineOptions options, ResponseKind kind, IReadOnlyList<GraphQLError> errors)
    {
        (_options, Kind) = (options, kind);
        Errors = errors.Count > options.MaxErrors ? [.. errors.Take(options.MaxErrors)] : errors;
    }

    internal GraphQLResponse(Request request, Batch root, OperationCost? cost)
        : this(request.Options, ResponseKind.Executed, request.HasErrors ? request.Errors() : []) =>
        (_request, _content, _cost) = (request, root, cost);

    internal GraphQLResponse(EngineOptions options, byte[] stored)
        : this(options, ResponseKind.Executed, []) => _content = stored;

    internal GraphQLResponse(EngineOptions options, Payload payload, IReadOnlyList<GraphQLError> errors, OperationCost? cost, IncrementalExecution? execution)
        : this(options, ResponseKind.Executed, errors) => (_content, _cost, _request) = (payload, cost, execution);

    internal GraphQLResponse(EngineOptions options, OperationCost cost)
        : this(options, ResponseKind.Executed, []) => _cost = cost;

    /// <summary>How the request ended.</summary>
    public ResponseKind Kind { get; }

    /// <summary>The kind of the operation that was executed; null where none was.</summary>
    internal OperationType? Operation => _request switch
    {
        Request request => request.Plan.Operation.Operation,
        IncrementalExecution execution => execution.Operation,
        _ => _content is byte[] ? OperationType.Query : null,
    };

    /// <summary>Which request of a batch this answers, from 0; null where there is no batch of requests.</summary>
    public int? RequestIndex { get; set; }

    /// <summary>Which set of a batch of variables this answers, from 0; null where there is no such batch.</summary>
    public int? VariableIndex { get; set; }

    /// <summary>What is answered as <c>errors</c>; empty where there are none.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>
    /// Whether further payloads follow this one; only where the request says <see cref="GraphQLRequest.AllowsIncremental"/>. Such a
    /// response is written through <see cref="Payloads"/>.
    /// </summary>
    public bool HasNext => _content is Payload { HasNext: true };

    /// <summary>
    /// All payloads of the answer, of which this is the first. The session of the request stays open until the last one is there or the
    /// enumeration ends. <see href="https://github.com/graphql/graphql-spec/pull/1110"/>
    /// </summary>
    /// <returns>The payloads, each to be written before the next is asked for.</returns>
    public async IAsyncEnumerable<GraphQLResponse> Payloads()
    {
        if (_request is not IncrementalExecution execution)
        {
            yield return this;
            yield break;
        }

        await using (execution)
        {
            // What is yielded may be disposed, what is executed may not yet.
            var payload = new GraphQLResponse(_options, (Payload)_content!, Errors, _cost, null);
            yield return payload;
            while (payload.HasNext)
            {
                yield return payload = await execution.Next();
            }
        }
    }

    /// <summary>How many bytes the response has, where that is known before it is written; else null.</summary>
    public int? Length => _content is byte[] stored && RequestIndex is null && VariableIndex is null ? stored.Length : null;

    /// <summary>A response that says why nothing was executed.</summary>
    public static GraphQLResponse Refuse(EngineOptions options, IReadOnlyList<GraphQLError> errors, ResponseKind kind = ResponseKind.Refused) =>
        new(options, kind, errors);

    /// <summary>An executed operation of which nothing is left but errors.</summary>
    internal static GraphQLResponse Abort(EngineOptions options, GraphQLError error) => new(options, ResponseKind.Executed, [error]);

    /// <summary>Writes the response, once; it is flushed as it grows, so it is never whole in memory.</summary>
    /// <param name="output">Where to; what was written last is not flushed.</param>
    /// <param name="cancellationToken">Cancelled when the reader leaves.</param>
    public async ValueTask WriteTo(PipeWriter output, CancellationToken cancellationToken = default)
    {
        if (Length is not null)
        {
            await WriteStored(output, (byte[])_content!, cancellationToken);
            return;
        }

        if (_content is byte[] stored)
        {
            BeginObject(output);
            output.Write(stored.AsSpan(1));
            return;
        }

        var answer = Root is { } root ? new AnswerWriter(root) : null;
        Begin(output, answer is not null);
        while (answer is not null && !WriteSome(output, answer))
        {
            var flushed = await output.FlushAsync(cancellationToken);
            if (flushed.IsCompleted)
            {
                return;
            }
        }

        if (_content is Payload payload && (await new PayloadWriter(output, payload, _options).Write(cancellationToken)).IsCompleted)
        {
            return;
        }

        End(output, answer is not null);
    }

    // Each piece is flushed with its writing: what is only buffered before the first flush is copied twice.
    private static async ValueTask WriteStored(PipeWriter output, ReadOnlyMemory<byte> stored, CancellationToken cancellationToken)
    {
        for (var written = 0; written < stored.Length; written += StoredPiece)
        {
            var flushed = await output.WriteAsync(stored.Slice(written, Math.Min(StoredPiece, stored.Length - written)), cancellationToken);
            if (flushed.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>Writes the errors alone, as a list.</summary>
    /// <param name="output">Where to; it is not flushed.</param>
    public void WriteErrorsTo(PipeWriter output)
    {
        var writer = new JsonWriter(output);
        writer.WriteErrors(Errors, _options.MaxErrorLocations);
        writer.Commit();
    }

    /// <summary>The response as text, for those who need it whole.</summary>
    public async ValueTask<string> ToJson()
    {
        using var stream = new MemoryStream();
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await WriteTo(output);
        await output.CompleteAsync();
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Gives the memory of the request back.</summary>
    public void Dispose() => _request?.Dispose();

    private Batch? Root => _content as Batch ?? (_content as Payload)?.Root;

    // Errors stand first, so that a reader of a long answer knows of them.
    private void Begin(PipeWriter output, bool hasData)
    {
        BeginObject(output);
        var writer = new JsonWriter(output);
        if (Errors.Count > 0)
        {
            writer.WriteRaw("\"errors\":"u8);
            writer.WriteErrors(Errors, _options.MaxErrorLocations);
        }

        if (hasData)
        {
            writer.WriteRaw(Errors.Count > 0 ? ",\"data\":"u8 : "\"data\":"u8);
        }
        else if (Kind == ResponseKind.Executed && Errors.Count > 0)
        {
            writer.WriteRaw(",\"data\":null"u8);
        }

        writer.Commit();
    }

    // What follows is never empty, so a comma may stand before it.
    private void BeginObject(PipeWriter output)
    {
        var writer = new JsonWriter(output);
        writer.WriteByte((byte)'{');
        if (RequestIndex is { } request)
        {
            writer.WriteRaw("\"requestIndex\":"u8);
            writer.WriteNumber(request);
            writer.WriteByte((byte)',');
        }

        if (VariableIndex is { } set)
        {
            writer.WriteRaw("\"variableIndex\":"u8);
            writer.WriteNumber(set);
            writer.WriteByte((byte)',');
        }

        writer.Commit();
    }

    private static bool WriteSome(PipeWriter output, AnswerWriter answer)
    {
        var writer = new JsonWriter(output);
        var isDone = answer.Write(ref writer, FlushBytes);
        writer.Commit();
        return isDone;
    }

    private void End(PipeWriter output, bool hasData)
    {
        var writer = new JsonWriter(output);
        if (_cost is { } cost)
        {
            writer.WriteRaw(hasData || Errors.Count > 0 ? ",\"extensions\":"u8 : "\"extensions\":"u8);
            writer.WriteRaw("{\"operationCost\":{\"fieldCost\":"u8);
            writer.WriteNumber(cost.Fields);
            writer.WriteRaw(",\"typeCost\":"u8);
            writer.WriteNumber(cost.Types);
            writer.WriteRaw("}}"u8);
        }

        writer.WriteByte((byte)'}');
        writer.Commit();
    }
}
