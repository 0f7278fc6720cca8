using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Values of an enum, its extensions included, have different names. <see href="https://spec.graphql.org/September2025/#sec-Enums.Type-Validation"/></summary>
internal sealed class UniqueEnumValueNames : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        foreach (var parts in context.Types.OfType<EnumTypeDefinitionNode>().GroupBy(type => type.Name.Value, StringComparer.Ordinal))
        {
            var extended = context.Extended?.Types.Find(parts.Key) as EnumType;
            UniqueMembers.Check(
                context,
                parts.Key,
                "Enum value",
                parts.SelectMany(part => part.Values).Select(value => value.Name),
                name => extended?.Values.Contains(name) == true);
        }
    }
}
