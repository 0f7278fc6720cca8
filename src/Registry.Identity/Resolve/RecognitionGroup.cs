using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// Puts the mentions of a group of recognitions together, the best told first; a function of the mentions, whatever the order in
/// which they came.
/// </summary>
static class RecognitionGroup
{
    public static IReadOnlyCollection<Outcome> Of(IReadOnlyCollection<KnownRecognition> group, Standings standings)
    {
        var bodies = new List<(Candidate Body, List<KnownRecognition> Said, long? Bound)>();
        List<Outcome> outcomes = [];
        foreach (var known in group.OrderBy(known => standings.Pinned(known.Mention) is null)
            .ThenBy(known => known.Number is null).ThenBy(known => known.Year is null).ThenBy(known => known.IsProposal)
            .ThenBy(known => known.Published ?? int.MaxValue).ThenBy(known => known.Mention, MentionOrder.Surest))
        {
            var mention = known.Mention;
            if (standings.Pinned(mention) is { } bound)
            {
                outcomes.Add(new Outcome(mention, Take(bodies, known, bodies.FindIndex(body => body.Bound == bound), bound), null, []));
                continue;
            }
            var comparisons = Compare(bodies, known).Where(comparison => !standings.AreApart(mention, comparison.Body)).ToList();
            var same = comparisons.FindAll(comparison => comparison.Looseness == comparisons.Min(other => other.Looseness));
            outcomes.Add(same is [var only]
                ? new Outcome(mention, Take(bodies, known, only.Body.Number, null), only, [])
                : new Outcome(mention, Take(bodies, known, -1, null), null, comparisons.ConvertAll(comparison => comparison with
                {
                    Verdict = Verdict.Unsure, Rule = Rules.SeveralCandidates, Reason = $"{comparison.Reason} {comparisons.Count} recognitions fit.",
                })));
        }
        return outcomes;
    }

    static IEnumerable<Comparison> Compare(List<(Candidate Body, List<KnownRecognition> Said, long? Bound)> bodies, KnownRecognition known)
    {
        foreach (var (body, said, _) in bodies)
        {
            var fits = said.ConvertAll(known.Fit).OfType<Fit>().ToList();
            var best = fits.MinBy(fit => fit.Looseness);
            // A number says so whatever else is said; else each of them must allow it.
            if (best is { IsByNumber: true })
                yield return new Comparison(body, Verdict.Same, Rules.SameIdentifier, best.Reason);
            else if (best is not null && fits.Count == said.Count)
                yield return new Comparison(body, Verdict.Same, Rules.SameOccasion, best.Reason, best.Looseness);
        }
    }

    static Candidate Take(List<(Candidate Body, List<KnownRecognition> Said, long? Bound)> bodies, KnownRecognition known, int at, long? bound)
    {
        if (at < 0)
        {
            at = bodies.Count;
            bodies.Add((new Candidate(at, known.Mention.Type!), [], bound));
        }
        bodies[at].Body.Take(known.Mention);
        bodies[at].Said.Add(known);
        return bodies[at].Body;
    }
}
