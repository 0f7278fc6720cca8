using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Fields of a OneOf input object may be null and have no default. <see href="https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects"/></summary>
internal sealed class OneOfInputObjects : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        foreach (var field in context.InputObjects.Where(type => type.IsOneOf).SelectMany(type => type.Fields))
        {
            if (field.Type.IsNonNull)
            {
                context.Error($"The type of `{field}` is `{field.Type}`; fields of a OneOf input object must be nullable.", field.Position);
            }

            if (field.DefaultLiteral is not null)
            {
                context.Error($"`{field}` has a default value; fields of a OneOf input object must have none.", field.Position);
            }
        }
    }
}
