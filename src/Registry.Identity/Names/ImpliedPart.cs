namespace Registry.Identity.Names;

/// <summary>A whole that a name names by naming its part, or the carrier that a company's name says it runs.</summary>
/// <param name="Key">The key of the whole's name.</param>
/// <param name="Spelling">Its spelling.</param>
/// <param name="Predicate">What the part is to the whole: branchOf, campusOf, affiliatedTo, operates.</param>
/// <param name="TellsWhich">Whether the whole's name tells it from others wherever they are: it says a place, or is a company's or university's full name.</param>
public sealed record ImpliedPart(string Key, string Spelling, string Predicate, bool TellsWhich)
{
    const int Telling = 4;

    // How the name of a carrier may end, to tell most companies at a glance from one that is called after its carrier.
    const string EndsOfCarriers = "器间园区地心街营";

    /// <summary>What a name implies; null where it names no whole.</summary>
    public static ImpliedPart? Of(NameReading name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Part is { } part)
            return Of(part.Whole, part.Predicate);
        return name.Kind == "company" ? Carrier(name) : Affiliated(name);
    }

    static ImpliedPart? Of(NameReading whole, string predicate) => whole.Core.Length < 2 && whole.Kind is not ("zone" or "university") || whole.Key.Length == 0
        ? null
        : new ImpliedPart(whole.Key, whole.Spelling, predicate, whole.Place is not null || whole.Core.Length >= Telling);

    // 重庆三创孵化器有限公司 runs 重庆三创孵化器.
    static ImpliedPart? Carrier(NameReading company)
    {
        if (!company.Folded.EndsWith(company.Form, StringComparison.Ordinal) || company.Folded.Length <= company.Form.Length)
            return null;
        var text = company.Folded[..^company.Form.Length];
        if (!EndsOfCarriers.Contains(text[^1], StringComparison.Ordinal))
            return null;
        var carrier = NameReader.ReadFolded(text, text);
        return carrier.Kind is "carrier" && carrier.Part is null ? Of(carrier, "operates") : null;
    }

    // 重庆大学附属医院, 重庆大学机械传动国家重点实验室. What follows a bracket, as in 中国地质大学(北京), is another university.
    static ImpliedPart? Affiliated(NameReading name)
    {
        var at = name.Folded.IndexOf("大学", 2 > name.Folded.Length ? 0 : 2, StringComparison.Ordinal);
        if (at < 0 || name.Kind == "university" || name.Folded.Length < at + 4 || name.Folded[at + 2] is '(' or '城' or '生')
            return null;
        var text = name.Folded[..(at + 2)];
        var university = NameReader.ReadFolded(text, text);
        return university.Kind == "university" ? Of(university, "affiliatedTo") : null;
    }
}
