using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine;

/// <summary>
/// One entry of the <c>errors</c> list of a response: what was found, where, and what would have been right.
/// <see href="https://spec.graphql.org/September2025/#sec-Errors"/>
/// </summary>
/// <param name="Message">A description for the developer who wrote the request.</param>
public sealed record GraphQLError(string Message)
{
    /// <summary>Where in the document the error was found; empty where it belongs to no place.</summary>
    public IReadOnlyList<SourceLocation> Locations { get; init; } = [];

    /// <summary>The response path of a field error: response names (<see cref="string"/>) and list indices (<see cref="int"/>).</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>The value of <c>extensions.code</c>; null where the error bears none, as validation errors do.</summary>
    public string? Code { get; init; }

    /// <summary>Further entries of <c>extensions</c>, in the order in which they are written after <c>code</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Extensions { get; init; } = [];
}
