using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// Mentions that share a name or an identifier, also through others: only they can be about one body. Each group is put in one
/// order whatever the order of arrival, so that the outcome is the same for every order within a page.
/// </summary>
static class MentionGroups
{
    /// <summary>The groups, in the order in which their first mention came.</summary>
    public static IEnumerable<IReadOnlyList<UnresolvedMention>> Of(IReadOnlyList<UnresolvedMention> page)
    {
        var heads = Join(page);
        var groups = new Dictionary<int, List<UnresolvedMention>>();
        for (var i = 0; i < page.Count; i++)
        {
            var head = Head(heads, i);
            if (!groups.TryGetValue(head, out var group))
                groups.Add(head, group = []);
            group.Add(page[i]);
        }
        foreach (var group in groups.Values)
        {
            group.Sort(InOrder);
            yield return group;
        }
    }

    // Disjoint sets: each mention points towards the earliest one that it is joined with.
    static int[] Join(IReadOnlyList<UnresolvedMention> page)
    {
        var heads = new int[page.Count];
        var first = new Dictionary<Identifier, int>();
        for (var i = 0; i < page.Count; i++)
        {
            heads[i] = i;
            foreach (var mark in Marks(page[i]))
                if (!first.TryAdd(mark, i))
                    Unite(heads, first[mark], i);
        }
        return heads;
    }

    static IEnumerable<Identifier> Marks(UnresolvedMention mention)
    {
        if (mention.Type?.Name == TypeRules.Recognition)
            return mention.Identifiers;
        var names = mention.Identifiers.Concat(mention.Names.Select(name => new Identifier("", name)));
        return NameKey.Of(mention) is { } key ? names.Append(new Identifier("", key.Spelling)) : names;
    }

    static void Unite(int[] heads, int one, int other)
    {
        var (a, b) = (Head(heads, one), Head(heads, other));
        heads[Math.Max(a, b)] = Math.Min(a, b);
    }

    static int Head(int[] heads, int at)
    {
        while (heads[at] != at)
            at = heads[at] = heads[heads[at]];
        return at;
    }

    // Those with identifiers first, then the narrowest place, so that what is said exactly is there before what is said loosely.
    static int InOrder(UnresolvedMention one, UnresolvedMention other)
    {
        var order = (other.Identifiers.Count > 0).CompareTo(one.Identifiers.Count > 0);
        if (order == 0)
            order = Breadth(one).CompareTo(Breadth(other));
        if (order == 0)
            order = (one.Type is null ? int.MaxValue : one.Type.Number).CompareTo(other.Type is null ? int.MaxValue : other.Type.Number);
        if (order == 0)
            order = string.CompareOrdinal(one.Key, other.Key);
        return order == 0 ? string.CompareOrdinal(one.Source, other.Source) : order;
    }

    static int Breadth(UnresolvedMention mention) => mention.Place switch
    {
        null => 3,
        var place when place % 10_000 == 0 => 2,
        var place when place % 100 == 0 => 1,
        _ => 0,
    };
}
