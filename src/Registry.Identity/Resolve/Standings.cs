using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// What holds of the mentions of a group before rules look at them: which bodies they have, which mention stands for each of these,
/// and what people said.
/// </summary>
sealed class Standings
{
    const string Person = "PERSON";

    readonly Dictionary<long, List<Judgement>> judgements = [];
    readonly Dictionary<long, long> anchors = [];
    readonly Dictionary<long, long> pinned = [];
    readonly HashSet<(long, long)> apart = [];
    readonly List<Foundation> foundations = [];

    public Standings(Publication publication, IReadOnlyCollection<Mention> mentions)
    {
        foreach (var mention in mentions)
            judgements[mention.Id] = mention is { IsNew: true, Body: null, LinkOnly: false } ? [] : [.. publication.Standing(mention.Id)];
        Anchor(publication, mentions);
        foreach (var mention in mentions)
            foreach (var judgement in judgements[mention.Id].Where(judgement => judgement.Rule == Person))
                Heed(mention, judgement);
        var bound = pinned.Values.ToHashSet();
        foreach (var (body, anchor) in anchors)
            if (bound.Contains(body))
                pinned.TryAdd(anchor, body);
    }

    /// <summary>By body the mention that stands for it; a body for which another answers may have none.</summary>
    public IReadOnlyDictionary<long, long> Anchors => anchors;

    /// <summary>The bodies that the mentions have, and those for which they answer.</summary>
    public IReadOnlyList<Foundation> Foundations => foundations;

    /// <summary>The judgements that stand about a mention.</summary>
    public IReadOnlyList<Judgement> Of(Mention mention) => judgements[mention.Id];

    /// <summary>The body to which a person's word binds a mention; null where none does.</summary>
    public long? Pinned(Mention mention) => pinned.TryGetValue(mention.Id, out var body) ? body : null;

    /// <summary>Whether a person said that a mention is not, or not certainly, what a body's mentions are about.</summary>
    public bool AreApart(Mention mention, Candidate body) =>
        apart.Count > 0 && body.Mentions.Any(other => apart.Contains((mention.Id, other.Id)) || apart.Contains((other.Id, mention.Id)));

    // A body is the one of the mention that founded it; where a person moved that one away, of the one that is longest with it.
    void Anchor(Publication publication, IReadOnlyCollection<Mention> mentions)
    {
        var bodies = mentions.Where(mention => mention.Body is not null).ToLookup(mention => mention.Body!.Value);
        var byId = mentions.ToDictionary(mention => mention.Id);
        foundations.AddRange(publication.Foundations(bodies.Select(body => body.Key)));
        foreach (var known in foundations)
        {
            var answers = known.MergedInto ?? known.Body;
            if (byId.TryGetValue(known.Mention, out var founder) && founder.Body == answers)
                anchors.Add(known.Body, founder.Id);
            else if (known.MergedInto is null)
                anchors.Add(known.Body, bodies[known.Body].Min(mention => mention.Id));
        }
    }

    void Heed(Mention mention, Judgement judgement)
    {
        if (judgement.Verdict == Verdict.Same)
            pinned.Add(mention.Id, mention.Body!.Value);
        else if (anchors.TryGetValue(judgement.Entity, out var anchor))
            apart.Add((mention.Id, anchor));
    }
}
