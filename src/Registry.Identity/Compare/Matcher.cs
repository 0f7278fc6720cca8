using Registry.Identity.Identifiers;
using Registry.Identity.Names;
using Registry.Store;

namespace Registry.Identity.Compare;

/// <summary>
/// Judges whether two names are those of one body. Identifiers decide before names; then what the names say of parts and
/// wholes; then the table of comparisons: SAME where each agrees, UNSURE where the names are near, else NOT_SAME.
/// </summary>
public static class Matcher
{
    /// <summary>From here on a comparison agrees.</summary>
    public const double Agreement = 0.9;

    /// <summary>From here on names that do not agree are near enough to be shown to a person.</summary>
    public const double Near = 0.75;

    /// <summary>Compares two subjects.</summary>
    /// <param name="one">The first.</param>
    /// <param name="other">The second.</param>
    /// <param name="areOne">Compares the wholes of which the names name parts; by the names alone where it is missing.</param>
    public static Match Compare(Subject one, Subject other, Func<NameReading, NameReading, Match>? areOne = null)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return ByIdentifier(one, other) ?? Weigh(one, other, areOne ?? Compare);
    }

    /// <summary>Compares two names of which nothing else is known.</summary>
    public static Match Compare(NameReading one, NameReading other) => Compare(new Subject(one), new Subject(other));

    static Match? ByIdentifier(Subject one, Subject other)
    {
        if (one.Identifiers is not { Count: > 0 } || other.Identifiers is not { Count: > 0 })
            return null;
        var shared = one.Identifiers.Where(other.Identifiers.Contains).Select(same => $"same {same.Scheme} {same.Value}").FirstOrDefault();
        var apart = one.Identifiers.SelectMany(a => other.Identifiers, (a, b) => (a, b))
            .Where(pair => pair.a.Scheme == pair.b.Scheme && IdentifierSchemes.Contradict(pair.a.Scheme, pair.a.Value, pair.b.Value))
            .Select(pair => $"{pair.a.Scheme} {pair.a.Value} is not {pair.b.Value}").FirstOrDefault();
        return (shared, apart) switch
        {
            (null, null) => null,
            ({ } same, null) => Match.Decided(Verdict.Same, 1, "identifier", same),
            (null, { } differs) => Match.Decided(Verdict.NotSame, 0, "identifier", differs),
            _ => Match.Decided(Verdict.Unsure, 0.5, "identifier", $"{shared}, but {apart}"),
        };
    }

    static Match Weigh(Subject one, Subject other, Func<NameReading, NameReading, Match> areOne)
    {
        if (one.Name.Folded != other.Name.Folded && PartRules.Judge(one.Name, other.Name, areOne) is { } part)
            return part;
        List<Finding> findings = [];
        foreach (var (name, weight, compare) in Comparisons.Table)
            if (compare(one, other) is { } compared)
                findings.Add(new Finding(name, compared.Score, weight, compared.Reason));
        return Sum(one, other, findings);
    }

    static Match Sum(Subject one, Subject other, List<Finding> findings)
    {
        var score = findings.Count == 0 ? 0 : Math.Round(findings.Sum(finding => finding.Score * finding.Weight) / findings.Sum(finding => finding.Weight), 3);
        var agrees = findings.TrueForAll(finding => finding.Score >= Agreement);
        var says = one.Name.Folded == other.Name.Folded || (one.Name.Key.Length > 0 && other.Name.Key.Length > 0);
        if (agrees && says)
            return new Match(Verdict.Same, score, findings);
        // A place, a bracket or a seat that differs tells two bodies apart, however near the rest is.
        if (findings.Exists(finding => finding.Score == 0))
            return new Match(Verdict.NotSame, Math.Min(score, Near - 0.05), findings);
        return new Match(score >= Near ? Verdict.Unsure : Verdict.NotSame, score, findings);
    }
}
