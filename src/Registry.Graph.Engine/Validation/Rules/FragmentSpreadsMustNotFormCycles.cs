using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>No fragment spreads itself, directly or through others. <see href="https://spec.graphql.org/September2025/#sec-Fragment-Spreads-Must-Not-Form-Cycles"/></summary>
internal sealed class FragmentSpreadsMustNotFormCycles : IDocumentRule
{
    private const string Section = "sec-Fragment-Spreads-Must-Not-Form-Cycles";

    public void Check(ValidationContext context)
    {
        var search = new Search(context);
        foreach (var fragment in context.Document.Fragments)
        {
            search.From(fragment);
        }
    }

    /// <summary>A search in depth; how deep it goes has been bounded by <see cref="ValidationOptions.MaxNesting"/>.</summary>
    private sealed class Search(ValidationContext context)
    {
        private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _depthOf = new(StringComparer.Ordinal);
        private readonly List<FragmentSpreadNode> _path = [];

        public void From(FragmentDefinitionNode fragment)
        {
            if (context.IsFull || !_visited.Add(fragment.Name.Value))
            {
                return;
            }

            _depthOf[fragment.Name.Value] = _path.Count;
            foreach (var spread in context.UseOf(fragment).Spreads)
            {
                Follow(spread);
            }

            _depthOf.Remove(fragment.Name.Value);
        }

        private void Follow(FragmentSpreadNode spread)
        {
            _path.Add(spread);
            if (_depthOf.TryGetValue(spread.Name.Value, out var depth))
            {
                Report(spread, _path[depth..]);
            }
            else if (context.Fragment(spread.Name.Value) is { } fragment)
            {
                From(fragment);
            }

            _path.RemoveAt(_path.Count - 1);
        }

        private void Report(FragmentSpreadNode spread, List<FragmentSpreadNode> cycle) => context.Error(
            Section,
            "The graph of fragment spreads must not form any cycles including spreading itself. "
                + "Otherwise an operation could infinitely spread or infinitely execute on cycles in the underlying data.",
            [.. cycle.Select(node => node.Start)],
            new KeyValuePair<string, object?>("fragment", spread.Name.Value));
    }
}
