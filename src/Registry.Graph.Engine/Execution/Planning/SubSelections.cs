using System.Collections.Immutable;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>
/// What is selected below a field: the selection sets of all merged occurrences. The fields of an object type are collected when that
/// type is first met, so a selection on an interface costs nothing for the types that do not occur.
/// <see href="https://spec.graphql.org/September2025/#CollectSubfields()"/>
/// </summary>
internal sealed class SubSelections(OperationPlan plan, (SelectionSetNode Set, Condition When)[] sets)
{
    // Most selections have one type and few fields with something below, so a list is searched faster, and is smaller, than a table.
    private ImmutableArray<SelectionSetPlan> _byType = [];
    private ImmutableArray<(FieldGroup Group, SubSelections Below)> _below = [];

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
            ref _below, (all, added) => all.Any(known => known.Group.Equals(group)) ? all : all.Add((group, added)), new SubSelections(plan, group.Sets()));
        return _below.First(known => known.Group.Equals(group)).Below;
    }
}

/// <summary>The occurrences of one response name, equal where the same selections of the document are meant under the same conditions.</summary>
internal sealed class FieldGroup(FieldNode first) : IEquatable<FieldGroup>
{
    private readonly List<(FieldNode Node, Condition When)> _occurrences = new(1);

    public FieldNode First => first;

    /// <summary>The selections, each once: a fragment that is followed twice under two conditions brings the same ones.</summary>
    public FieldNode[] Nodes()
    {
        if (_occurrences.Count == 1)
        {
            return [first];
        }

        var nodes = new List<FieldNode>(_occurrences.Count);
        foreach (var (node, _) in _occurrences)
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
        var sets = new (SelectionSetNode, Condition)[_occurrences.Count];
        for (var i = 0; i < sets.Length; i++)
        {
            sets[i] = (_occurrences[i].Node.SelectionSet!, _occurrences[i].When);
        }

        return sets;
    }

    public void Add(FieldNode node, Condition when) => _occurrences.Add((node, when));

    public bool Equals(FieldGroup? other)
    {
        if (other is null || other._occurrences.Count != _occurrences.Count)
        {
            return false;
        }

        for (var i = 0; i < _occurrences.Count; i++)
        {
            if (!ReferenceEquals(_occurrences[i].Node, other._occurrences[i].Node) || _occurrences[i].When != other._occurrences[i].When)
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as FieldGroup);

    public override int GetHashCode() => HashCode.Combine(first.Start, _occurrences.Count);
}
