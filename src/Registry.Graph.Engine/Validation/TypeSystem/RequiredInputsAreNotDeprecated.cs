using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>What must be given cannot be deprecated. <see href="https://spec.graphql.org/September2025/#sec--deprecated"/></summary>
internal sealed class RequiredInputsAreNotDeprecated : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        foreach (var input in context.Inputs.Where(input => input.IsRequired && input.DeprecationReason is not null))
        {
            context.Error($"`{input}` is required and cannot be deprecated; make it nullable or give it a default first.", input.Position);
        }
    }
}
