using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>There is one schema definition at most. <see href="https://spec.graphql.org/September2025/#sec-Schema"/></summary>
internal sealed class LoneSchemaDefinition : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        var isDefined = context.Extended is { } schema && Enum.GetValues<OperationType>().Any(operation => schema.RootType(operation) is not null);
        foreach (var definition in context.Schemas.Where(node => !node.IsExtension))
        {
            if (isDefined)
            {
                context.Error("There can be only one schema definition.", definition.Start);
            }

            isDefined = true;
        }
    }
}
