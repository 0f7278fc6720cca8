using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Validation;

/// <summary>
/// What following the fragments of a document would take, worked out without following them: each fragment is measured once, after those
/// that it spreads. So a chain or a tree of fragments is refused before anything descends into it. Spreads that close a cycle count
/// as nothing here; they have a rule of their own.
/// </summary>
internal sealed class FragmentLimits
{
    private readonly ValidationContext _context;
    private readonly Dictionary<FragmentDefinitionNode, Measure> _measures = new(ReferenceEqualityComparer.Instance);
    private long _visits;

    private FragmentLimits(ValidationContext context) => _context = context;

    /// <summary>Whether the document is refused; the error then stands in the context.</summary>
    public static bool Refuse(ValidationContext context) => new FragmentLimits(context).RefuseAny();

    private bool RefuseAny()
    {
        foreach (var fragment in _context.Document.Fragments)
        {
            MeasureFrom(fragment);
        }

        foreach (var definition in _context.Document.Definitions.OfType<ExecutableDefinitionNode>())
        {
            if (Refuse(definition))
            {
                return true;
            }
        }

        return false;
    }

    private bool Refuse(ExecutableDefinitionNode definition)
    {
        var options = _context.Options;
        var (visits, depth, nesting) = Total(Outline.Of(definition.SelectionSet));
        _visits += definition is OperationDefinitionNode ? visits : 0;
        if (Math.Max(visits, _visits) > options.MaxFragmentVisits)
        {
            _context.Abort(
                ErrorCodes.TooManyFragmentVisits,
                $"Following the fragments of the document takes more than {options.MaxFragmentVisits} visits. Validation aborted.",
                options.MaxFragmentVisits,
                [definition.Start]);
            return true;
        }

        if (depth > options.MaxDepth)
        {
            _context.Abort(
                ErrorCodes.OperationTooDeep,
                $"The GraphQL document has an execution depth of {depth} which exceeds the max allowed execution depth of {options.MaxDepth}.",
                options.MaxDepth,
                [definition.Start]);
            return true;
        }

        if (nesting > options.MaxNesting)
        {
            _context.Abort(
                ErrorCodes.OperationTooDeep,
                $"The GraphQL document nests selection sets and fragments {nesting} levels deep, which exceeds the max allowed nesting of {options.MaxNesting}.",
                options.MaxNesting,
                [definition.Start]);
            return true;
        }

        return false;
    }

    // Depth first with a stack of our own; a fragment is measured when those that it spreads are.
    private void MeasureFrom(FragmentDefinitionNode root)
    {
        var open = new Stack<(FragmentDefinitionNode Fragment, Outline Outline, int Next)>();
        Open(root, open);
        while (open.TryPop(out var top))
        {
            if (top.Next == top.Outline.Spreads.Count)
            {
                _measures[top.Fragment] = Total(top.Outline);
                continue;
            }

            open.Push(top with { Next = top.Next + 1 });
            if (_context.Fragment(top.Outline.Spreads[top.Next].Name) is { } fragment)
            {
                Open(fragment, open);
            }
        }
    }

    private void Open(FragmentDefinitionNode fragment, Stack<(FragmentDefinitionNode Fragment, Outline Outline, int Next)> open)
    {
        if (_measures.TryAdd(fragment, default))
        {
            open.Push((fragment, Outline.Of(fragment.SelectionSet), 0));
        }
    }

    private Measure Total(Outline outline)
    {
        var visits = 0L;
        var (depth, nesting) = (outline.Depth, outline.Nesting);
        foreach (var spread in outline.Spreads)
        {
            var inner = _context.Fragment(spread.Name) is { } fragment ? _measures.GetValueOrDefault(fragment) : default;
            visits += 1 + inner.Visits;
            depth = Math.Max(depth, spread.Depth + inner.Depth);
            nesting = Math.Max(nesting, spread.Nesting + inner.Nesting);
        }

        return new Measure((int)Math.Min(visits, int.MaxValue / 2), depth, nesting);
    }

    /// <summary>Spreads followed, fields nested, selection sets nested.</summary>
    private readonly record struct Measure(int Visits, int Depth, int Nesting);

    /// <summary>How deep a selection set goes by itself, and which fragments it spreads where.</summary>
    private sealed class Outline
    {
        public int Depth { get; private set; }

        public int Nesting { get; private set; }

        public List<(string Name, int Depth, int Nesting)> Spreads { get; } = [];

        public static Outline Of(SelectionSetNode selectionSet)
        {
            var outline = new Outline();
            outline.Add(selectionSet, depth: 0, nesting: 1);
            return outline;
        }

        private void Add(SelectionSetNode selectionSet, int depth, int nesting)
        {
            Nesting = Math.Max(Nesting, nesting);
            foreach (var selection in selectionSet.Selections)
            {
                Add(selection, depth, nesting);
            }
        }

        private void Add(SelectionNode selection, int depth, int nesting)
        {
            switch (selection)
            {
                case FieldNode field:
                    Depth = Math.Max(Depth, depth + 1);
                    if (field.SelectionSet is not null)
                    {
                        Add(field.SelectionSet, depth + 1, nesting + 1);
                    }

                    break;
                case InlineFragmentNode inline:
                    Add(inline.SelectionSet, depth, nesting + 1);
                    break;
                case FragmentSpreadNode spread:
                    Spreads.Add((spread.Name.Value, depth, nesting));
                    break;
            }
        }
    }
}
