using Registry.Graph.Engine;

namespace Registry.Graph.Http;

/// <summary>An HTTP request is no GraphQL request; it is answered with a status and one error.</summary>
internal sealed class HttpFault(int status, string message, string code, object? limit = null) : Exception(message)
{
    public int Status { get; } = status;

    public GraphQLError Error { get; } = new(message) { Code = code, Extensions = limit is null ? [] : [new("limit", limit)] };
}

/// <summary>The values of <c>extensions.code</c> that the HTTP transport gives, as Hot Chocolate names them.</summary>
internal static class HttpErrorCodes
{
    /// <summary>The body or the parameters are no GraphQL request.</summary>
    public const string InvalidRequest = "HC0009";

    /// <summary>The body is too large.</summary>
    public const string TooLarge = "HC0010";

    /// <summary>The body, or a parameter, is no JSON.</summary>
    public const string InvalidJson = "HC0012";

    /// <summary>The JSON of a request is nested deeper than 64 levels.</summary>
    public const string JsonTooDeep = "JSON_DEPTH_EXCEEDED";

    /// <summary>Neither a document nor the id of one was given.</summary>
    public const string NoDocument = "HC0013";

    /// <summary>A connection has more operations at once than it may.</summary>
    public const string TooManyOperations = "SOCKET_OPERATIONS_EXCEEDED";

    /// <summary>There is no persisted document of that id.</summary>
    public const string DocumentNotFound = "HC0020";

    /// <summary>The hash of a document is not the hash of the text that came with it.</summary>
    public const string HashMismatch = "PERSISTED_QUERY_HASH_MISMATCH";

    /// <summary>A text was sent where only documents that were written down beforehand are executed.</summary>
    public const string OnlyPersisted = "HC0067";

    /// <summary>A multipart request lacks the header that no page of another site can send unasked.</summary>
    public const string NoPreflight = "HC0077";

    /// <summary>The Accept header cannot be read.</summary>
    public const string InvalidAccept = "HC0064";
}
