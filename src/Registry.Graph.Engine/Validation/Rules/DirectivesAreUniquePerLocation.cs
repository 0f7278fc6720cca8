using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A directive that is not repeatable stands once at a location. <see href="https://spec.graphql.org/September2025/#sec-Directives-Are-Unique-per-Location"/></summary>
internal sealed class DirectivesAreUniquePerLocation : IDirectivesRule
{
    private const string Section = "sec-Directives-Are-Unique-per-Location";

    public void Check(DirectiveNode[] directives, DirectiveLocationName location, ValidationContext context)
    {
        if (directives.Length < 2)
        {
            return;
        }

        var known = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            var isUnique = context.Schema.Directives.Find(directive.Name.Value) is { IsRepeatable: false };
            if (isUnique && !known.TryAdd(directive.Name.Value, directive))
            {
                context.Error(
                    Section,
                    "Only one of each directive is allowed per location.",
                    [known[directive.Name.Value].Start, directive.Start],
                    new KeyValuePair<string, object?>("directive", directive.Name.Value));
            }
        }
    }
}
