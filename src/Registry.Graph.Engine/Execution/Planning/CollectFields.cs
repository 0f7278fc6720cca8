using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>
/// CollectFields: follows fragments and groups the fields of a selection set by response name, for one object type, keeping the
/// conditions instead of the values of variables. <see href="https://spec.graphql.org/September2025/#CollectFields()"/>
/// </summary>
internal sealed class CollectFields
{
    private readonly OperationPlan _plan;
    private readonly SubSelections _owner;
    private readonly ObjectType _type;
    private Dictionary<string, int>? _byName;
    private readonly List<FieldGroup> _groups = [];
    private readonly List<(Condition When, int Field)> _occurrences = [];
    private Dictionary<string, List<Condition>>? _visitedFragments;

    private CollectFields(OperationPlan plan, SubSelections owner, ObjectType type) => (_plan, _owner, _type) = (plan, owner, type);

    public static SelectionSetPlan Of(OperationPlan plan, SubSelections owner, (SelectionSetNode Set, Condition When)[] sets, ObjectType type)
    {
        var collect = new CollectFields(plan, owner, type);
        foreach (var (set, when) in sets)
        {
            collect.Add(set, when);
        }

        return new SelectionSetPlan(type, [.. collect._groups.Select(group => plan.Plan(type, owner, group))], [.. collect._occurrences]);
    }

    private void Add(SelectionSetNode set, Condition when)
    {
        foreach (var selection in set.Selections)
        {
            _plan.Count();
            if (_plan.Conditions.Of(selection.Directives) is not { } own || when.And(own) is not { IsImpossible: false } both)
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    Add(field, both);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || DoesFragmentTypeApply(inline.TypeCondition):
                    Add(inline.SelectionSet, Deferred(inline, both));
                    break;
                case FragmentSpreadNode spread when _plan.Fragment(spread) is { } fragment && DoesFragmentTypeApply(fragment.TypeCondition):
                    Add(spread, fragment, Deferred(spread, both));
                    break;
            }
        }
    }

    private void Add(FragmentSpreadNode spread, FragmentDefinitionNode fragment, Condition when)
    {
        if (IsNews(spread, when))
        {
            Add(fragment.SelectionSet, when);
        }
    }

    // GetDeferUsage: what @defer at a fragment makes of it.
    private Condition Deferred(SelectionNode fragment, Condition when)
    {
        foreach (var directive in fragment.Directives)
        {
            if (directive.Name.Value == "defer" && _plan.Conditions.OfIncremental(directive) is { } deferring)
            {
                return when with { Usage = _plan.Incremental!.Usage(directive, deferring, _owner, when.Usage) };
            }
        }

        return when;
    }

    private void Add(FieldNode field, Condition when)
    {
        var index = IndexOf(field.ResponseName);
        if (index < 0)
        {
            index = _groups.Count;
            _groups.Add(new FieldGroup(field, when));
            _byName?.Add(field.ResponseName, index);
        }
        else
        {
            _groups[index].Add(field, when);
        }

        _occurrences.Add((when, index));
    }

    // Few names are looked through faster than hashed; many would take quadratic time.
    private int IndexOf(string responseName)
    {
        if (_groups.Count < 16)
        {
            return _groups.FindIndex(group => string.Equals(group.First.ResponseName, responseName, StringComparison.Ordinal));
        }

        _byName ??= _groups.Index().ToDictionary(group => group.Item.First.ResponseName, group => group.Index, StringComparer.Ordinal);
        return _byName.GetValueOrDefault(responseName, -1);
    }

    // A fragment adds nothing where it has been visited under a condition that held already.
    private bool IsNews(FragmentSpreadNode spread, Condition when)
    {
        _visitedFragments ??= new Dictionary<string, List<Condition>>(StringComparer.Ordinal);
        if (!_visitedFragments.TryGetValue(spread.Name.Value, out var visited))
        {
            _visitedFragments.Add(spread.Name.Value, visited = []);
        }

        if (visited.Exists(condition => condition.IsImpliedBy(when)))
        {
            return false;
        }

        visited.Add(when);
        return true;
    }

    /// <summary><see href="https://spec.graphql.org/September2025/#DoesFragmentTypeApply()"/></summary>
    private bool DoesFragmentTypeApply(NamedTypeNode condition) => _plan.Schema.Types.Find(condition.Name)?.IsPossible(_type) ?? false;
}
