using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Object types, interfaces and input objects have fields, enums values and unions members, each once. <see href="https://spec.graphql.org/September2025/#sec-Types"/></summary>
internal sealed class TypesHaveMembers : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        foreach (var type in context.Types)
        {
            var missing = type switch
            {
                ComplexType { Fields.Count: 0 } => "fields",
                InputObjectType { Fields.Count: 0 } => "fields",
                EnumType { Values.Count: 0 } => "values",
                UnionType { PossibleTypes.Count: 0 } => "members",
                _ => null,
            };
            if (missing is not null)
            {
                context.Error($"The type `{type}` has no {missing}; it must have at least one.", type.Position);
            }
        }

        foreach (var union in context.Types.OfType<UnionType>())
        {
            foreach (var group in union.PossibleTypes.GroupBy(member => member).Where(group => group.Skip(1).Any()))
            {
                context.Error($"The union `{union}` can have the member `{group.Key}` only once.", union.Position);
            }
        }
    }
}
