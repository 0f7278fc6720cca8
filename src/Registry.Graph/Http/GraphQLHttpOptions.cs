using Registry.Graph.Http.Sockets;

namespace Registry.Graph.Http;

/// <summary>Limits of the HTTP transport and what it asks of its surroundings.</summary>
public sealed record GraphQLHttpOptions
{
    /// <summary>Most bytes of a request's body; a longer one is read to its end, but answered with 413 and HC0010.</summary>
    public int MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>Most bytes that are read of a body that is too long, so that its sender gets to read the answer; beyond, the connection closes.</summary>
    public long MaxDrainedBytes { get; init; } = 32 << 20;

    /// <summary>How long a stream of events may be silent before it sends a comment, so that nothing between takes it for dead.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>
    /// Reads, cheaply, a text that changes whenever an answer may change, such as the release. With it a GET is answered with a validator, and
    /// 304 without executing while it is the same; without it nothing may be cached.
    /// </summary>
    public Func<CancellationToken, string>? ReadState { get; init; }

    /// <summary>How long caches may answer a GET without asking again; with zero they ask each time, which costs no execution.</summary>
    public TimeSpan CacheFor { get; init; } = TimeSpan.Zero;

    /// <summary>Limits of WebSocket connections.</summary>
    public GraphQLSocketOptions Sockets { get; init; } = new();

    /// <summary>Finds the text of a persisted document by its id, as UTF-8; null where there is none. Without it no id is known.</summary>
    public Func<string, CancellationToken, ValueTask<byte[]?>>? FindDocument { get; init; }

    /// <summary>Whether only documents are executed that <see cref="FindDocument"/> finds; a text is refused with HC0067.</summary>
    public bool OnlyTrustedDocuments { get; init; }

    /// <summary>Most bytes of memory for documents that clients send once and name by their SHA-256 from then on; with zero they cannot.</summary>
    public long AutomaticDocumentBytes { get; init; } = 16 << 20;

    /// <summary>Whether the body may be a list of requests, to be answered by a list of answers.</summary>
    public bool AllowRequestBatching { get; init; }

    /// <summary>Whether <c>variables</c> may be a list, to execute one operation with each.</summary>
    public bool AllowVariableBatching { get; init; }

    /// <summary>Most operations of one batch, requests times variables.</summary>
    public int MaxBatchSize { get; init; } = 1024;

    /// <summary>The folder of the built page for browsers; where it is null or holds no page, a plain one says how to get it.</summary>
    public string? PageFolder { get; init; }
}
