using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>The directives @defer and @stream of a document.</summary>
internal static class IncrementalDirectives
{
    /// <summary>Those that stand in a selection set and below, and whether they stand in it itself, fragments apart.</summary>
    public static IEnumerable<(DirectiveNode Directive, bool IsRoot)> Of(SelectionSetNode root)
    {
        var sets = new Stack<(SelectionSetNode Set, bool IsRoot)>([(root, true)]);
        while (sets.TryPop(out var next))
        {
            for (var i = next.Set.Selections.Length - 1; i >= 0; i--)
            {
                var below = next.Set.Selections[i] switch
                {
                    FieldNode { SelectionSet: { } set } => (set, false),
                    InlineFragmentNode inline => (inline.SelectionSet, next.IsRoot),
                    _ => default((SelectionSetNode, bool)?),
                };
                if (below is { } pushed)
                {
                    sets.Push(pushed);
                }
            }

            foreach (var selection in next.Set.Selections)
            {
                foreach (var directive in selection.Directives)
                {
                    if (directive.Name.Value is "defer" or "stream")
                    {
                        yield return (directive, next.IsRoot);
                    }
                }
            }
        }
    }

    /// <summary>Whether it says <c>if: false</c> or leaves that to a variable.</summary>
    public static bool MayBeOff(DirectiveNode directive) =>
        Array.Find(directive.Arguments, argument => argument.Name.Value == "if")?.Value is VariableNode or BooleanValueNode { Value: false };
}
