using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// Mentions that share a name or an identifier, also through others: only they can be about one body.
/// </summary>
static class MentionGroups
{
    /// <summary>The groups, in the order in which their first mention came.</summary>
    public static IReadOnlyCollection<IReadOnlyList<Mention>> Of(IReadOnlyList<Mention> page, NameKeys keys)
    {
        var heads = Join(page, keys);
        var groups = new Dictionary<int, List<Mention>>();
        for (var i = 0; i < page.Count; i++)
        {
            var head = Head(heads, i);
            if (!groups.TryGetValue(head, out var group))
                groups.Add(head, group = []);
            group.Add(page[i]);
        }
        return groups.Values;
    }

    // Disjoint sets: each mention points towards the earliest one that it is joined with.
    static int[] Join(IReadOnlyList<Mention> page, NameKeys keys)
    {
        var heads = new int[page.Count];
        var first = new Dictionary<Identifier, int>();
        for (var i = 0; i < page.Count; i++)
        {
            heads[i] = i;
            foreach (var mark in Marks(page[i], keys))
                if (!first.TryAdd(mark, i))
                    Unite(heads, first[mark], i);
        }
        return heads;
    }

    static IEnumerable<Identifier> Marks(Mention mention, NameKeys keys)
    {
        if (TypeRules.IsOwn(mention.Type?.Name))
            return mention.Identifiers;
        var names = mention.Identifiers.Concat(mention.Names.Select(name => new Identifier("", name)));
        return keys.Find(mention) is { } key ? names.Append(new Identifier("", key.Spelling)) : names;
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
}
