using System.Collections.Frozen;
using Registry.Identity.Identifiers;
using Registry.Store.Text;

namespace Registry.Identity.Places;

/// <summary>
/// The divisions of GB/T 2260 by name. A written place is read from the province downwards, each part by its full name or its
/// short form (重庆荣昌 is 重庆市荣昌区), in the light of a place that is already known.
/// </summary>
/// <remarks>
/// Of several divisions with the same short form the province is meant (吉林), else the only prefecture (西安, not a district
/// of that name); of several with the same full name none, unless the context says which (朝阳区).
/// </remarks>
public sealed class Gazetteer
{
    // Groups of codes in older lists, not places.
    static readonly FrozenSet<string> NoPlaces =
        FrozenSet.Create(StringComparer.Ordinal, "市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位");

    readonly FrozenDictionary<string, Division> byCode;
    readonly FrozenDictionary<string, NamedDivision[]> byForm;
    readonly int longestForm;

    /// <summary>Takes the rows of a list of divisions; of two rows of one code the later counts.</summary>
    public Gazetteer(IEnumerable<Division> divisions)
    {
        ArgumentNullException.ThrowIfNull(divisions);
        var rows = new Dictionary<string, Division>(StringComparer.Ordinal);
        foreach (var division in divisions)
            if (division.Code.Length == 6 && !NoPlaces.Contains(division.Name))
                rows[division.Code] = division;
        byCode = rows.ToFrozenDictionary(StringComparer.Ordinal);
        byForm = Forms(rows.Values).GroupBy(form => form.Text, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(form => form.Code, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        longestForm = byForm.Count == 0 ? 0 : byForm.Keys.Max(form => form.Length);
    }

    /// <summary>How many divisions are known.</summary>
    public int Count => byCode.Count;

    /// <summary>Every form in which a division is named, folded: its full name and its short form.</summary>
    public IEnumerable<WrittenDivision> Written =>
        byForm.Values.SelectMany(forms => forms).Select(form => new WrittenDivision(form.Text, form.Code, form.IsFull));

    /// <summary>The full name of a division; null when the code is not known.</summary>
    public string? NameOf(string code) => byCode.GetValueOrDefault(code)?.Name;

    /// <summary>Whether the code is that of a known division.</summary>
    public bool Knows(string code) => byCode.ContainsKey(code);

    /// <summary>Reads a written place or code.</summary>
    /// <param name="written">A name (with or without the names above it), an address, or a six-digit code.</param>
    /// <param name="within">The code of a place in which, or around which, it is to be looked for; null when nothing is known.</param>
    public PlaceReading Resolve(string written, string? within = null)
    {
        ArgumentNullException.ThrowIfNull(written);
        var text = FoldedName.Of(written);
        if (text.Length == 0)
            return Unknown(written, "found nothing; the name or code of a division would be right.");
        if (char.IsAsciiDigit(text[0]) && text.Length is 6 or 12)
            return ByCode(written);
        return Choose(written, text, PlacePath.Read(this, text), within);
    }

    /// <summary>
    /// The divisions with which a text begins, as a path from the top, and how much of the text they take; null when it begins
    /// with none. For names: 重庆荣昌高新技术产业开发区 begins with 重庆 and 荣昌.
    /// </summary>
    public LeadingPlace? Leading(string text, string? within = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = FoldedName.Of(text);
        var paths = PlacePath.Read(this, folded);
        var reading = paths.Count == 0 ? null : Choose(text, folded, paths, within, anyRest: true);
        return reading?.Code is { } code ? new LeadingPlace(code, folded[..^reading.Rest.Length], reading.Rest) : null;
    }

    internal ReadOnlySpan<NamedDivision> At(string text, int start, int length) =>
        byForm.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(start, length), out var forms) ? forms : [];

    internal int LongestForm => longestForm;

    PlaceReading ByCode(string written)
    {
        var reading = Gb2260Code.Read(written);
        if (!reading.IsValid)
            return Unknown(written, reading.Fault!);
        return Knows(reading.Value)
            ? new PlaceReading(written, reading.Value, [], "", null)
            : Unknown(written, $"no division has the code {reading.Value}.");
    }

    PlaceReading Choose(string written, string text, IReadOnlyList<PlacePath> paths, string? within, bool anyRest = false)
    {
        var fitting = paths.Where(path => anyRest || path.IsWholeOrAddress(text)).ToList();
        if (fitting.Count == 0)
            return OfOtherKind(written, text, within);
        // The reading that leaves least is the right one; among equals, those that agree with the context, from inside outwards.
        var least = fitting.Where(path => path.End == fitting.Max(other => other.End)).ToList();
        var related = within is null ? least : Related(least, within);
        if (related.Count == 0)
            return Outside(written, least, within!);
        var preferred = PlacePath.Preferred(related);
        return preferred.Count == 1
            ? new PlaceReading(written, preferred[0].Code, [], text[preferred[0].End..], null)
            : Ambiguous(written, preferred);
    }

    static List<PlacePath> Related(List<PlacePath> paths, string within)
    {
        var inside = paths.Where(path => DivisionCode.Contains(within, path.Code)).ToList();
        return inside.Count > 0 ? inside : paths.Where(path => DivisionCode.Contains(path.Code, within)).ToList();
    }

    // 荣昌县 became 荣昌区: a division that was of another kind is named as a candidate, not taken.
    PlaceReading OfOtherKind(string written, string text, string? within)
    {
        var same = ShortNames.Of(text) is { } stem && byForm.TryGetValue(stem, out var forms)
            ? forms.Select(form => form.Code).Where(code => within is null || DivisionCode.Agree(within, code)).ToList()
            : [];
        return same.Count == 0
            ? Unknown(written, "no division has this name.")
            : new PlaceReading(written, null, same, "", $"no division has this name; there is {Listed(same)}.");
    }

    PlaceReading Ambiguous(string written, List<PlacePath> paths)
    {
        var codes = paths.Select(path => path.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        return new PlaceReading(written, null, codes, "", $"it may be {Listed(codes)}; the place above it would tell.");
    }

    PlaceReading Outside(string written, List<PlacePath> paths, string within)
    {
        var codes = paths.Select(path => path.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        return new PlaceReading(written, null, codes, "", $"{NameOf(within) ?? within} has no division of this name; there is {Listed(codes)}.");
    }

    string Listed(IEnumerable<string> codes) => string.Join(", ", codes.Select(code => $"{FullName(code)} ({code})"));

    string FullName(string code) => (DivisionCode.Parent(code) is { } parent && Knows(parent) ? FullName(parent) : "") + NameOf(code);

    static PlaceReading Unknown(string written, string reason) => new(written, null, [], "", reason);

    static IEnumerable<NamedDivision> Forms(IEnumerable<Division> divisions)
    {
        foreach (var division in divisions)
        {
            var name = FoldedName.Of(division.Name);
            yield return new NamedDivision(name, division.Code, IsFull: true);
            if (ShortNames.Of(name) is not { } shortName || shortName == name)
                continue;
            yield return new NamedDivision(shortName, division.Code, IsFull: false);
            if (ShortNames.KindAlone(name) is { } kind)
                yield return new NamedDivision(shortName + kind, division.Code, IsFull: true);
        }
    }
}

/// <summary>The division with which a name begins.</summary>
/// <param name="Code">Its GB/T 2260 code.</param>
/// <param name="Text">The folded text that names it.</param>
/// <param name="Rest">The folded text behind it.</param>
public sealed record LeadingPlace(string Code, string Text, string Rest);

/// <summary>A form in which a division is named.</summary>
/// <param name="Text">The folded form.</param>
/// <param name="Code">The GB/T 2260 code.</param>
/// <param name="IsFull">Whether it bears the word for its kind: 荣昌区, not 荣昌.</param>
public readonly record struct WrittenDivision(string Text, string Code, bool IsFull);

/// <summary>A form of a division's name.</summary>
readonly record struct NamedDivision(string Text, string Code, bool IsFull);
