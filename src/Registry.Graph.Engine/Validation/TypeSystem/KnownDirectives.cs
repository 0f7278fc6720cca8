using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>A directive that is applied is defined, and for that location. <see href="https://spec.graphql.org/September2025/#sec-Directives-Are-in-Valid-Locations"/></summary>
internal sealed class KnownDirectives : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        foreach (var applied in context.Applied)
        {
            foreach (var directive in applied.Directives)
            {
                Check(context, directive, applied.Location.ToString());
            }
        }
    }

    private static void Check(TypeSystemContext context, DirectiveNode directive, string location)
    {
        if (context.Directive(directive.Name.Value) is not { } definition)
        {
            context.Error($"The directive `@{directive.Name}` is not defined.", directive.Start);
        }
        else if (!Array.Exists(definition.Locations, allowed => allowed.Value == location))
        {
            context.Error($"The directive `@{directive.Name}` may not be used on {location}.", directive.Start);
        }
    }
}
