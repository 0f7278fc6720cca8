using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Operations of a document have different names. <see href="https://spec.graphql.org/September2025/#sec-Operation-Name-Uniqueness"/></summary>
internal sealed class OperationNameUniqueness : IDocumentRule
{
    private const string Section = "sec-Operation-Name-Uniqueness";

    public void Check(ValidationContext context)
    {
        var known = new Dictionary<string, Name>(StringComparer.Ordinal);
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is OperationDefinitionNode { Name: { } name } && !known.TryAdd(name.Value, name))
            {
                context.Error(
                    Section,
                    $"The operation name `{name}` is not unique.",
                    [known[name.Value].Start, name.Start],
                    new KeyValuePair<string, object?>("operation", name.Value));
            }
        }
    }
}
