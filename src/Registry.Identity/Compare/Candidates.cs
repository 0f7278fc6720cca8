using Registry.Identity.Names;
using Registry.Store;
using Registry.Store.Reading;
using Registry.Store.Text;

namespace Registry.Identity.Compare;

/// <summary>A body of the store that a name may mean.</summary>
/// <param name="Body">The body.</param>
/// <param name="Name">Which of its names fits best.</param>
/// <param name="Match">What the comparisons say.</param>
public sealed record RankedBody(NamedBody Body, string Name, Match Match);

/// <summary>
/// Finds the bodies of a store that a name may mean, the surest first. Looked at are those that bear the very name or an
/// identifier, and those that share the rarest pieces of the name; what many share tells nothing and is not followed, so that a
/// name costs the same however many there are.
/// </summary>
public sealed class Candidates(ReadSession session)
{
    // A piece that more bodies have is looked up only together with others.
    const int Rare = 150;
    const int MostLooked = 50;

    /// <summary>The bodies that the sought one may be.</summary>
    /// <param name="sought">What is known of it.</param>
    /// <param name="types">Only bodies of these types; of every type where null.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<RankedBody> Find(Subject sought, IReadOnlyCollection<string>? types, int limit)
    {
        ArgumentNullException.ThrowIfNull(sought);
        var bodies = session.Bodies(Blocked(sought)).Where(body => types is null || types.Contains(body.Type.Name));
        var ranked = bodies.Select(body => Best(sought, body)).Where(found => found.Match.Verdict != Verdict.NotSame || found.Match.Score > 0.5 || found.Match.Relation is not null)
            .OrderBy(found => found.Match.Verdict == Verdict.NotSame).ThenByDescending(found => found.Match.Score).ThenBy(found => found.Body.Key).ToList();
        return [.. Doubtful(ranked).Take(limit)];
    }

    // A name that several bodies bear does not say which is meant; an identifier does.
    static IEnumerable<RankedBody> Doubtful(List<RankedBody> ranked)
    {
        var same = ranked.Count(found => found.Match.Verdict == Verdict.Same);
        var identified = ranked.Exists(found => found.Match is { Verdict: Verdict.Same, Findings: [{ Comparison: "identifier" }] });
        return same < 2 ? ranked : ranked.Select(found => found.Match.Verdict == Verdict.Same && !(identified && found.Match.Findings is [{ Comparison: "identifier" }])
            ? found with { Match = found.Match with { Verdict = Verdict.Unsure, Findings = [.. found.Match.Findings, new Finding("namesakes", 0.5, 0, $"{same} bodies fit as well")] } }
            : found);
    }

    static RankedBody Best(Subject sought, NamedBody body)
    {
        RankedBody? best = null;
        foreach (var name in body.Names.DefaultIfEmpty(body.Name))
        {
            var match = Matcher.Compare(sought, new Subject(NameReader.Read(name), body.Type.Name, body.Place, body.Identifiers));
            if (best is null || Order(match) > Order(best.Match))
                best = new RankedBody(body, name, match);
        }
        return best!;
    }

    static double Order(Match match) => match.Score + (match.Verdict == Verdict.Same ? 3 : match.Relation is not null ? 2 : match.Verdict == Verdict.Unsure ? 1 : 0);

    List<long> Blocked(Subject sought)
    {
        var keys = new List<long>();
        foreach (var identifier in sought.Identifiers ?? [])
            keys.AddRange(session.Bearing(identifier));
        // Of a part the whole is shown too, with what the part is to it.
        string[] names = sought.Name.Part is { } part ? [sought.Name.Folded, part.Whole.Folded] : [sought.Name.Folded];
        if (sought.Name.Folded.Length > 0)
            keys.AddRange(session.Bearing(names).Select(row => row.Key).Take(MostLooked));
        keys.AddRange(Sharing(sought.Name));
        return [.. keys.Distinct()];
    }

    IEnumerable<long> Sharing(NameReading name)
    {
        var terms = Terms(name);
        var shared = new Dictionary<long, double>();
        var common = new List<SearchTerm>();
        foreach (var term in terms)
        {
            var bodies = session.Posted(term, Rare);
            if (bodies.Count == Rare)
                common.Add(term);
            else
                foreach (var body in bodies)
                    shared[body] = shared.GetValueOrDefault(body) + 1 / Math.Log(2 + bodies.Count);
        }
        if (shared.Count < MostLooked && common.Count > 1)
            foreach (var body in session.Posted(common, MostLooked))
                shared[body] = shared.GetValueOrDefault(body) + common.Count * 0.2;
        return shared.OrderByDescending(body => body.Value).ThenBy(body => body.Key).Take(MostLooked).Select(body => body.Key);
    }

    // The pieces of brand and trade tell bodies apart; those of place and form only where there is nothing else.
    static List<SearchTerm> Terms(NameReading name)
    {
        var telling = TermsOf(name.Part is { } part ? name.Core + part.Text : name.Core);
        return telling.Count > 0 ? telling : TermsOf(name.Folded);
    }

    static List<SearchTerm> TermsOf(string text) =>
        [.. SearchTerms.OfName(text).Where(term => term.Kind == TermKind.Word || (term.Kind == TermKind.Gram && term.Text.Length > 1))];
}
