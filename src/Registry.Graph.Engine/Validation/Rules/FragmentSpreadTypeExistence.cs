using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>The type condition of a fragment is a type of the schema. <see href="https://spec.graphql.org/September2025/#sec-Fragment-Spread-Type-Existence"/></summary>
internal sealed class FragmentSpreadTypeExistence : ITypeConditionRule
{
    private const string Section = "sec-Fragment-Spread-Type-Existence";

    public void Check(NamedTypeNode condition, ValidationContext context)
    {
        if (!context.Schema.Types.Contains(condition.Name))
        {
            context.Error(Section, $"Unknown type `{condition.Name}`.", condition, new KeyValuePair<string, object?>("typeCondition", condition.Name));
        }
    }
}
