using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>Puts the short and the full names of one body in one text together; what is merely alike stays apart.</summary>
internal static class Namesakes
{
    public static void Unite(Bodies bodies, PlaceNames places)
    {
        bool again = true;
        while (again)
        {
            again = false;
            foreach (Body shorter in bodies.All.Where(static b => b.Type != "AdministrativeDivision").OrderBy(static b => b.Name.Length).ToList())
            {
                List<Body> longer = [.. bodies.All.Where(b => !ReferenceEquals(b, shorter) && b.Name.Length > shorter.Name.Length && IsShortFor(shorter, b, places))];
                Body? one = longer.Count == 1 ? longer[0] : longer.Where(static b => b.Basis is null).ToList() is { Count: 1 } printed ? printed[0] : null;
                if (one is not null)
                {
                    bodies.Unite(one, shorter);
                    again = true;
                    break;
                }
            }
        }
    }

    private static bool IsShortFor(Body shorter, Body longer, PlaceNames places)
    {
        string s = shorter.Name, l = longer.Name;
        if (longer.Type == "AdministrativeDivision")
        {
            return false;
        }

        if (shorter.Type != longer.Type && !(shorter.Type == "Enterprise" && longer.Subtype == "ENTERPRISE"))
        {
            return false;
        }

        int place = places.Leading(l, 0), own = places.Leading(s, 0);
        if (place > 0 && l[place..] == s)
        {
            return true;
        }

        return longer.Type switch
        {
            "Zone" => IsSameZone(s, l, own, place),
            "Enterprise" => IsBrand(s, l, place) || IsContraction(s, l),
            "ResearchInstitute" => Tail(s) == Tail(l) || longer.Subtype == "BRANCH" || longer.Subtype == "KEY_LABORATORY" ? IsContraction(s, l) : false,
            _ => false,
        };
    }

    private static string Tail(string name) => name[^2..];

    // 江阴高新区, 无锡江阴高新技术产业开发区: the same kind of zone behind the same last division.
    private static bool IsSameZone(string s, string l, int own, int place)
    {
        string? kind = Kind(s[own..]), other = Kind(l[place..]);
        return kind is not null && kind == other && own >= 2 && l[..place].EndsWith(s[..own].TrimEnd('区', '市', '县'), StringComparison.Ordinal);
    }

    private static string? Kind(string rest) =>
        rest.StartsWith("国家级", StringComparison.Ordinal) ? Kind(rest[3..]) :
        rest.StartsWith("国家", StringComparison.Ordinal) ? Kind(rest[2..]) :
        Vocabulary.Suffixes.Longest(rest, 0) is { Length: > 0, Meaning: { Subtype: { } subtype } } found && found.Length == rest.Length ? subtype : null;

    // 星火 of 星火新材料; 星火 of 无锡星火新材料科技有限公司: the brand at the beginning, behind the place.
    private static bool IsBrand(string s, string l, int place) =>
        s.Length >= 2 && (l.StartsWith(s, StringComparison.Ordinal) || l.AsSpan(place).StartsWith(s, StringComparison.Ordinal)) && !Vocabulary.Industries.Covers(s) && place != s.Length;

    // 枝江动力 of 枝江船舶动力有限公司: the first two characters, then others of the name in their order, ending with a word of it.
    private static bool IsContraction(string s, string l)
    {
        if (s.Length < 4 || l.Length < s.Length + 2 || s[..2] != l[..2] || !l.Contains(Tail(s), StringComparison.Ordinal))
        {
            return false;
        }

        int at = 0;
        foreach (char c in l)
        {
            at += at < s.Length && s[at] == c ? 1 : 0;
        }

        return at == s.Length;
    }
}
