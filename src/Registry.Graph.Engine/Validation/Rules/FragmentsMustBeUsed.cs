using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A fragment is spread by an operation, directly or through other fragments. <see href="https://spec.graphql.org/September2025/#sec-Fragments-Must-Be-Used"/></summary>
internal sealed class FragmentsMustBeUsed : IDocumentRule
{
    private const string Section = "sec-Fragments-Must-Be-Used";

    public void Check(ValidationContext context)
    {
        var used = context.Document.Operations.SelectMany(context.Reached).OfType<FragmentDefinitionNode>()
            .Select(fragment => fragment.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in context.Document.Fragments)
        {
            if (!used.Contains(fragment.Name.Value))
            {
                context.Error(
                    Section,
                    $"The specified fragment `{fragment.Name}` is not used within the current document.",
                    fragment,
                    new KeyValuePair<string, object?>("fragment", fragment.Name.Value));
            }
        }
    }
}
