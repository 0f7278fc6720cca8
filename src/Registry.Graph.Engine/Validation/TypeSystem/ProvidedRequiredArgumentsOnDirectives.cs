using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>A directive that is applied is given its required arguments. <see href="https://spec.graphql.org/September2025/#sec-Required-Arguments"/></summary>
internal sealed class ProvidedRequiredArgumentsOnDirectives : ITypeSystemRule
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
        foreach (var argument in definition.Arguments)
        {
            var isRequired = argument is { Type: NonNullTypeNode, DefaultValue: null };
            if (isRequired && !Array.Exists(directive.Arguments, given => given.Name.Value == argument.Name.Value))
            {
                context.Error(
                    $"The argument `{argument.Name}` of type `{Printer.Print(argument.Type)}` is required by the directive `@{directive.Name}`.",
                    directive.Start);
            }
        }
    }
}
