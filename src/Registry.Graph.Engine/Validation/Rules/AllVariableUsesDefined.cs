using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>An operation defines every variable that it, or a fragment that it reaches, uses. <see href="https://spec.graphql.org/September2025/#sec-All-Variable-Uses-Defined"/></summary>
internal sealed class AllVariableUsesDefined : IDocumentRule
{
    private const string Section = "sec-All-Variable-Uses-Defined";

    public void Check(ValidationContext context)
    {
        foreach (var operation in context.Document.Operations)
        {
            var defined = operation.Variables.Select(definition => definition.Variable.Name.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var definition in context.Reached(operation))
            {
                Check(operation, defined, context.UseOf(definition), context);
            }
        }
    }

    private static void Check(OperationDefinitionNode operation, HashSet<string> defined, DefinitionUse uses, ValidationContext context)
    {
        foreach (var use in uses.Variables)
        {
            if (!defined.Contains(use.Variable.Name.Value))
            {
                context.Error(
                    Section,
                    $"The following variables were not declared: {use.Variable.Name}.",
                    [use.Variable.Start, operation.Start],
                    new KeyValuePair<string, object?>("variable", use.Variable.Name.Value));
            }
        }
    }
}
