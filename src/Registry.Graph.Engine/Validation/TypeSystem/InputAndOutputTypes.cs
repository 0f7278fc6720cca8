using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Fields have output types, arguments and input fields have input types. <see href="https://spec.graphql.org/September2025/#sec-Input-and-Output-Types"/></summary>
internal sealed class InputAndOutputTypes : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        foreach (var field in context.ComplexTypes.SelectMany(type => type.Fields).Where(field => !field.Type.IsOutputType))
        {
            context.Error($"The type of `{field}` is the input object `{field.Type}`; fields have output types.", field.Position);
        }

        foreach (var input in context.Inputs.Where(input => !input.Type.IsInputType))
        {
            context.Error($"The type of `{input}` is `{input.Type}`, which is no input type.", input.Position);
        }
    }
}
