using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>A directive that is not repeatable is applied once at a location; a type or schema is one location with its extensions. <see href="https://spec.graphql.org/September2025/#sec-Directives-Are-Unique-per-Location"/></summary>
internal sealed class UniqueDirectivesPerLocation : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        var byOwner = new Dictionary<string, Dictionary<string, DirectiveNode>>(StringComparer.Ordinal);
        foreach (var applied in context.Applied)
        {
            var known = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
            if (applied.Owner is not null && !byOwner.TryAdd(applied.Owner, known))
            {
                known = byOwner[applied.Owner];
            }

            Check(context, applied.Directives, known);
        }
    }

    private static void Check(TypeSystemContext context, DirectiveNode[] directives, Dictionary<string, DirectiveNode> known)
    {
        foreach (var directive in directives)
        {
            var isUnique = context.Directive(directive.Name.Value) is { IsRepeatable: false };
            if (isUnique && !known.TryAdd(directive.Name.Value, directive))
            {
                context.Error(
                    $"The directive `@{directive.Name}` can only be used once at this location.",
                    known[directive.Name.Value].Start,
                    directive.Start);
            }
        }
    }
}
