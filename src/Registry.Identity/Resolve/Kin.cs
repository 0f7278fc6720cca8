using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// Finds, for mentions of a run, all others that may have to do with them: those of the store that share a name or an identifier,
/// the other mentions of the bodies that those are about, and so on. What bodies they make is worked out from all of them
/// together, so that it does not depend on which came first.
/// </summary>
sealed class Kin(Publication publication, IReadOnlyDictionary<long, IReadOnlyList<Mention>> page)
{
    readonly Dictionary<long, Mention> found = [];
    readonly HashSet<string> names = new(StringComparer.Ordinal);
    readonly HashSet<Identifier> identifiers = [];
    readonly HashSet<long> bodies = [];
    readonly Queue<Mention> waiting = [];

    /// <summary>The mentions and all that have to do with them.</summary>
    /// <param name="publication">The publication under way.</param>
    /// <param name="mentions">The mentions.</param>
    /// <param name="page">Mentions that are looked at in this page, each with those that it shares a name or an identifier with.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyCollection<Mention> Of(
        Publication publication, IEnumerable<Mention> mentions, IReadOnlyDictionary<long, IReadOnlyList<Mention>> page, CancellationToken cancellation)
    {
        var kin = new Kin(publication, page);
        foreach (var mention in mentions)
            kin.Add(mention);
        while (kin.waiting.TryDequeue(out var next))
        {
            cancellation.ThrowIfCancellationRequested();
            kin.Follow(next);
        }
        return kin.found.Values;
    }

    void Follow(Mention mention)
    {
        foreach (var identifier in mention.Identifiers)
            if (identifiers.Add(identifier))
                Add(publication.Bearing(identifier));
        if (mention.Body is { } body && bodies.Add(body))
            Add(publication.MentionsOf(body));
        if (TypeRules.IsOwn(mention.Type?.Name))
            return;
        foreach (var name in mention.Names.Concat(NameKey.Of(mention) is { } key ? key.Texts : []))
            if (names.Add(name))
                Add(publication.Bearing(name));
    }

    void Add(IReadOnlyList<long> mentions)
    {
        foreach (var mention in mentions)
        {
            if (found.ContainsKey(mention))
                continue;
            if (page.TryGetValue(mention, out var group))
                foreach (var beside in group)
                    Add(beside);
            else
                Add(publication.Read(mention));
        }
    }

    void Add(Mention mention)
    {
        if (mention.Type?.Name != TypeRules.Recognition && found.TryAdd(mention.Id, mention))
            waiting.Enqueue(mention);
    }
}
