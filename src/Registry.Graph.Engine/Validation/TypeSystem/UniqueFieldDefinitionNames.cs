using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Fields of a type, its extensions included, have different names. <see href="https://spec.graphql.org/September2025/#sec-Objects.Type-Validation"/></summary>
internal sealed class UniqueFieldDefinitionNames : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        foreach (var parts in context.Types.GroupBy(type => type.Name.Value, StringComparer.Ordinal))
        {
            UniqueMembers.Check(context, parts.Key, "Field", parts.SelectMany(Names), name => IsField(context.Extended?.Types.Find(parts.Key), name));
        }
    }

    private static IEnumerable<Name> Names(TypeDefinitionNode type) => type switch
    {
        ComplexTypeDefinitionNode complex => complex.Fields.Select(field => field.Name),
        InputObjectTypeDefinitionNode input => input.Fields.Select(field => field.Name),
        _ => [],
    };

    private static bool IsField(NamedType? type, string name) => type switch
    {
        ComplexType complex => complex.Fields.Contains(name),
        InputObjectType input => input.Fields.Contains(name),
        _ => false,
    };
}
