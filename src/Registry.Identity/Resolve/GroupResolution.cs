using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>What became of a mention.</summary>
/// <param name="Mention">The mention.</param>
/// <param name="Body">The body it is about; null where it may only join one and it is not certain which.</param>
/// <param name="Same">Why it is about this one; null where it is the first of it, or a person said so.</param>
/// <param name="Others">What was found of other bodies.</param>
sealed record Outcome(Mention Mention, Candidate? Body, Comparison? Same, IReadOnlyList<Comparison> Others);

/// <summary>
/// Works out which bodies the mentions of a group make. A function of the mentions and of what people said of them, not of the
/// order in which they came: they are looked at in one order, the surest first, and looked at again in the light of all.
/// </summary>
sealed class GroupResolution
{
    readonly Standings standings;
    readonly List<Mention> mentions;
    readonly List<Candidate> bodies = [];
    readonly Dictionary<string, Namesakes> named = new(StringComparer.Ordinal);
    readonly Dictionary<Identifier, HashSet<Candidate>> identified = [];
    readonly Dictionary<long, NameKey> keys = [];
    readonly SortedDictionary<int, Outcome> outcomes = [];

    GroupResolution(IReadOnlyCollection<Mention> group, Standings standings)
    {
        this.standings = standings;
        mentions = [.. group.Order(MentionOrder.Surest)];
        foreach (var mention in mentions)
            if (NameKey.Of(mention) is { } key)
                keys[mention.Id] = key;
    }

    /// <summary>The bodies, and what became of each mention, the surest first.</summary>
    public static IReadOnlyCollection<Outcome> Of(IReadOnlyCollection<Mention> group, Standings standings)
    {
        var resolution = new GroupResolution(group, standings);
        resolution.TakePinned();
        for (var at = 0; at < resolution.mentions.Count; at++)
            if (standings.Pinned(resolution.mentions[at]) is null)
                resolution.Resolve(at);
        resolution.Doubt();
        return resolution.outcomes.Values;
    }

    void TakePinned()
    {
        var bound = mentions.Select((mention, at) => (at, mention, body: standings.Pinned(mention))).Where(pin => pin.body is not null).GroupBy(pin => pin.body!.Value);
        foreach (var body in bound.ToList())
        {
            var candidate = New(body.First().mention);
            foreach (var (at, mention, _) in body)
            {
                Take(mention, candidate);
                outcomes[at] = new Outcome(mention, candidate, null, []);
            }
        }
    }

    void Resolve(int at)
    {
        var mention = mentions[at];
        var comparisons = Settle(Compare(mention, body => body));
        if (comparisons is [{ Verdict: Verdict.Same } same, ..])
        {
            Take(mention, same.Body);
            outcomes[at] = new Outcome(mention, same.Body, same, comparisons[1..]);
            return;
        }
        var own = mention.LinkOnly ? null : New(mention);
        if (own is not null)
            Take(mention, own);
        outcomes[at] = new Outcome(mention, own, null, comparisons);
    }

    // Who joined by name while there was one body to join, though another that came later fits as well, is about neither for
    // certain. All are judged in the light of the same bodies, and then find their place again.
    void Doubt()
    {
        if (bodies.Count < 2)
            return;
        var doubtful = outcomes.Where(outcome => IsDoubtful(outcome.Value)).Select(outcome => outcome.Key).ToList();
        // Its names still lead to the body that it was in; who follows them looks whether one of the mentions there has them.
        foreach (var at in doubtful)
            outcomes[at].Body!.Remove(mentions[at]);
        var joined = outcomes.Where(outcome => outcome.Value is { Mention.LinkOnly: true, Body: { } body } && body.Mentions.All(mention => mention.LinkOnly)).Select(outcome => outcome.Key);
        doubtful = [.. doubtful.Union(joined.ToList()).Order()];
        foreach (var at in doubtful)
            outcomes[at].Body!.Remove(mentions[at]);
        foreach (var at in doubtful)
            Resolve(at);
    }

    bool IsDoubtful(Outcome outcome)
    {
        if (outcome.Body is not { Mentions.Count: > 1 } own || standings.Pinned(outcome.Mention) is not null)
            return false;
        var rest = own.Without(outcome.Mention);
        if (outcome.Mention.Identifiers.Any(rest.Identifiers.Contains))
            return false;
        return Settle(Compare(outcome.Mention, body => body == own ? rest : body)) is not [{ Verdict: Verdict.Same } same, ..] || same.Body != rest;
    }

