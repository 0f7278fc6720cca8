using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A directive stands where its definition allows it. <see href="https://spec.graphql.org/September2025/#sec-Directives-Are-in-Valid-Locations"/></summary>
internal sealed class DirectivesAreInValidLocations : IDirectivesRule
{
    private const string Section = "sec-Directives-Are-in-Valid-Locations";

    public void Check(DirectiveNode[] directives, DirectiveLocationName location, ValidationContext context)
    {
        foreach (var directive in directives)
        {
            if (context.Schema.Directives.TryGet(directive.Name.Value, out var definition) && !definition.IsAllowedAt(location))
            {
                context.Error(
                    Section,
                    "The specified directive is not valid the current location.",
                    directive,
                    new KeyValuePair<string, object?>("directive", directive.Name.Value),
                    new KeyValuePair<string, object?>("location", location.ToString()));
            }
        }
    }
}
