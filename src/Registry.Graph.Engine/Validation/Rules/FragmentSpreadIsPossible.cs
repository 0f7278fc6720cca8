using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Some object type is possible both where a fragment stands and under its type condition. <see href="https://spec.graphql.org/September2025/#sec-Fragment-Spread-Is-Possible"/></summary>
internal sealed class FragmentSpreadIsPossible : IFragmentSpreadRule, IInlineFragmentRule
{
    private const string Section = "sec-Fragment-Spread-Is-Possible";

    public void Check(FragmentSpreadNode spread, ValidationContext context)
    {
        if (context.Fragment(spread.Name.Value) is { } fragment)
        {
            Check(fragment.TypeCondition, $"The parent type does not match the type condition on the fragment `{spread.Name}`.", spread, context);
        }
    }

    public void Check(InlineFragmentNode fragment, ValidationContext context)
    {
        if (fragment.TypeCondition is not null)
        {
            Check(fragment.TypeCondition, "The parent type does not match the type condition on the fragment.", fragment, context);
        }
    }

    private static void Check(NamedTypeNode condition, string message, Node at, ValidationContext context)
    {
        var type = context.Schema.Types.Find(condition.Name);
        if (type is not { IsComposite: true } || context.ParentType is not { } parent || Overlap(type, parent))
        {
            return;
        }

        context.Error(
            Section,
            message,
            at,
            new KeyValuePair<string, object?>("typeCondition", type.Name),
            new KeyValuePair<string, object?>("selectionSetType", parent.Name));
    }

    private static bool Overlap(NamedType one, NamedType other)
    {
        if (ReferenceEquals(one, other))
        {
            return true;
        }

        foreach (var type in one.PossibleTypes)
        {
            if (other.IsPossible(type))
            {
                return true;
            }
        }

        return false;
    }
}
