using System.Net;

namespace Registry.Harvest.Fetch;

/// <summary>Why a document could not be fetched.</summary>
public enum FetchFault
{
    /// <summary>The host cannot be reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>The publisher refuses (403, 412, 429, 451): obeyed, not circumvented.</summary>
    Blocked,

    /// <summary>The publisher answers with another error.</summary>
    Refused,

    /// <summary>It took longer than the source allows.</summary>
    TimedOut,

    /// <summary>It is larger than the source allows.</summary>
    TooLarge,

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
}
