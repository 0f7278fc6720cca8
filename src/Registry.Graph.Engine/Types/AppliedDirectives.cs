using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>The directives that a type system document applies.</summary>
internal static class AppliedDirectives
{
    /// <summary>The names of all of them.</summary>
    public static HashSet<string> NamesIn(DocumentNode document) =>
        document.Definitions.OfType<TypeSystemNode>().SelectMany(Of).Select(directive => directive.Name.Value).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<DirectiveNode> Of(TypeSystemNode node) => node.Directives.Concat(node switch
    {
        ComplexTypeDefinitionNode complex => complex.Fields.SelectMany(field => field.Directives.Concat(Of(field.Arguments))),
        InputObjectTypeDefinitionNode input => Of(input.Fields),
        EnumTypeDefinitionNode enumeration => enumeration.Values.SelectMany(value => value.Directives),
        DirectiveDefinitionNode directive => Of(directive.Arguments),
        _ => [],
    });

    private static IEnumerable<DirectiveNode> Of(InputValueDefinitionNode[] inputs) => inputs.SelectMany(input => input.Directives);
}
