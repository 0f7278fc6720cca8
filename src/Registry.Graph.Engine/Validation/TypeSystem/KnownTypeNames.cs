using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>A type that is referred to is defined. <see href="https://spec.graphql.org/September2025/#sec-Type-References"/></summary>
internal sealed class KnownTypeNames : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        var known = context.Types.Where(type => !type.IsExtension).Select(type => type.Name.Value)
            .Concat(BuiltIns.Specification.Definitions.OfType<TypeDefinitionNode>().Select(type => type.Name.Value))
            .Concat(context.Extended?.Types.Select(type => type.Name) ?? [])
            .ToHashSet(StringComparer.Ordinal);
        foreach (var reference in context.Document.Definitions.OfType<TypeSystemNode>().SelectMany(References))
        {
            if (!known.Contains(reference.Name))
            {
                context.Error($"The type `{reference.Name}` is not defined.", reference.Start);
            }
        }
    }

    private static IEnumerable<NamedTypeNode> References(TypeSystemNode node) => node switch
    {
        SchemaDefinitionNode schema => schema.OperationTypes.Select(root => root.Type),
        ComplexTypeDefinitionNode complex => complex.Interfaces.Concat(complex.Fields.SelectMany(field => References(field.Arguments).Append(Named(field.Type)))),
        UnionTypeDefinitionNode union => union.Members,
        InputObjectTypeDefinitionNode input => References(input.Fields),
        DirectiveDefinitionNode directive => References(directive.Arguments),
        _ => [],
    };

    private static IEnumerable<NamedTypeNode> References(InputValueDefinitionNode[] inputs) => inputs.Select(input => Named(input.Type));

    private static NamedTypeNode Named(TypeNode type) => type switch
    {
        ListTypeNode list => Named(list.ItemType),
        NonNullTypeNode nonNull => Named(nonNull.NullableType),
        _ => (NamedTypeNode)type,
    };
}
