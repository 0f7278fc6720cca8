using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Variables of an operation have different names. <see href="https://spec.graphql.org/September2025/#sec-Variable-Uniqueness"/></summary>
internal sealed class VariableUniqueness : IOperationRule
{
    private const string Section = "sec-Variable-Uniqueness";

    public void Check(OperationDefinitionNode operation, ValidationContext context)
    {
        if (operation.Variables.Length < 2)
        {
            return;
        }

        foreach (var group in operation.Variables.GroupBy(definition => definition.Variable.Name.Value, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
            {
                context.Error(
                    Section,
                    "A document containing operations that define more than one variable with the same name is invalid for execution.",
                    [.. group.Select(definition => definition.Variable.Name.Start)],
                    new KeyValuePair<string, object?>("variable", group.Key));
            }
        }
    }
}
