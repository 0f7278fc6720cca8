using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>An operation without a name is the only one of its document. <see href="https://spec.graphql.org/September2025/#sec-Lone-Anonymous-Operation"/></summary>
internal sealed class LoneAnonymousOperation : IDocumentRule
{
    private const string Section = "sec-Lone-Anonymous-Operation";

    public void Check(ValidationContext context)
    {
        var operations = context.Document.Operations.ToList();
        foreach (var operation in operations)
        {
            if (operation.Name is null && operations.Count > 1)
            {
                context.Error(
                    Section,
                    "GraphQL allows a short-hand form for defining query operations when only that one operation exists in the document.",
                    operation,
                    new KeyValuePair<string, object?>("operations", operations.Count));
            }
        }
    }
}
