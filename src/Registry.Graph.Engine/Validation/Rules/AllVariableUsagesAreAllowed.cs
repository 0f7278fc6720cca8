using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>The type of a variable fits wherever the variable is used. <see href="https://spec.graphql.org/September2025/#sec-All-Variable-Usages-Are-Allowed"/></summary>
internal sealed class AllVariableUsagesAreAllowed : IDocumentRule
{
    private const string Section = "sec-All-Variable-Usages-Are-Allowed";

    public void Check(ValidationContext context)
    {
        foreach (var operation in context.Document.Operations)
        {
            if (operation.Variables.Length > 0)
            {
                Check(operation, context);
            }
        }
    }

    private static void Check(OperationDefinitionNode operation, ValidationContext context)
    {
        var definitions = operation.Variables.DistinctBy(definition => definition.Variable.Name.Value)
            .ToDictionary(definition => definition.Variable.Name.Value, StringComparer.Ordinal);
        foreach (var reached in context.Reached(operation))
        {
            foreach (var use in context.UseOf(reached).Variables)
            {
                if (definitions.TryGetValue(use.Variable.Name.Value, out var definition))
                {
                    Check(definition, use, context);
                }
            }
        }
    }

    private static void Check(VariableDefinitionNode definition, VariableUse use, ValidationContext context)
    {
        if (context.Schema.TypeOf(definition.Type) is not { } type || use.Type is null)
        {
            return;
        }

        if (!IsAllowed(definition, type, use))
        {
            context.Error(
                Section,
                $"The variable `{use.Variable.Name}` is not compatible with the type of the current location.",
                [definition.Start, use.Variable.Start],
                new KeyValuePair<string, object?>("variable", use.Variable.Name.Value),
                new KeyValuePair<string, object?>("variableType", type.ToString()),
                new KeyValuePair<string, object?>("locationType", use.Type.ToString()));
        }
        else if (use.OneOf is not null && !type.IsNonNull)
        {
            OneOf.Error(context, use.OneOf, ErrorCodes.OneOfVariableMayBeNull, definition, use.Variable);
        }
    }

    // https://spec.graphql.org/September2025/#IsVariableUsageAllowed()
    private static bool IsAllowed(VariableDefinitionNode definition, GraphQLType type, VariableUse use)
    {
        if (!use.Type!.IsNonNull || type.IsNonNull)
        {
            return type.IsSubtypeOf(use.Type);
        }

        var hasDefault = definition.DefaultValue is not null and not NullValueNode;
        return (hasDefault || use.HasDefault) && type.IsSubtypeOf(use.Type.NullableType);
    }
}
