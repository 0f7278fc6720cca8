using System.Collections.Immutable;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>
/// What is selected below a field: the selection sets of all merged occurrences. The fields of an object type are collected when that
/// type is first met, so a selection on an interface costs nothing for the types that do not occur.
/// <see href="https://spec.graphql.org/September2025/#CollectSubfields()"/>
/// </summary>
internal sealed class SubSelections(OperationPlan plan, (SelectionSetNode Set, Condition When)[] sets, int depth = 0)
{
    // Most selections have one type and few fields with something below, so a list is searched faster, and is smaller, than a table.
    private ImmutableArray<SelectionSetPlan> _byType = [];
    private ImmutableArray<(FieldGroup Group, SubSelections Below)> _below = [];

    /// <summary>How many fields are around it.</summary>
    public int Depth => depth;

    public SelectionSetPlan For(ObjectType type)
    {
        foreach (var known in _byType)
        {
            if (ReferenceEquals(known.Type, type))
            {
                return known;
            }
        }

        var collected = CollectFields.Of(plan, this, sets, type);
        ImmutableInterlocked.Update(ref _byType, (all, added) => all.Any(known => ReferenceEquals(known.Type, type)) ? all : all.Add(added), collected);
        return _byType.First(known => ReferenceEquals(known.Type, type));
    }

    /// <summary>The selections below one of the fields; types that share a selection share what is below it.</summary>
    public SubSelections Below(FieldGroup group)
    {
        foreach (var (known, below) in _below)
        {
            if (known.Equals(group))
            {
                return below;
            }
        }

        ImmutableInterlocked.Update(
            ref _below, (all, added) => all.Any(known => known.Group.Equals(group)) ? all : all.Add((group, added)), new SubSelections(plan, group.Sets(), depth + 1));
        return _below.First(known => known.Group.Equals(group)).Below;
    }
}

/// <summary>The occurrences of one response name, equal where the same selections of the document are meant under the same conditions.</summary>
internal sealed class FieldGroup(FieldNode first, Condition firstWhen) : IEquatable<FieldGroup>
{
    // Most names are selected once.
    private List<(FieldNode Node, Condition When)>? _further;

    public FieldNode First => first;

    private int Count => 1 + (_further?.Count ?? 0);

    /// <summary>The selections, each once: a fragment that is followed twice under two conditions brings the same ones.</summary>
    public FieldNode[] Nodes()
    {
        if (_further is null)
        {
            return [first];
        }

        var nodes = new List<FieldNode>(Count) { first };
        foreach (var (node, _) in _further)
        {
            if (!nodes.Exists(known => ReferenceEquals(known, node)))
            {
                nodes.Add(node);
            }
        }

        return [.. nodes];
    }

    public (SelectionSetNode, Condition)[] Sets()
    {
        var sets = new (SelectionSetNode, Condition)[Count];
        for (var i = 0; i < sets.Length; i++)
        {
            var (node, when) = Occurrence(i);
            sets[i] = (node.SelectionSet!, when);
        }

        return sets;
    }

    public void Add(FieldNode node, Condition when) => (_further ??= []).Add((node, when));

    public bool Equals(FieldGroup? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            var (own, others) = (Occurrence(i), other.Occurrence(i));
            if (!ReferenceEquals(own.Node, others.Node) || own.When != others.When)
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as FieldGroup);

    public override int GetHashCode() => HashCode.Combine(first.Start, Count);

    private (FieldNode Node, Condition When) Occurrence(int index) => index == 0 ? (first, firstWhen) : _further![index - 1];
}