    Candidate New(Mention first)
    {
        var body = new Candidate(bodies.Count, first.Type ?? Vocabulary.Current.Type(TypeRules.Untyped)!);
        bodies.Add(body);
        return body;
    }

    List<Comparison> Compare(Mention mention, Func<Candidate, Candidate> asSeen)
    {
        var byIdentifier = mention.Identifiers.SelectMany(identifier => identified.GetValueOrDefault(identifier, [])).Distinct().Select(asSeen)
            .Where(body => mention.Identifiers.Any(body.Identifiers.Contains)).Select(body => Comparison.ByIdentifier(mention, body));
        var comparisons = byIdentifier.Concat(ByName(mention, asSeen)).OfType<Comparison>().Where(comparison => !standings.AreApart(mention, comparison.Body)).ToList();
        if (comparisons.Exists(comparison => comparison.IsByIdentifier))
            comparisons.RemoveAll(comparison => !comparison.IsByIdentifier);
        return comparisons;
    }

    // One of the two must go by the name itself: two bodies that share an alias or an acronym are not met by it.
    IEnumerable<Comparison?> ByName(Mention mention, Func<Candidate, Candidate> asSeen)
    {
        var met = new HashSet<int>();
        foreach (var name in mention.Names.OrderByDescending(name => name == mention.Folded))
            foreach (var body in Called(name, mention.Place).Select(asSeen))
                if (body.Mentions.Any(other => other.Names.Contains(name)) && (name == mention.Folded || body.Names.Contains(name)) && met.Add(body.Number))
                    yield return Comparison.ByName(mention, body, name);
        if (!keys.TryGetValue(mention.Id, out var key))
            yield break;
        foreach (var body in Called(key.Mark, mention.Place).Select(asSeen))
            if (body.Mentions.FirstOrDefault(other => keys.TryGetValue(other.Id, out var its) && its.Key == key.Key) is { } other && met.Add(body.Number))
                yield return Comparison.ByParts(mention, body, other.Folded);
    }

    IEnumerable<Candidate> Called(string name, int? place) => named.TryGetValue(name, out var namesakes) ? namesakes.Near(place) : [];

    // Of the bodies that are the same by the rules, the one that fits most exactly; where several do, none.
    static List<Comparison> Settle(List<Comparison> comparisons)
    {
        var same = comparisons.Where(comparison => comparison.Verdict == Verdict.Same).ToList();
        var least = same.Count == 0 ? 0 : same.Min(comparison => comparison.Looseness);
        var best = same.Where(comparison => comparison.Looseness == least).ToList();
        if (best.Count == 1)
            return [best[0], .. comparisons.Where(comparison => comparison.Verdict != Verdict.Same)];
        return comparisons.ConvertAll(comparison => comparison.Verdict == Verdict.Same
            ? comparison with { Verdict = Verdict.Unsure, Rule = Rules.SeveralCandidates, Reason = $"{comparison.Reason} {same.Count} bodies fit." }
            : comparison);
    }

    void Take(Mention mention, Candidate body)
    {
        var isPlaceNew = mention.Place is { } place && !body.Places.Contains(place);
        body.Take(mention);
        foreach (var name in mention.Names)
            In(name).Add(body);
        if (keys.TryGetValue(mention.Id, out var key))
            In(key.Mark).Add(body);
        // What it is called by others is to be met at the place that this one gives.
        if (isPlaceNew)
            foreach (var other in body.Mentions)
            {
                foreach (var name in other.Names)
                    In(name).Add(body);
                if (keys.TryGetValue(other.Id, out var its))
                    In(its.Mark).Add(body);
            }
        foreach (var identifier in mention.Identifiers)
        {
            if (!identified.TryGetValue(identifier, out var bearing))
                identified.Add(identifier, bearing = []);
            bearing.Add(body);
        }
    }

    Namesakes In(string name)
    {
        if (!named.TryGetValue(name, out var namesakes))
            named.Add(name, namesakes = new Namesakes());
        return namesakes;
    }
}
