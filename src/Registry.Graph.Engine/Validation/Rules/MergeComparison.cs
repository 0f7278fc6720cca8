using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Validation.Rules;

/// <summary>Two fields of one response name that cannot be merged, each followed by the fields below it that are the reason.</summary>
/// <param name="Reason">Why they cannot be merged.</param>
/// <param name="First">The one field, and then fields below it.</param>
/// <param name="Second">The other field, and then fields below it.</param>
internal sealed record MergeConflict(string Reason, List<FieldNode> First, List<FieldNode> Second);

/// <summary>
/// FieldsInSetCanMerge(set), pair by pair. A selection set stands for the fields in it and for the fragments that it spreads; a fragment
/// is compared with another, or with a selection set, once in the whole document, and not by expanding it anew wherever it is
/// spread. Every comparison is counted: past <see cref="ValidationOptions.MaxMergeComparisons"/> the document is refused.
/// <see href="https://spec.graphql.org/September2025/#FieldsInSetCanMerge()"/>
/// </summary>
internal sealed class MergeComparison(ValidationContext context)
{
    // A document made to be dear is most often the first of its kind, which code that is only compiled well after many calls would answer slowly.
    private const MethodImplOptions Soon = MethodImplOptions.AggressiveOptimization;

    // Two selections that are compared descend along fields together and along fragments one after the other; only fragments in a circle
    // can take more levels than an operation may have.
    private readonly int _maxDescent = context.Options.MaxDepth + (2 * context.Options.MaxNesting);

    private readonly Dictionary<SelectionSetNode, CollectedFields> _collected = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, CollectedFields?> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<long, bool> _fragmentPairs = [];
    private readonly Dictionary<long, bool> _fieldsAndFragments = [];
    private int _comparisons;
    private int _descent;
    private bool _isRefused;

    /// <summary>The conflicts between fields of a selection set, with those of the fragments that it spreads.</summary>
    public IReadOnlyList<MergeConflict> ConflictsWithin(SelectionSetNode selectionSet, NamedType? parentType)
    {
        List<MergeConflict>? conflicts = null;
        var collected = Collect(selectionSet, parentType);
        foreach (var fields in collected.Repeated)
        {
            Within(fields, ref conflicts);
        }

        var fragments = FragmentsOf(collected);
        for (var i = 0; i < fragments.Length && !_isRefused; i++)
        {
            FieldsAndFragment(collected, fragments[i], areExclusive: false, ref conflicts);
            for (var j = i + 1; j < fragments.Length && !_isRefused; j++)
            {
                Fragments(fragments[i], fragments[j], areExclusive: false, ref conflicts);
            }
        }

        return conflicts ?? (IReadOnlyList<MergeConflict>)[];
    }

    [MethodImpl(Soon)]
    private void Within(List<CollectedField> fields, ref List<MergeConflict>? conflicts)
    {
        for (var i = 0; i < fields.Count && !IsEnough(conflicts); i++)
        {
            for (var j = i + 1; j < fields.Count && !IsEnough(conflicts); j++)
            {
                Add(Conflict(fields[i], fields[j], areExclusive: false), ref conflicts);
            }
        }
    }

    [MethodImpl(Soon)]
    private void Between(CollectedFields first, CollectedFields second, bool areExclusive, ref List<MergeConflict>? conflicts)
    {
        if ((first.NameBits & second.NameBits) == 0)
        {
            return;
        }

        var isFirstSmaller = first.ByResponseName.Count <= second.ByResponseName.Count;
        var (fewer, more) = isFirstSmaller ? (first, second) : (second, first);
        foreach (var (name, fields) in fewer.ByResponseName)
        {
            if (more.ByResponseName.TryGetValue(name, out var others))
            {
                Between(isFirstSmaller ? fields : others, isFirstSmaller ? others : fields, areExclusive, ref conflicts);
            }
        }
    }

    [MethodImpl(Soon)]
    private void Between(List<CollectedField> first, List<CollectedField> second, bool areExclusive, ref List<MergeConflict>? conflicts)
    {
        foreach (var field in first)
        {
            foreach (var other in second)
            {
                if (IsEnough(conflicts))
                {
                    return;
                }

                Add(Conflict(field, other, areExclusive), ref conflicts);
            }
        }
    }

