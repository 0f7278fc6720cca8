using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.TypeSystem;

/// <summary>Each kind of operation has one root type at most. <see href="https://spec.graphql.org/September2025/#sec-Root-Operation-Types"/></summary>
internal sealed class UniqueOperationTypes : ITypeSystemRule
{
    public void Check(TypeSystemContext context)
    {
        var known = new Dictionary<OperationType, RootOperationTypeNode>();
        foreach (var node in context.Schemas.SelectMany(schema => schema.OperationTypes))
        {
            if (context.Extended?.RootType(node.Operation) is { } type)
            {
                context.Error($"The root type of {Words(node)} is `{type}` already.", node.Start);
            }
            else if (!known.TryAdd(node.Operation, node))
            {
                context.Error($"There can be only one root type of {Words(node)}.", known[node.Operation].Start, node.Start);
            }
        }
    }

    private static string Words(RootOperationTypeNode node) => node.Operation switch
    {
        OperationType.Query => "queries",
        OperationType.Mutation => "mutations",
        _ => "subscriptions",
    };
}
