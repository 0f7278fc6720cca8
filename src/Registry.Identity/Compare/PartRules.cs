using Registry.Identity.Names;
using Registry.Store;

namespace Registry.Identity.Compare;

/// <summary>
/// Names that say that one body is a part of the other, or runs it: a branch, a campus, a hospital or institute of a university,
/// the committee of a zone, the company that operates a carrier. They are two bodies with a relation, never one.
/// </summary>
static class PartRules
{
    /// <summary>What the names imply; null where neither is a part by its name.</summary>
    /// <param name="one">The first name.</param>
    /// <param name="other">The second name.</param>
    /// <param name="areOne">Whether two wholes are one body.</param>
    public static Match? Judge(NameReading one, NameReading other, Func<NameReading, NameReading, Match> areOne) => (one.Part, other.Part) switch
    {
        ({ } a, { } b) => TwoParts(a, b, areOne),
        ({ } part, null) => PartAndWhole(one, part, other, areOne),
        (null, { } part) => Turned(PartAndWhole(other, part, one, areOne)),
        _ => Goes(one, other) ?? Turned(Goes(other, one)),
    };

    static Match TwoParts(NamePart a, NamePart b, Func<NameReading, NameReading, Match> areOne)
    {
        var wholes = areOne(a.Whole, b.Whole);
        if (a.Key != b.Key)
            return Match.Decided(Verdict.NotSame, 0.1, "part", $"{a.Text} and {b.Text} are two parts{(wholes.Verdict == Verdict.Same ? " of one body" : "")}");
        return wholes with { Findings = [.. wholes.Findings, new Finding("part", 1, 0, $"both the part {a.Text}")], Relation = null };
    }

    static Match? PartAndWhole(NameReading one, NamePart part, NameReading other, Func<NameReading, NameReading, Match> areOne)
    {
        var whole = areOne(part.Whole, other);
        if (whole.Verdict == Verdict.Same)
            return Match.Decided(Verdict.NotSame, 0.1, "part", $"{part.Text} is a part of {other.Written}: {Said(part.Predicate)}", part.Predicate);
        return Goes(other, one) is { } goes ? Turned(goes) : Match.Decided(Verdict.NotSame, Math.Min(0.5, whole.Score), "part", $"only one is a part: {part.Text} of {part.Whole.Written}");
    }

    // The longer name goes on where the shorter one is a whole name.
    static Match? Goes(NameReading brief, NameReading full)
    {
        if (brief.Kind.Length == 0 || (brief.Core == full.Core && brief.Brackets == full.Brackets) || brief.Place?.Key != full.Place?.Key)
            return null;
        var a = Behind(brief);
        var b = Behind(full);
        if (a.Length < 2 || b.Length <= a.Length || !b.StartsWith(a, StringComparison.Ordinal))
            return null;
        var rest = b[a.Length..].ToString();
        if (full.Kind is "company" or "group" && brief.Kind is "carrier" or "zone" or "centre")
            return Match.Decided(Verdict.NotSame, 0.2, "part", $"{full.Written} is the company that its name says operates {brief.Written}", "operatedBy");
        if (full.Form == rest && full.Kind is "company" or "group")
            return new Match(Verdict.Unsure, 0.85, [new Finding("part", 0.85, 0, $"{full.Written} may be {brief.Written} as a company")]);
        var relation = brief.Kind == "university" && rest.StartsWith('(') ? "campuses" : "affiliates";
        return Match.Decided(Verdict.NotSame, 0.1, "part", $"{rest} is a part of {brief.Written}", relation);
    }

    static ReadOnlySpan<char> Behind(NameReading name) => name.Folded.AsSpan(Math.Min(name.Place?.End ?? 0, name.Folded.Length));

    static Match? Turned(Match? match) => match is null ? null : match with { Relation = Inverse(match.Relation) };

    static string? Inverse(string? relation) =>
        relation is not null && Vocabulary.Current.Relation(relation) is { } said ? (said with { IsInverse = !said.IsInverse }).Name : null;

    static string Said(string predicate) => predicate switch
    {
        "branchOf" => "a branch",
        "campusOf" => "a campus",
        _ => "the committee of the zone",
    };
}
