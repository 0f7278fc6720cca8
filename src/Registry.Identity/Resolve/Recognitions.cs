using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// Works out which mentions of recognitions are about one: those that bear one certificate number, and those of one holder and
/// scheme that nothing tells apart. So the proposal without a number, the announcement with it and the revocation are steps of one
/// recognition, in whatever order they came and whichever source printed them.
/// </summary>
static class Recognitions
{
    /// <summary>What earlier pages had: holders of a recognition that was founded at once, and mentions that were judged with others.</summary>
    public sealed record Seen(HashSet<long> Holders, HashSet<long> Mentions);

    /// <summary>Resolves a page of mentions of recognitions; the bodies of their holders are known.</summary>
    public static void Resolve(Publication publication, IReadOnlyList<Mention> page, Seen seen, CancellationToken cancellation)
    {
        if (page.Count == 0)
            return;
        var holders = Holders(publication, page);
        var shared = page.Where(mention => mention.Body is null).GroupBy(mention => holders.GetValueOrDefault(mention.Id)).Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet();
        foreach (var mention in page)
        {
            cancellation.ThrowIfCancellationRequested();
            if (seen.Mentions.Contains(mention.Id))
                continue;
            var holder = holders.GetValueOrDefault(mention.Id);
            if (mention is { IsNew: true, Body: null } && IsAlone(publication, mention, holder, shared, seen))
            {
                publication.Found(mention.Id, mention.Type!, Settlement.NoBodyFits);
                continue;
            }
            Resolve(publication, mention, seen);
        }
    }

    // Most rows of a new list: a recognition of a body that nobody spoke of before, and of which the list says no other.
    static bool IsAlone(Publication publication, Mention mention, long? holder, HashSet<long?> shared, Seen seen) =>
        (holder is not { } body || (publication.IsFounded(body) && seen.Holders.Add(body) && !shared.Contains(body))) && !mention.Identifiers.Any(publication.IsBorne);

    static void Resolve(Publication publication, Mention mention, Seen seen)
    {
        var kin = KinOf(publication, mention);
        seen.Mentions.UnionWith(kin.Keys);
        var standings = new Standings(publication, [.. kin.Values.Select(known => known.Mention)]);
        Settlement.Write(publication, standings, RecognitionGroup.Of([.. kin.Values], standings));
    }

    // Those of the holder and scheme, those of the same numbers, and so on.
    static Dictionary<long, KnownRecognition> KinOf(Publication publication, Mention first)
    {
        Dictionary<long, KnownRecognition> kin = [];
        var waiting = new Queue<long>([first.Id]);
        while (waiting.TryDequeue(out var next))
        {
            if (kin.ContainsKey(next))
                continue;
            var mention = publication.Read(next);
            if (mention.Type?.Name != TypeRules.Recognition)
                continue;
            var holder = publication.Holders(next, next) is [{ Body: { } body }, ..] ? body : (long?)null;
            kin.Add(next, new KnownRecognition(mention, holder, publication.OccasionOf(next)));
            var others = mention.Identifiers.SelectMany(publication.Bearing);
            foreach (var other in holder is { } known ? others.Concat(publication.RecognitionsOf(known, mention.Folded)) : others)
                waiting.Enqueue(other);
            if (mention.Body is { } stands)
                foreach (var other in publication.MentionsOf(stands))
                    waiting.Enqueue(other);
        }
        return kin;
    }

    static Dictionary<long, long?> Holders(Publication publication, IReadOnlyList<Mention> page)
    {
        Dictionary<long, long?> holders = [];
        foreach (var held in publication.Holders(page[0].Id, page[^1].Id))
            holders.TryAdd(held.Recognition, held.Body);
        return holders;
    }
}
