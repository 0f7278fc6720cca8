using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A directive is one of the schema. <see href="https://spec.graphql.org/September2025/#sec-Directives-Are-Defined"/></summary>
internal sealed class DirectivesAreDefined : IDirectivesRule
{
    private const string Section = "sec-Directives-Are-Defined";

    public void Check(DirectiveNode[] directives, DirectiveLocationName location, ValidationContext context)
    {
        foreach (var directive in directives)
        {
            if (!context.Schema.Directives.Contains(directive.Name.Value))
            {
                context.Error(
                    Section,
                    $"The specified directive `{directive.Name}` is not supported by the current schema.",
                    directive,
                    new KeyValuePair<string, object?>("directive", directive.Name.Value));
            }
        }
    }
}
