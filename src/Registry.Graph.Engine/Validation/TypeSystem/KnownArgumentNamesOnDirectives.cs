using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>An argument of a directive that is applied is defined. <see href="https://spec.graphql.org/September2025/#sec-Argument-Names"/></summary>
internal sealed class KnownArgumentNamesOnDirectives : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        foreach (var directive in context.Applied.SelectMany(applied => applied.Directives))
        {
            if (context.Directive(directive.Name.Value) is { } definition)
            {
                Check(context, directive, definition);
            }
        }
    }

    private static void Check(TypeSystemContext context, DirectiveNode directive, DirectiveDefinitionNode definition)
    {
        foreach (var argument in directive.Arguments)
        {
            if (!Array.Exists(definition.Arguments, known => known.Name.Value == argument.Name.Value))
            {
                context.Error($"The directive `@{directive.Name}` has no argument `{argument.Name}`.", argument.Start);
            }
        }
    }
}
