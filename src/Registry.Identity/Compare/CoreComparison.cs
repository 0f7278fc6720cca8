using Registry.Identity.Names;

namespace Registry.Identity.Compare;

/// <summary>Compares brand and trade. Only equal ones agree: bodies whose names differ by one character are as often two as one.</summary>
static class CoreComparison
{
    public static Compared? Compare(Subject one, Subject other)
    {
        var (a, b) = (one.Name, other.Name);
        if (a.Core.Length == 0 && b.Core.Length == 0)
            return null;
        if (a.Core == b.Core)
            return new(1, $"both {a.Core}");
        if (HasPlaceInCore(a, b))
            return a.Core.Length == 0 || b.Core.Length == 0 ? null : new(0.98, $"both {(a.Core.Length < b.Core.Length ? a : b).Core}");
        if (a.Core.Length == 0 || b.Core.Length == 0)
            return new(0.3, $"only one says {a.Core}{b.Core}");
        if (IsShortFor(a.Core, b.Core) || IsShortFor(b.Core, a.Core))
            return new(a.Brand == b.Brand ? 0.85 : 0.8, a.Core.Length < b.Core.Length ? $"{a.Core} may be short for {b.Core}" : $"{b.Core} may be short for {a.Core}");
        return Near(a, b);
    }

    /// <summary>Whether one name says a place with the word for its kind and the other the same place without: 利津县利通, 利津利通.</summary>
    public static bool HasPlaceInCore(NameReading one, NameReading other) =>
        (one.Place, other.Place) switch
        {
            ({ } place, null) => place.Short.Length + one.Core.Length == other.Core.Length && other.Core.StartsWith(place.Short, StringComparison.Ordinal) && other.Core.EndsWith(one.Core, StringComparison.Ordinal),
            (null, { }) => HasPlaceInCore(other, one),
            _ => false,
        };

    static Compared Near(NameReading a, NameReading b)
    {
        var distance = Lookalikes.Distance(a.Core, b.Core);
        var similarity = 1 - distance / Math.Max(a.Core.Length, b.Core.Length);
        if (distance < 0.5)
            return new(0.88, $"{a.Core} and {b.Core} differ by characters that are mistaken for each other");
        if (distance <= 1 && similarity >= 0.7)
            return new(0.8, $"{a.Core} and {b.Core} differ by one character");
        if (a.Brand == b.Brand)
            return new(0.76 + 0.1 * similarity, $"the brand {a.Brand} is the same, the trade is not");
        return new(similarity * (a.Brand[0] == b.Brand[0] ? 0.8 : 0.5), $"{a.Core} is not {b.Core}");
    }

    // Every character of the short one stands in the long one, in its order, and both begin with the same.
    static bool IsShortFor(string brief, string full)
    {
        if (brief.Length < 2 || brief.Length >= full.Length || brief[0] != full[0])
            return false;
        var at = 0;
        foreach (var character in full)
            if (at < brief.Length && brief[at] == character)
                at++;
        return at == brief.Length;
    }
}
