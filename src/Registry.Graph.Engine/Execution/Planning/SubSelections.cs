using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<ObjectType, SelectionSetPlan> _byType = new();
    private readonly ConcurrentDictionary<FieldGroup, SubSelections> _below = new();

    public SelectionSetPlan For(ObjectType type) =>
        _byType.TryGetValue(type, out var known) ? known : _byType.GetOrAdd(type, CollectFields.Of(plan, this, sets, type));

    /// <summary>The selections below one of the fields; types that share a selection share what is below it.</summary>
    public SubSelections Below(FieldGroup group) => _below.GetOrAdd(group, static (group, plan) => new SubSelections(plan, group.Sets), plan);
}

/// <summary>The occurrences of one response name, equal where the same selections of the document are meant under the same conditions.</summary>
internal sealed class FieldGroup(FieldNode first) : IEquatable<FieldGroup>
{
    private readonly List<(FieldNode Node, Condition When)> _occurrences = [];

    public FieldNode First => first;

    public FieldNode[] Nodes => [.. _occurrences.Select(occurrence => occurrence.Node).Distinct(ReferenceEqualityComparer.Instance).Cast<FieldNode>()];

    public (SelectionSetNode, Condition)[] Sets =>
        [.. _occurrences.Where(occurrence => occurrence.Node.SelectionSet is not null).Select(occurrence => (occurrence.Node.SelectionSet!, occurrence.When))];

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