    // More conflicts than are told need not be found.
    private bool IsEnough(List<MergeConflict>? conflicts) =>
        _isRefused || conflicts?.Count >= Math.Max(context.Options.MaxErrors, context.Options.MaxLocations);

    [MethodImpl(Soon)]
    private void FieldsAndFragment(CollectedFields fields, CollectedFields fragment, bool areExclusive, ref List<MergeConflict>? conflicts)
    {
        var isNothing = fields.ByResponseName.Count == 0 || ReferenceEquals(fields, fragment);
        if (isNothing || !IsNew(_fieldsAndFragments, Pair(fields, fragment), areExclusive) || !Descend())
        {
            return;
        }

        Between(fields, fragment, areExclusive, ref conflicts);
        foreach (var spread in FragmentsOf(fragment))
        {
            FieldsAndFragment(fields, spread, areExclusive, ref conflicts);
        }

        _descent--;
    }

    [MethodImpl(Soon)]
    private void Fragments(CollectedFields first, CollectedFields second, bool areExclusive, ref List<MergeConflict>? conflicts)
    {
        var pair = first.Id < second.Id ? Pair(first, second) : Pair(second, first);
        if (ReferenceEquals(first, second) || !IsNew(_fragmentPairs, pair, areExclusive) || !Descend())
        {
            return;
        }

        Between(first, second, areExclusive, ref conflicts);
        foreach (var spread in FragmentsOf(second))
        {
            Fragments(first, spread, areExclusive, ref conflicts);
        }

        foreach (var spread in FragmentsOf(first))
        {
            Fragments(spread, second, areExclusive, ref conflicts);
        }

        _descent--;
    }

    [MethodImpl(Soon)]
    private MergeConflict? Conflict(CollectedField first, CollectedField second, bool areExclusive)
    {
        if (!Count() || !Descend())
        {
            return null;
        }

        var conflict = Compare(first, second, areExclusive);
        _descent--;
        return conflict;
    }

    // Two fields of different object types are never asked of one object, so they may differ; the shape of the answer may not.
    [MethodImpl(Soon)]
    private MergeConflict? Compare(CollectedField first, CollectedField second, bool areParentsExclusive)
    {
        var areExclusive = areParentsExclusive
            || (!ReferenceEquals(first.ParentType, second.ParentType) && first.ParentType is ObjectType && second.ParentType is ObjectType);
        var reason = areExclusive ? null : Difference(first.Node, second.Node);
        if (reason is null && first.Type is not null && second.Type is not null && ShapesDiffer(first.Type, second.Type))
        {
            reason = $"they return conflicting types `{first.Type}` and `{second.Type}`";
        }

        if (reason is not null)
        {
            return new MergeConflict(reason, [first.Node], [second.Node]);
        }

        return first.Node.SelectionSet is not null && second.Node.SelectionSet is not null
            ? Below(first, second, SubfieldConflicts(Subfields(first), Subfields(second), areExclusive))
            : null;
    }

    private static MergeConflict? Below(CollectedField first, CollectedField second, List<MergeConflict>? conflicts) => conflicts is null
        ? null
        : new MergeConflict(
            "their subfields conflict: " + string.Join("; ", conflicts.Select(conflict => $"`{conflict.First[0].ResponseName}`, {conflict.Reason}")),
            [first.Node, .. conflicts.SelectMany(conflict => conflict.First)],
            [second.Node, .. conflicts.SelectMany(conflict => conflict.Second)]);

    private CollectedFields Subfields(CollectedField field) => field.Below ??= Collect(field.Node.SelectionSet!, field.Type?.Named);

    [MethodImpl(Soon)]
    private List<MergeConflict>? SubfieldConflicts(CollectedFields first, CollectedFields second, bool areExclusive)
    {
        List<MergeConflict>? conflicts = null;
        Between(first, second, areExclusive, ref conflicts);
        foreach (var spread in FragmentsOf(second))
        {
            FieldsAndFragment(first, spread, areExclusive, ref conflicts);
        }

        foreach (var spread in FragmentsOf(first))
        {
            FieldsAndFragment(second, spread, areExclusive, ref conflicts);
        }

        foreach (var one in FragmentsOf(first))
        {
            foreach (var other in FragmentsOf(second))
            {
                Fragments(one, other, areExclusive, ref conflicts);
            }
        }

        return conflicts;
    }

