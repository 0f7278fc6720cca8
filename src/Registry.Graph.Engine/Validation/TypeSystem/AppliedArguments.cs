using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Arguments of directives that are applied are values of their types. <see href="https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type"/></summary>
internal sealed class AppliedArguments : ISchemaRule
{
    public void Check(SchemaContext context)
    {
        IEnumerable<ISchemaMember> members =
        [
            .. context.Types,
            .. context.ComplexTypes.SelectMany(type => type.Fields),
            .. context.Types.OfType<EnumType>().SelectMany(type => type.Values),
            .. context.Inputs,
        ];
        foreach (var directive in members.SelectMany(member => member.AppliedDirectives).Concat(context.Schema.AppliedDirectives))
        {
            Check(context, directive);
        }
    }

    private static void Check(SchemaContext context, DirectiveNode directive)
    {
        var definition = context.Schema.Directives.Find(directive.Name.Value);
        foreach (var argument in directive.Arguments)
        {
            if (definition?.Arguments.Find(argument.Name.Value) is not { Type.IsInputType: true } expected)
            {
                continue;
            }

            var coercion = new InputCoercion(variables: null);
            coercion.Literal(argument.Value, expected.Type);
            foreach (var fault in coercion.Faults)
            {
                context.Error($"The argument `{expected}` has a value that is none of its type `{expected.Type}`: {fault.Reason}", argument.Value.Start);
            }
        }
    }
}
