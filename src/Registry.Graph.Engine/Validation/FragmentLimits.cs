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
        var (visits, depth) = Total(Outline.Of(definition.SelectionSet));
        if (visits > options.MaxFragmentVisits)
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
        var depth = outline.Depth;
        foreach (var (name, at) in outline.Spreads)
        {
            var inner = _context.Fragment(name) is { } fragment ? _measures.GetValueOrDefault(fragment) : default;
            visits += 1 + inner.Visits;
            depth = Math.Max(depth, at + inner.Depth);
        }

        return new Measure((int)Math.Min(visits, int.MaxValue / 2), Math.Min(depth, int.MaxValue / 2));
    }

    private readonly record struct Measure(int Visits, int Depth);

    /// <summary>How deep fields are nested in a selection set itself, and which fragments are spread at which depth.</summary>
    private sealed class Outline
    {
        public int Depth { get; private set; }

        public List<(string Name, int Depth)> Spreads { get; } = [];

        public static Outline Of(SelectionSetNode selectionSet)
        {
            var outline = new Outline();
            outline.Add(selectionSet, depth: 0);
            return outline;
        }

        private void Add(SelectionSetNode selectionSet, int depth)
        {
            foreach (var selection in selectionSet.Selections)
            {
                Add(selection, depth);
            }
        }

        private void Add(SelectionNode selection, int depth)
        {
            switch (selection)
            {
                case FieldNode field:
                    Depth = Math.Max(Depth, depth + 1);
                    if (field.SelectionSet is not null)
                    {
                        Add(field.SelectionSet, depth + 1);
                    }

                    break;
                case InlineFragmentNode inline:
                    Add(inline.SelectionSet, depth);
                    break;
                case FragmentSpreadNode spread:
                    Spreads.Add((spread.Name.Value, depth));
                    break;
            }
        }
    }
}