    [MethodImpl(Soon)]
    private static string? Difference(FieldNode first, FieldNode second)
    {
        if (first.Name.Value != second.Name.Value)
        {
            return $"`{first.Name}` and `{second.Name}` are different fields";
        }

        if (!SameValue.Arguments(first.Arguments, second.Arguments))
        {
            return "they have differing arguments";
        }

        return IsSameStream(first, second) ? null : "they have differing stream directives";
    }

    // Of a list that is streamed there can only be one stream. https://github.com/graphql/graphql-spec/pull/1110
    private static bool IsSameStream(FieldNode first, FieldNode second)
    {
        if (first.Directives.Length == 0 && second.Directives.Length == 0)
        {
            return true;
        }

        var (one, other) = (Stream(first), Stream(second));
        return one is null || other is null ? one == other : SameValue.Arguments(one.Arguments, other.Arguments);
    }

    private static DirectiveNode? Stream(FieldNode field) => Array.Find(field.Directives, directive => directive.Name.Value == "stream");

    // SameResponseShape(fieldA, fieldB) without the subfields. https://spec.graphql.org/September2025/#SameResponseShape()
    [MethodImpl(Soon)]
    private static bool ShapesDiffer(GraphQLType first, GraphQLType second) => (first, second) switch
    {
        (NonNullType one, NonNullType other) => ShapesDiffer(one.NullableType, other.NullableType),
        (NonNullType, _) or (_, NonNullType) => true,
        (ListType one, ListType other) => ShapesDiffer(one.ItemType, other.ItemType),
        (ListType, _) or (_, ListType) => true,
        (NamedType one, NamedType other) => (one.IsLeaf || other.IsLeaf) && !ReferenceEquals(one, other),
        _ => false,
    };

    // What was compared as if never of one object may have to be compared again more strictly.
    [MethodImpl(Soon)]
    private bool IsNew(Dictionary<long, bool> known, long pair, bool areExclusive)
    {
        if (!Count())
        {
            return false;
        }

        ref var wasExclusive = ref CollectionsMarshal.GetValueRefOrAddDefault(known, pair, out var isKnown);
        if (isKnown && (areExclusive || !wasExclusive))
        {
            return false;
        }

        wasExclusive = areExclusive;
        return true;
    }

    // Times an odd number, which keeps pairs apart: the two halves of a long are folded into its hash, where small numbers would meet.
    private static long Pair(CollectedFields first, CollectedFields second) =>
        unchecked((((long)first.Id << 32) | (uint)second.Id) * -7046029254386353131);

    [MethodImpl(Soon)]
    private bool Count()
    {
        if (!_isRefused && ++_comparisons > context.Options.MaxMergeComparisons)
        {
            Refuse();
        }

        return !_isRefused;
    }

    [MethodImpl(Soon)]
    private bool Descend()
    {
        if (_descent == _maxDescent)
        {
            Refuse();
            return false;
        }

        _descent++;
        return true;
    }

    private void Refuse()
    {
        if (_isRefused)
        {
            return;
        }

        _isRefused = true;
        context.Abort(
            ErrorCodes.TooManyMergeComparisons,
            $"Deciding whether the fields of the document can be merged takes more than {context.Options.MaxMergeComparisons} comparisons. Validation aborted.",
            context.Options.MaxMergeComparisons,
            []);
    }

    private static void Add(MergeConflict? conflict, ref List<MergeConflict>? conflicts)
    {
        if (conflict is not null)
        {
            (conflicts ??= []).Add(conflict);
        }
    }

    // The fragments that a selection set spreads; those that are not defined have a rule of their own.
    private CollectedFields[] FragmentsOf(CollectedFields fields) =>
        fields.Fragments ??= [.. fields.Spreads.Select(Fragment).OfType<CollectedFields>()];

    private CollectedFields? Fragment(string name)
    {
        if (!_fragments.TryGetValue(name, out var fields))
        {
            _fragments[name] = fields = context.Fragment(name) is { } definition
                ? Collect(definition.SelectionSet, context.Schema.Types.Find(definition.TypeCondition.Name))
                : null;
        }

        return fields;
    }

    private CollectedFields Collect(SelectionSetNode selectionSet, NamedType? parentType)
    {
        if (!_collected.TryGetValue(selectionSet, out var collected))
        {
            _collected[selectionSet] = collected = CollectedFields.Of(_collected.Count, selectionSet, parentType, context.Schema);
        }

        return collected;
    }
}
