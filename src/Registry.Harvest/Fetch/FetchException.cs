using System.Net;

namespace Registry.Harvest.Fetch;

/// <summary>Why a document could not be fetched.</summary>
public enum FetchFault
{
    /// <summary>The host cannot be reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>The publisher blocks programs (403, 412, 451, a captcha, a script challenge): obeyed, not circumvented.</summary>
    Blocked,

    /// <summary>The site's robots.txt does not allow the address: obeyed.</summary>
    Disallowed,

    /// <summary>The publisher asks to come back later than we wait (429, 503 with Retry-After).</summary>
    Busy,

    /// <summary>The publisher answers with another error.</summary>
    Refused,

    /// <summary>It took longer than the source allows.</summary>
    TimedOut,

    /// <summary>It is larger than the source allows.</summary>
    TooLarge,

    /// <summary>The host cannot show who it is: its certificate is not trusted, or the handshake failed.</summary>
    Untrusted,

    /// <summary>The body is not in the encoding that the publisher states.</summary>
    Garbled,

    /// <summary>The address leads to a host that is not public.</summary>
    PrivateHost,

    /// <summary>The source names no address.</summary>
    NoAddress,
}

/// <summary>A document that could not be fetched: the run publishes nothing, and no edition stands in for it.</summary>
/// <param name="fault">The kind of fault.</param>
/// <param name="message">What was found and what would have been right.</param>
/// <param name="inner">What the network said.</param>
public sealed class FetchException(FetchFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind of fault.</summary>
    public FetchFault Fault { get; } = fault;

    /// <summary>What the publisher answered; null where it did not answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether it may go well a little later.</summary>
    internal bool MayPass { get; init; }

    /// <summary>How long the publisher asks to be left alone.</summary>
    internal TimeSpan? After { get; init; }
}
