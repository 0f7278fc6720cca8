
namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Fragments of a document have different names. <see href="https://spec.graphql.org/September2025/#sec-Fragment-Name-Uniqueness"/></summary>
internal sealed class FragmentNameUniqueness : IDocumentRule
{
    private const string Section = "sec-Fragment-Name-Uniqueness";

    public void Check(ValidationContext context)
    {
        foreach (var fragment in context.Document.Fragments)
        {
            var first = context.Fragment(fragment.Name.Value)!;
            if (!ReferenceEquals(first, fragment))
            {
                context.Error(
                    Section,
                    $"There are multiple fragments with the name `{fragment.Name}`.",
                    [first.Name.Start, fragment.Name.Start],
                    new KeyValuePair<string, object?>("fragment", fragment.Name.Value));
            }
        }
    }
}
