using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>A subscription has exactly one root field, which is no introspection and depends on no condition. <see href="https://spec.graphql.org/September2025/#sec-Single-Root-Field"/></summary>
internal sealed class SingleRootField : IDocumentRule
{
    private const string Section = "sec-Single-Root-Field";

    public void Check(ValidationContext context)
    {
        if (context.Schema.Subscription is null)
        {
            return;
        }

        foreach (var operation in context.Document.Operations)
        {
            if (operation.Operation == OperationType.Subscription)
            {
                Check(operation, context);
            }
        }
    }

    private static void Check(OperationDefinitionNode operation, ValidationContext context)
    {
        var root = new RootFields(context);
        root.Collect(operation.SelectionSet);
        if (root.Conditional.Count > 0)
        {
            context.Error(Section, "The root field of a subscription must not be skipped or included by a directive.", [.. root.Conditional]);
        }

        if (root.Groups.Count > 1)
        {
            context.Error(
                Section,
                "Subscription operations must have exactly one root field.",
                [.. root.Groups.Skip(1).SelectMany(group => group.Select(field => field.Start))]);
        }

        foreach (var group in root.Groups.Where(group => group[0].Name.Value.StartsWith("__", StringComparison.Ordinal)))
        {
            context.Error(
                Section,
                "Subscription must not select an introspection top level field.",
                [.. group.Select(field => field.Start)],
                new KeyValuePair<string, object?>("field", group[0].Name.Value));
        }
    }

    /// <summary>CollectSubscriptionFields(). <see href="https://spec.graphql.org/September2025/#CollectSubscriptionFields()"/></summary>
    private sealed class RootFields(ValidationContext context)
    {
        private readonly Dictionary<string, List<FieldNode>> _byResponseName = new(StringComparer.Ordinal);
        private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

        public List<List<FieldNode>> Groups { get; } = [];

        public List<int> Conditional { get; } = [];

        public void Collect(SelectionSetNode selectionSet)
        {
            foreach (var selection in selectionSet.Selections)
            {
                Conditional.AddRange(selection.Directives.Where(directive => directive.Name.Value is "skip" or "include").Select(directive => directive.Start));
                Collect(selection);
            }
        }

        private void Collect(SelectionNode selection)
        {
            switch (selection)
            {
                case FieldNode field:
                    Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition):
                    Collect(inline.SelectionSet);
                    break;
                case FragmentSpreadNode spread when _visited.Add(spread.Name.Value):
                    if (context.Fragment(spread.Name.Value) is { } fragment && Applies(fragment.TypeCondition))
                    {
                        Collect(fragment.SelectionSet);
                    }

                    break;
            }
        }

        private void Add(FieldNode field)
        {
            if (!_byResponseName.TryGetValue(field.ResponseName, out var group))
            {
                _byResponseName[field.ResponseName] = group = [];
                Groups.Add(group);
            }

            group.Add(field);
        }

        private bool Applies(NamedTypeNode? condition) =>
            condition is null || context.Schema.Types.Find(condition.Name)?.IsPossible(context.Schema.Subscription!) == true;
    }
}
