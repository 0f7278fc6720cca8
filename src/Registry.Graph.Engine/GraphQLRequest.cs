using System.Text;
using System.Text.Json;

namespace Registry.Graph.Engine;

/// <summary>A request as a transport received it. <see href="https://spec.graphql.org/September2025/#request"/></summary>
/// <param name="Document">The text of the document as UTF-8; it must not change while the request runs.</param>
public sealed record GraphQLRequest(ReadOnlyMemory<byte> Document)
{
    /// <summary>The operation to execute; may be null where the document has one.</summary>
    public string? OperationName { get; init; }

    /// <summary>The values of the variables: an object, null, or undefined.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>Whether only queries may be executed, as for HTTP GET.</summary>
    public bool OnlyQueries { get; init; }

    /// <summary>
    /// Whether the answer may come in several payloads where the document says @defer or @stream; else they are ignored and it comes at once.
    /// </summary>
    public bool AllowsIncremental { get; init; }

    /// <summary>What to do with the cost of the request besides refusing too high a one.</summary>
    public CostMode Cost { get; init; }

    /// <summary>A request for the document in this text.</summary>
    public static GraphQLRequest Of(string document) => new(Encoding.UTF8.GetBytes(document));
}

/// <summary>What is answered about the cost of a request.</summary>
public enum CostMode
{
    /// <summary>Nothing, unless it is refused.</summary>
    Silent,

    /// <summary>The answer, with its cost in <c>extensions.operationCost</c>.</summary>
    Report,

    /// <summary>Only the cost; nothing is executed.</summary>
    Validate,
}
