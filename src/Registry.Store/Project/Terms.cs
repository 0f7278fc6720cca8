using System.Globalization;
using Registry.Store.Text;

namespace Registry.Store;

/// <summary>
/// What follows from what is stated of a recognition: how far it has got, the end of its term, and that the end has passed. A
/// function of the claims and of the day which the ledger has reached, so that a rebuild gives the same.
/// </summary>
static class Terms
{
    const string HasEnded = "validTo has passed";

    // 高新技术企业认定管理办法 (国科发火〔2016〕32号), article 9: the qualification is valid for three years from the day the certificate is issued.
    const int YearsOfHighTech = 3;
    const string RuleOfHighTech = "国科发火〔2016〕32号, article 9: three years from issuedOn";

    static readonly HashSet<string> HighTech = new(["高新技术企业", "国家高新技术企业", "国家级高新技术企业", "高新技术企业认定"], StringComparer.Ordinal);

    static readonly string[] Proposed = ["PROPOSED", "PENDING"];
    static readonly string[] Over = ["EXPIRED", "REVOKED"];

    /// <summary>The stated values with the chosen ones marked, and what follows from them; unchanged where the ledger has reached no day.</summary>
    public static List<PropertyFact> Of(List<PropertyFact> stated, string? day)
    {
        var facts = Choose(stated, "state", Step);
        facts = Choose(facts, "validTo", fact => fact.Value);
        if (day is null)
            return facts;
        var end = Chosen(facts, "validTo") ?? EndOfHighTech(facts);
        if (end is { Rule: not null } derived)
            facts.Add(derived);
        if (end is not { } term || !IsOver(term.Value, day) || Chosen(facts, "state") is { Value: "PROPOSED" or "PENDING" or "EXPIRED" or "REVOKED" })
            return facts;
        facts = facts.ConvertAll(fact => fact.Attribute == "state" ? fact with { IsChosen = false } : fact);
        facts.Add(new PropertyFact("state", "EXPIRED", true, term.Fact, HasEnded));
        return facts;
    }

    /// <summary>Whether a last day of validity, as exactly as it is given, lies before a day.</summary>
    static bool IsOver(string end, string day) => string.CompareOrdinal(end, day) < 0 && !day.StartsWith(end, StringComparison.Ordinal);

    // A notice may arrive before the one that precedes it: what is listed is not proposed any more, and what is revoked not listed.
    static string Step(PropertyFact state) => Proposed.Contains(state.Value) ? "1" : Over.Contains(state.Value) ? "3" : "2";

    // Of the greatest the first, which is the best stated; what no source lists any more stands behind what one does.
    static List<PropertyFact> Choose(List<PropertyFact> facts, string attribute, Func<PropertyFact, string> rank)
    {
        var candidates = facts.FindAll(fact => fact.Attribute == attribute);
        if (candidates.Count < 2)
            return facts;
        var best = candidates.MaxBy(rank, StringComparer.Ordinal);
        return facts.ConvertAll(fact => fact.Attribute == attribute ? fact with { IsChosen = fact == best } : fact);
    }

    static PropertyFact? EndOfHighTech(List<PropertyFact> facts) =>
        Chosen(facts, "scheme") is { } scheme && HighTech.Contains(FoldedName.Of(scheme.Value)) && Chosen(facts, "issuedOn") is { } issued && Later(issued.Value, YearsOfHighTech) is { } end
            ? new PropertyFact("validTo", end, true, issued.Fact, RuleOfHighTech)
            : null;

    // As exactly as the day is given: YYYY, YYYY-MM or YYYY-MM-DD.
    static string? Later(string day, int years)
    {
        if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date.AddYears(years).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return day.Length is 4 or 7 && int.TryParse(day.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? (year + years).ToString("0000", CultureInfo.InvariantCulture) + day[4..]
            : null;
    }

    static PropertyFact? Chosen(List<PropertyFact> facts, string attribute) => facts.Find(fact => fact.IsChosen && fact.Attribute == attribute) is { Attribute: not null } found ? found : null;
}
