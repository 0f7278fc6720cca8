using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>Judges the mentions of one group, each in the light of those before it and of the bodies that the store holds.</summary>
sealed class GroupResolution
{
    // A mention that looks like many bodies is as unsure after ten rows as after a thousand.
    const int MostRows = 10;

    /// <summary>Why a mention founds a body where none bears its name or an identifier of it.</summary>
    public const string NoBodyFits = "No body fits.";

    readonly Publication publication;
    readonly Dictionary<long, Candidate> bodies = [];
    readonly Dictionary<string, Namesakes> named = new(StringComparer.Ordinal);
    readonly Dictionary<Identifier, HashSet<Candidate>> identified = [];
    readonly Dictionary<long, NameKey> keys = [];

    public GroupResolution(Publication publication, IReadOnlyList<UnresolvedMention> group)
    {
        this.publication = publication;
        foreach (var mention in group)
            if (NameKey.Of(mention) is { } key)
                keys[mention.Id] = key;
        foreach (var name in group.Where(IsMetByName).SelectMany(mention => mention.Names).Concat(keys.Values.SelectMany(key => key.Texts)).Distinct())
            named[name] = new Namesakes(publication.Named(name, type: null).Select(Known));
        foreach (var identifier in group.SelectMany(mention => mention.Identifiers).Distinct())
            identified[identifier] = publication.Identified(identifier).Select(Known).ToHashSet();
    }

    /// <summary>Whether no body bears a name or an identifier of a mention, or a name that may say the same.</summary>
    public static bool IsUnknown(Publication publication, UnresolvedMention mention, NameKey? key) =>
        (!IsMetByName(mention) || mention.Names.Concat(key is { } known ? known.Texts : []).Distinct().All(name => publication.Named(name, type: null).Count == 0))
        && mention.Identifiers.All(identifier => publication.Identified(identifier).Count == 0);

    public void Resolve(UnresolvedMention mention)
    {
        var standing = mention.IsNew ? [] : publication.Standing(mention.Id);
        var apart = standing.Where(judgement => judgement.Verdict == Verdict.NotSame).Select(judgement => judgement.Entity).ToHashSet();
        var comparisons = Compare(mention).Where(comparison => !apart.Contains(comparison.Body.Id)).ToList();
        if (comparisons.Exists(comparison => comparison.Rule is Rules.SameIdentifier or Rules.IdentifiersContradict or Rules.IdentifierOtherType))
            comparisons.RemoveAll(comparison => comparison.Rule is not (Rules.SameIdentifier or Rules.IdentifiersContradict or Rules.IdentifierOtherType));
        Decide(mention, Settle(comparisons), standing);
    }

    Candidate Known(KnownEntity entity)
    {
        if (!bodies.TryGetValue(entity.Id, out var body))
            bodies.Add(entity.Id, body = new Candidate(entity));
        return body;
    }

    IEnumerable<Comparison> Compare(UnresolvedMention mention)
    {
        var byIdentifier = mention.Identifiers.SelectMany(identifier => identified[identifier]).Distinct()
            .Select(body => Comparison.ByIdentifier(mention, body));
        return byIdentifier.Concat(ByName(mention)).OfType<Comparison>();
    }

    // Names that say the same in every part, though they are written otherwise.
    IEnumerable<Comparison?> ByParts(UnresolvedMention mention, HashSet<Candidate> met)
    {
        if (!keys.TryGetValue(mention.Id, out var key))
            yield break;
        foreach (var body in named[key.Spelling].Near(mention.Place).Concat(named[key.Mark].Near(mention.Place)))
            if (body.Names.FirstOrDefault(key.IsOf) is { } name && met.Add(body))
                yield return Comparison.ByParts(mention, body, name);
    }

    // One of the two must go by the name itself: two bodies that share an alias or an acronym are not met by it.
    IEnumerable<Comparison?> ByName(UnresolvedMention mention)
    {
        if (!IsMetByName(mention))
            yield break;
        var met = new HashSet<Candidate>();
        foreach (var name in mention.Names.OrderByDescending(name => name == mention.Folded))
            foreach (var body in named[name].Near(mention.Place))
                if ((name == mention.Folded || body.Names.Contains(name)) && met.Add(body))
                    yield return Comparison.ByName(mention, body, name);
        foreach (var comparison in ByParts(mention, met))
            yield return comparison;
    }

    static bool IsMetByName(UnresolvedMention mention) => mention.Type?.Name != TypeRules.Recognition;

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

    void Decide(UnresolvedMention mention, List<Comparison> comparisons, IReadOnlyList<Judgement> standing)
    {
        if (comparisons is [{ Verdict: Verdict.Same } same, ..])
            Join(mention, same.Body, same);
        else if (!mention.LinkOnly)
            Found(mention, comparisons);
        else
            publication.Raise(mention.Id, Unmatched(mention, comparisons));
        foreach (var other in comparisons.Where(comparison => comparison.Verdict != Verdict.Same).OrderBy(comparison => comparison.Body.Id).Take(MostRows))
            if (!standing.Any(judgement => judgement.Entity == other.Body.Id && judgement.Verdict == other.Verdict))
                publication.Judge(mention.Id, other.Body.Id, other.Verdict, other.Rule, other.Reason, other.Score);
        foreach (var contradicted in comparisons.Where(comparison => comparison.Rule == Rules.IdentifiersContradict))
            publication.Raise(mention.Id, new StagedIssue(Rules.IdentifiersContradict, Severity.Warning, $"\"{mention.Name}\" and {contradicted.Body.Id}: {contradicted.Reason}") { Quote = mention.Name });
    }

    void Join(UnresolvedMention mention, Candidate body, Comparison same)
    {
        publication.Judge(mention.Id, body.Id, Verdict.Same, same.Rule, same.Reason, same.Score);
        Take(mention, body);
    }

    void Found(UnresolvedMention mention, List<Comparison> comparisons)
    {
        var type = mention.Type ?? Vocabulary.Current.Type(TypeRules.Untyped)!;
        var reason = comparisons.Count == 0 ? NoBodyFits : "It is not certain that another body is meant.";
        var body = new Candidate(publication.Found(mention.Id, type, reason), type);
        bodies.Add(body.Id, body);
        Take(mention, body);
    }

    void Take(UnresolvedMention mention, Candidate body)
    {
        var moved = body.Places.Count > 0 && mention.Place is { } place && !body.Places.Contains(place);
        body.Take(mention);
        if (IsMetByName(mention))
            foreach (var name in mention.Names)
                named[name].Add(body);
        if (keys.TryGetValue(mention.Id, out var key) && key.Spelling != mention.Folded)
        {
            named[key.Mark].Add(body);
            key.Note(publication, mention);
        }
        if (moved)
            foreach (var namesakes in named.Values.Where(namesakes => namesakes.Hold(body)))
                namesakes.Add(body);
        foreach (var identifier in mention.Identifiers)
            identified[identifier].Add(body);
    }

    static StagedIssue Unmatched(UnresolvedMention mention, List<Comparison> comparisons)
    {
        var sought = $"\"{mention.Name}\" ({mention.Type?.Name ?? "no type"}{(mention.Place is { } place ? $" in {PlaceRules.Code(place)}" : "")})";
        var message = comparisons.Count == 0
            ? $"{sought} may only join a body, and the registry holds none of this name, type and place."
            : $"{sought} may only join a body, and it is not certain which: {string.Join(" ", comparisons.Take(MostRows).Select(comparison => comparison.Reason))}";
        return new StagedIssue("UNMATCHED", Severity.Warning, message) { Quote = mention.Name };
    }
}
