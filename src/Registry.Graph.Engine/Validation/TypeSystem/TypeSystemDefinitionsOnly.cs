using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>A schema is made of type system definitions and extensions alone. <see href="https://spec.graphql.org/September2025/#sec-Type-System"/></summary>
internal sealed class TypeSystemDefinitionsOnly : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is ExecutableDefinitionNode)
            {
                context.Error("A schema is made of type system definitions alone; operations and fragments are for requests.", definition.Start);
            }
        }
    }
}
