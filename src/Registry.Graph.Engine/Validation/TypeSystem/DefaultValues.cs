using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>A default value is a value of its type. <see href="https://spec.graphql.org/September2025/#sec-Objects.Type-Validation"/></summary>
internal sealed class DefaultValues : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        foreach (var input in context.Inputs)
        {
            if (input.DefaultLiteral is not { } literal)
            {
                continue;
            }

            var coercion = new InputCoercion(variables: null);
            coercion.Literal(literal, input.Type);
            foreach (var fault in coercion.Faults)
            {
                context.Error($"The default value of `{input}` is none of its type `{input.Type}`: {fault.Reason}", literal.Start);
            }
        }
    }
}
