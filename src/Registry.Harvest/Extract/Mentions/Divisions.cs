using Registry.Harvest.Extract.Layout;
using Registry.Identity.Places;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>Which divisions a text speaks of, and which it is about.</summary>
internal sealed class DivisionReader(string text, PlaceNames places, List<PlacedDivisions> placed)
{
    private readonly List<(Span Span, string Form, IReadOnlyList<WrittenDivision> Divisions)> found = [];
    private readonly Dictionary<string, Body> named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> settled = new(StringComparer.Ordinal);

    /// <summary>Names the divisions of the text as bodies and the one the text is about.</summary>
    public void Read(Bodies bodies)
    {
        Find();
        Settle();
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach ((Span span, string form, _) in found)
        {
            if (settled.TryGetValue(form, out string? code))
            {
                counts[code] = counts.GetValueOrDefault(code) + Weight(span);
                Name(bodies, code, form, span);
            }
        }

        foreach (string code in counts.Keys.ToList())
        {
            counts[code] *= SpeaksOf(DivisionCode.Rank(code)) ? 3 : 1;
        }

        bodies.Place = Main(counts) is { } main ? bodies.All.First(b => b.Code == main) : null;
    }

    // What the title names weighs more; a place in the title of another document less.
    private int Weight(Span span) => IsInTitle(span.Start) ? 1 : span.Start < 60 ? 8 : 2;

    private bool IsInTitle(int at)
    {
        int from = Math.Max(0, at - 100), open = text.AsSpan(from, at - from).LastIndexOf('《');
        return open >= 0 && text.AsSpan(from + open, at - from - open).IndexOf('》') < 0;
    }

    // 全区 and 区科技局 are a district's words, 全市 and 市科技局 a city's.
    private bool SpeaksOf(DivisionRank rank)
    {
        int district = Count("全区") + Count("我区") + Count("区科") + Count("区委") + Count("全县") + Count("我县") + Count("县委") + Count("县科"), city = Count("全市") + Count("我市") + Count("市科") + Count("市委");
        return rank switch { DivisionRank.County => district > city, DivisionRank.Prefecture => city > district, _ => false };
    }

    private int Count(string word)
    {
        int count = 0;
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 2, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    /// <summary>The code that a form means in this text; null when it is not settled.</summary>
    public string? CodeOf(string form) => settled.GetValueOrDefault(form);

    /// <summary>The code of the last of the divisions with which a name begins: 广西柳州高新区 is of 柳州.</summary>
    public string? CodeOfName(string name)
    {
        string? code = null;
        for (int at = 0; at < name.Length && places.At(name, at).Length is > 0 and var length; at += length)
        {
            code = settled.GetValueOrDefault(name.Substring(at, length)) ?? code;
        }

        return code;
    }

    private void Find()
    {
        int behind = 0;
        foreach ((Span span, IReadOnlyList<WrittenDivision> divisions) in placed)
        {
            if (span.Start >= behind)
            {
                found.Add((span, divisions[0].Text, divisions));
                behind = span.End;
            }
        }
    }

    // What is named in full, or is a province, settles what the short forms mean.
    private void Settle()
    {
        HashSet<string> full = [.. found.SelectMany(static f => f.Divisions).Where(static d => d.IsFull).Select(static d => d.Code)];
        found.RemoveAll(f => f.Divisions.All(d => !d.IsFull && DivisionCode.Rank(d.Code) == DivisionRank.County && !full.Contains(d.Code)) && !IsZone(f.Span.End));

        HashSet<string> provinces = new(StringComparer.Ordinal);
        foreach ((_, string form, IReadOnlyList<WrittenDivision> divisions) in found)
        {
            if (divisions.FirstOrDefault(static d => DivisionCode.Rank(d.Code) == DivisionRank.Province) is { Code: { } province })
            {
                settled[form] = province;
                provinces.Add(province);
            }
        }

        foreach ((_, string form, IReadOnlyList<WrittenDivision> divisions) in found)
        {
            if (divisions.Count == 1 && divisions[0].IsFull && !settled.ContainsKey(form))
            {
                settled[form] = divisions[0].Code;
                provinces.Add(DivisionCode.Province(divisions[0].Code));
            }
        }

        HashSet<string> known = [.. settled.Values];
        foreach ((_, string form, IReadOnlyList<WrittenDivision> divisions) in found)
        {
            if (!settled.ContainsKey(form) && Choose(divisions, known, provinces) is { } code)
            {
                settled[form] = code;
            }
        }
    }

    private bool IsZone(int at) => Words.Vocabulary.Suffixes.Longest(text, at) is { Length: > 0, Meaning.Type: "Zone" };

    private static string? Choose(IReadOnlyList<WrittenDivision> divisions, HashSet<string> known, HashSet<string> provinces)
    {
        if (divisions.FirstOrDefault(d => known.Contains(d.Code)) is { Code: { } named })
        {
            return named;
        }

        List<WrittenDivision> near = [.. divisions.Where(d => provinces.Contains(DivisionCode.Province(d.Code)))];
        List<WrittenDivision> among = near.Count > 0 ? near : [.. divisions];
        if (among.Count > 1 && among.Where(static d => DivisionCode.Rank(d.Code) == DivisionRank.Prefecture).ToList() is { Count: 1 } prefectures)
        {
            among = prefectures;
        }

        return among.Count == 1 ? among[0].Code : null;
    }

    private void Name(Bodies bodies, string code, string form, Span span)
    {
        if (!named.TryGetValue(code, out Body? body))
        {
            body = bodies.Of(places.NameOf(code), "AdministrativeDivision");
            named.Add(code, body);
            body.Code = code;
            body.Level = DivisionCode.Rank(code) switch
            {
                DivisionRank.Province => "PROVINCIAL",
                DivisionRank.Prefecture => "PREFECTURE",
                _ => "DISTRICT",
            };
        }

        bodies.Call(body, form);
        body.Mentions.Add(span);
    }

    /// <summary>The division named most often, the lower before the higher: a district's text names its province too.</summary>
    private static string? Main(Dictionary<string, int> counts)
    {
        string? best = null;
        double most = 0;
        foreach ((string code, int count) in counts)
        {
            double weight = count * DivisionCode.Rank(code) switch { DivisionRank.Province => 0.45, DivisionRank.Prefecture => 1, _ => 1.2 };
            if (weight > most)
            {
                (best, most) = (code, weight);
            }
        }

        return best;
    }
}
