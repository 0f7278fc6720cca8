using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// Writes what a group came to where it is not what stands already: bodies are founded, mentions judged; what stood and holds no
/// more is withdrawn. A body keeps its id as long as the mention that stands for it does; where two became one, the one known longer
/// answers for both, and where one became two, each has its own again.
/// </summary>
sealed class Settlement
{
    // A mention that looks like many bodies is as unsure after ten rows as after a thousand.
    const int MostRows = 10;

    /// <summary>Why a mention founds a body where none bears its name or an identifier of it.</summary>
    public const string NoBodyFits = "No body fits.";

    readonly Publication publication;
    readonly Standings standings;
    readonly IReadOnlyCollection<Outcome> outcomes;
    readonly Dictionary<Candidate, long> numbers = [];
    readonly Dictionary<long, long> answering = [];
    readonly HashSet<long> founded = [];

    Settlement(Publication publication, Standings standings, IReadOnlyCollection<Outcome> outcomes) =>
        (this.publication, this.standings, this.outcomes) = (publication, standings, outcomes);

    public static void Write(Publication publication, Standings standings, IReadOnlyCollection<Outcome> outcomes)
    {
        var settlement = new Settlement(publication, standings, outcomes);
        settlement.NameBodies();
        settlement.Release();
        settlement.Found();
        settlement.LetAnswer();
        foreach (var outcome in outcomes)
            settlement.Judge(outcome);
        foreach (var outcome in outcomes)
            settlement.JudgeOthers(outcome);
    }

    // Of several bodies that stand in one, the one bound by a person's word, else the one known longest.
    void NameBodies()
    {
        var bodyOf = outcomes.Where(outcome => outcome.Body is not null).ToDictionary(outcome => outcome.Mention.Id, outcome => outcome.Body!);
        foreach (var outcome in outcomes)
            if (outcome.Body is { } body && standings.Pinned(outcome.Mention) is { } bound)
                numbers.TryAdd(body, bound);
        foreach (var (known, anchor) in standings.Anchors.OrderBy(anchored => anchored.Key))
            if (bodyOf.TryGetValue(anchor, out var body))
                numbers.TryAdd(body, known);
        foreach (var known in standings.Foundations.OrderBy(known => known.MergedInto is not null))
            answering[known.Body] = standings.Anchors.TryGetValue(known.Body, out var anchor) ? numbers[bodyOf[anchor]] : answering[known.MergedInto!.Value];
    }

    void Release()
    {
        foreach (var (mention, body, _, _) in outcomes)
            if (mention.Body is { } had && (body is null || !numbers.TryGetValue(body, out var number) || number != had))
                publication.Release(mention.Id, had);
    }

    void Found()
    {
        foreach (var (mention, body, same, others) in outcomes)
        {
            if (body is null || mention.LinkOnly || numbers.ContainsKey(body))
                continue;
            var reason = same is null && others.Count == 0 ? NoBodyFits : "It is not certain that another body is meant.";
            numbers.Add(body, publication.Found(mention.Id, mention.Type ?? Vocabulary.Current.Type(TypeRules.Untyped)!, reason));
            founded.Add(mention.Id);
        }
    }

    void LetAnswer()
    {
        foreach (var known in standings.Foundations)
            if (answering[known.Body] is var answers && answers != (known.MergedInto ?? known.Body))
                publication.LetAnswer(known.Body, answers == known.Body ? null : answers);
    }

    void Judge(Outcome outcome)
    {
        var (mention, body, same, others) = outcome;
        if (body is null)
        {
            publication.Raise(mention.Id, Unmatched(mention, others));
            return;
        }
        if (mention.Body != numbers[body] && !founded.Contains(mention.Id))
        {
            // It was looked at before those that had the body: why they are one stands with one of them.
            var why = same ?? Comparison.Of(mention, body.Without(mention)) ?? outcomes.FirstOrDefault(other => other.Body == body && other.Same is not null)?.Same;
            publication.Judge(mention.Id, numbers[body], Verdict.Same, why?.Rule ?? Rules.Founding, why?.Reason, why?.Score);
        }
        if (mention.IsNew && mention.Body is null && NameKey.Of(mention) is { } key)
            key.Note(publication, mention);
    }

    // What rules said of it and of others before and do not say now is withdrawn; what people said stays.
    void JudgeOthers(Outcome outcome)
    {
        var mention = outcome.Mention;
        if (standings.Pinned(mention) is not null)
            return;
        var said = outcome.Others.Where(other => numbers.ContainsKey(other.Body)).OrderBy(other => other.Body.Number).Take(MostRows).Select(other => (Body: numbers[other.Body], other)).DistinctBy(other => (other.Body, other.other.Verdict)).ToList();
        var standing = standings.Of(mention).Where(judgement => judgement.Verdict != Verdict.Same).ToList();
        // Of two bodies that have become one, one doubt is enough.
        var kept = standing.DistinctBy(judgement => (judgement.Verdict, answering.GetValueOrDefault(judgement.Entity, judgement.Entity))).ToHashSet();
        foreach (var judgement in standing.Where(judgement => judgement.MadeBy is null && judgement.Rule != Rules.NearName && !(kept.Contains(judgement) && said.Exists(other => IsOf(judgement, other.Body, other.other)))))
            publication.Withdraw(judgement.Id);
        foreach (var (body, other) in said)
            if (!standing.Exists(judgement => IsOf(judgement, body, other)))
                publication.Judge(mention.Id, body, other.Verdict, other.Rule, other.Reason, other.Score);
        foreach (var contradicted in outcome.Others.Where(other => other.Rule == Rules.IdentifiersContradict))
            publication.Raise(mention.Id, new StagedIssue(Rules.IdentifiersContradict, Severity.Warning, $"\"{mention.Name}\" and {contradicted.Body.Mentions[0].Name}: {contradicted.Reason}") { Quote = mention.Name });
    }

    bool IsOf(Judgement judgement, long body, Comparison said) =>
        judgement.Verdict == said.Verdict && answering.GetValueOrDefault(judgement.Entity, judgement.Entity) == body && (judgement.MadeBy is not null || (judgement.Rule == said.Rule && judgement.Reason == said.Reason));

    static StagedIssue Unmatched(Mention mention, IReadOnlyList<Comparison> comparisons)
    {
        var sought = $"\"{mention.Name}\" ({mention.Type?.Name ?? "no type"}{(mention.Place is { } place ? $" in {PlaceRules.Code(place)}" : "")})";
        var message = comparisons.Count == 0
            ? $"{sought} may only join a body, and the registry holds none of this name, type and place."
            : $"{sought} may only join a body, and it is not certain which: {string.Join(" ", comparisons.Take(MostRows).Select(comparison => comparison.Reason))}";
        return new StagedIssue("UNMATCHED", Severity.Warning, message) { Quote = mention.Name };
    }
}
