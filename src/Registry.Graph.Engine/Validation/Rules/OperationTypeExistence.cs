using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>An operation is of a kind that the schema has a root type for. <see href="https://spec.graphql.org/September2025/#sec-Operation-Type-Existence"/></summary>
internal sealed class OperationTypeExistence : IOperationRule
{
    private const string Section = "sec-Operation-Type-Existence";

    public void Check(OperationDefinitionNode operation, ValidationContext context)
    {
        if (context.Schema.RootType(operation.Operation) is null)
        {
            context.Error(
                Section,
                $"This GraphQL schema does not support `{operation.Operation}` operations.",
                operation,
                new KeyValuePair<string, object?>("operationType", operation.Operation.ToString()));
        }
    }
}
