using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>
/// A @defer where it stands in the answer: the directive, on the selections of a field, within the @defer around it. At each path of that
/// field it is one deferred fragment. <see href="https://github.com/graphql/graphql-spec/pull/1110"/>
/// </summary>
internal sealed class DeferUsage(DirectiveNode directive, Condition when, SubSelections owner, DeferUsage? parent)
{
    public DirectiveNode Directive => directive;

    /// <summary>The selections in which it stands.</summary>
    public SubSelections Owner => owner;

    public DeferUsage? Parent => parent;

    public string? Label { get; } =
        (Array.Find(directive.Arguments, argument => argument.Name.Value == "label")?.Value as StringValueNode)?.Value;

    /// <summary>This one, or the next around it, that defers in a request; null where none does.</summary>
    /// <param name="usage">The usage.</param>
    /// <param name="flags">The condition bits of the request.</param>
    /// <param name="floor">The depth of the selections outside of which none counts.</param>
    public static DeferUsage? Effective(DeferUsage? usage, ulong flags, int floor)
    {
        while (usage is not null && !usage.Defers(flags))
        {
            usage = usage.Parent;
        }

        return usage is null || usage.Owner.Depth < floor ? null : usage;
    }

    public bool IsWithin(DeferUsage other)
    {
        for (var around = parent; around is not null; around = around.Parent)
        {
            if (ReferenceEquals(around, other))
            {
                return true;
            }
        }

        return false;
    }

    private bool Defers(ulong flags) => when.Holds(flags);
}

/// <summary>The deferred fragments that fields belong to together; two sets of the same are one object.</summary>
internal sealed class DeferUsageSet(DeferUsage[] usages)
{
    public IReadOnlyList<DeferUsage> Usages => usages;

    public bool IsOf(List<DeferUsage> others) => usages.Length == others.Count && Array.TrueForAll(usages, others.Contains);
}

/// <summary>What the plan of an operation knows of its deferred fragments. Plans grow while requests run, so it is made for several at once.</summary>
internal sealed class IncrementalPlan
{
    private readonly Lock _lock = new();
    private readonly List<DeferUsage> _usages = [];
    private readonly List<DeferUsageSet> _sets = [];

    /// <summary>The usage of a directive in some selections, the same for every object type.</summary>
    public DeferUsage Usage(DirectiveNode directive, Condition when, SubSelections owner, DeferUsage? parent)
    {
        lock (_lock)
        {
            var usage = _usages.Find(known =>
                ReferenceEquals(known.Directive, directive) && ReferenceEquals(known.Owner, owner) && ReferenceEquals(known.Parent, parent));
            if (usage is null)
            {
                _usages.Add(usage = new DeferUsage(directive, when, owner, parent));
            }

            return usage;
        }
    }

    public DeferUsageSet Set(List<DeferUsage> usages)
    {
        lock (_lock)
        {
            var set = _sets.Find(known => known.IsOf(usages));
            if (set is null)
            {
                _sets.Add(set = new DeferUsageSet([.. usages]));
            }

            return set;
        }
    }
}
