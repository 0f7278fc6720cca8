using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Every variable of an operation is used by it or by a fragment that it reaches. <see href="https://spec.graphql.org/September2025/#sec-All-Variables-Used"/></summary>
internal sealed class AllVariablesUsed : IDocumentRule
{
    private const string Section = "sec-All-Variables-Used";

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
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in context.Reached(operation))
        {
            foreach (var use in context.UseOf(definition).Variables)
            {
                used.Add(use.Variable.Name.Value);
            }
        }

        foreach (var definition in operation.Variables)
        {
            if (!used.Contains(definition.Variable.Name.Value))
            {
                context.Error(
                    Section,
                    $"The following variables were not used: {definition.Variable.Name}.",
                    definition,
                    new KeyValuePair<string, object?>("variable", definition.Variable.Name.Value));
            }
        }
    }
}
