using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>OneOf input objects. <see href="https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects"/></summary>
internal static class OneOf
{
    /// <summary>The error of a value that is no OneOf input object.</summary>
    public static void Error(ValidationContext context, InputObjectType type, string code, params ReadOnlySpan<Node> at)
    {
        Span<int> places = stackalloc int[at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            places[i] = at[i].Start;
        }

        context.Refuse(
            code,
            $"The OneOf Input Object `{type}` requires that exactly one field must be supplied and that field must not be `null`.",
            places,
            new KeyValuePair<string, object?>("type", type.Name),
            new KeyValuePair<string, object?>("specifiedBy", "https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects"));
    }
}
