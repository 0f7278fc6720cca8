using System.Collections.Concurrent;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>A document that was parsed and found valid, with the plans of its operations.</summary>
internal sealed class PreparedDocument(ExecutableSchema schema, DocumentNode document, int maxSelections)
{
    private readonly OperationDefinitionNode[] _operations = [.. document.Operations];
    private readonly ConcurrentDictionary<OperationDefinitionNode, OperationPlan> _plans = new(concurrencyLevel: 1, capacity: 1, ReferenceEqualityComparer.Instance);

    /// <summary>About what a document of a length takes with its plans: between 50 and 180 times its text was measured, the more the more types it spans.</summary>
    public static long EstimatedBytes(int textBytes) => 2_048 + (100L * textBytes);

    /// <summary>The plan of the operation that a request means. <see href="https://spec.graphql.org/September2025/#GetOperation()"/></summary>
    /// <exception cref="RefusedException">There is no such operation, or it goes past a limit.</exception>
    public OperationPlan Plan(string? operationName)
    {
        var operation = GetOperation(operationName);
        return _plans.TryGetValue(operation, out var known)
            ? known
            : _plans.GetOrAdd(operation, new OperationPlan(schema, document, operation, maxSelections));
    }

    private OperationDefinitionNode GetOperation(string? name)
    {
        if (name is null)
        {
            return _operations is [var only]
                ? only
                : throw NotFound("The operation name can only be omitted if there is just one operation in a GraphQL document.");
        }

        return Array.Find(_operations, operation => operation.Name?.Value == name) ?? throw NotFound($"The specified operation `{name}` cannot be found.");
    }

    private static RefusedException NotFound(string message) => new(new GraphQLError(message) { Code = ErrorCodes.OperationNotFound });
}
