using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A fragment that is spread is defined. <see href="https://spec.graphql.org/September2025/#sec-Fragment-Spread-Target-Defined"/></summary>
internal sealed class FragmentSpreadTargetDefined : IFragmentSpreadRule
{
    private const string Section = "sec-Fragment-Spread-Target-Defined";

    public void Check(FragmentSpreadNode spread, ValidationContext context)
    {
        if (context.Fragment(spread.Name.Value) is null)
        {
            context.Error(
                Section,
                $"The specified fragment `{spread.Name}` does not exist.",
                [spread.Name.Start],
                new KeyValuePair<string, object?>("fragment", spread.Name.Value));
        }
    }
}
