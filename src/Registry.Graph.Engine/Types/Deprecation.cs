using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary><c>@deprecated</c>. <see href="https://spec.graphql.org/September2025/#sec--deprecated"/></summary>
internal static class Deprecation
{
    public const string DefaultReason = "No longer supported";

    /// <summary>The reason that the directive gives or leaves to its default; null where it is not applied.</summary>
    public static string? ReasonOf(IEnumerable<DirectiveNode> directives)
    {
        var deprecated = directives.FirstOrDefault(directive => directive.Name.Value == "deprecated");
        return deprecated is null
            ? null
            : deprecated.Arguments.FirstOrDefault(argument => argument.Name.Value == "reason")?.Value is StringValueNode reason
                ? reason.Value
                : DefaultReason;
    }
}
