using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Layout;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>Short names that a text introduces: 无锡江阴高新技术产业开发区(以下简称江阴高新区).</summary>
internal static partial class Abbreviations
{
    public static void Read(string text, Bodies bodies)
    {
        foreach (Match match in Ahead().Matches(text))
        {
            int at = match.Index + match.Length;
            if (bodies.All.Where(b => text.AsSpan(at).StartsWith(b.Name, StringComparison.Ordinal)).MaxBy(static b => b.Name.Length) is { } body)
            {
                Name(bodies, body, match.Groups["short"].Value);
            }
        }

        foreach (Match match in Introduced().Matches(text))
        {
            string shortName = match.Groups["short"].Value;
            if (bodies.All.Where(b => text.AsSpan(0, match.Index).EndsWith(b.Name, StringComparison.Ordinal)).MaxBy(static b => b.Name.Length) is not { } body)
            {
                continue;
            }

            Name(bodies, body, shortName);
        }
    }

    private static void Name(Bodies bodies, Body body, string shortName)
    {
        if (bodies.Find(shortName) is { } other && !ReferenceEquals(other, body))
        {
            bodies.Unite(body, other);
        }
        else
        {
            bodies.Call(body, shortName);
        }
    }

    // 以下简称“某高新区”的某国家高新技术产业开发区: the short name comes first.
    [GeneratedRegex("以下简称(?:为)?“?(?<short>[^”,。]{2,14})”?的")]
    private static partial Regex Ahead();

    [GeneratedRegex(@"\((?:以下|下)?(?:统|简)称(?:为)?[:]?[“""]?(?<short>[^”"")(,。]{2,14})[”""]?\)")]
    private static partial Regex Introduced();
}

/// <summary>In a plan of 枝江, 高新区 is the zone of 枝江: a bare kind of zone means the one of the text's own place.</summary>
internal static partial class ContextNames
{
    private static readonly (string Bare, string Full)[] Kinds = [("高新区", "高新技术产业开发区"), ("经开区", "经济技术开发区"), ("自创区", "自主创新示范区")];

    public static void Supply(string text, Bodies bodies)
    {
        foreach ((string bare, string full) in Kinds)
        {
            List<Body> zones = [.. bodies.All.Where(b => b.Type == "Zone" && b.Names.Any(n => n.EndsWith(bare, StringComparison.Ordinal) || n.EndsWith(full, StringComparison.Ordinal)))];
            bool aspires = Aims(text).Any(m => m.Value.Contains(bare, StringComparison.Ordinal) || m.Value.Contains(full, StringComparison.Ordinal));
            if (zones.Count == 0 && bodies.Place is { } place && (IsBareIn(text, bare) || aspires))
            {
                string stem = place.Names.Where(static n => n.Length >= 2).MinBy(static n => n.Length)!;
                Body zone = bodies.Of(stem + bare, "Zone", bare == "高新区" ? "HIGH_TECH_ZONE" : null);
                zone.Basis = "context";
                zone.Shown = First(text, bare) ?? First(text, full);
                zones.Add(zone);
            }

            if (zones.Count > 0 && zones.MaxBy(b => Count(text, b)) is { } main && IsBareIn(text, bare))
            {
                bodies.Call(main, bare);
            }
        }
    }

    private static int Count(string text, Body body) => body.Names.Sum(name => text.AsSpan().Count(name));

    private static bool IsBareIn(string text, string bare)
    {
        for (int at = text.IndexOf(bare, StringComparison.Ordinal); at >= 0; at = text.IndexOf(bare, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || text[at - 1] is not (>= '\u4e00' and <= '\u9fff') || Words.Vocabulary.Breaks.Before(text, at).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static Span? First(string text, string words) => text.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at ? new(at, at + words.Length) : null;

    /// <summary>Whether a text aims at becoming a national zone; what it became in a year before is no aim.</summary>
    internal static IEnumerable<Match> Aims(string text) =>
        Aspired().Matches(text).Where(m => !IsPast(text, m.Index));

    /// <summary>Whether the words before a place of a text say that it has come to pass.</summary>
    internal static bool IsPast(string text, int at) => Became().IsMatch(text[Math.Max(0, at - 14)..at]);

    [GeneratedRegex(@"(?:已|获批|于|(?<!到|到“?)20\d{2}年(?:\d{1,2}月)?,?(?:[\p{IsCJKUnifiedIdeographs}]{0,8})?(?:成功|正式|顺利)?)$")]
    private static partial Regex Became();

    [GeneratedRegex(@"(?:创建|争创|申建|申报|创成)[^,。;]{0,6}国家(?:级)?(?:高新区|高新技术产业开发区|经开区|经济技术开发区)")]
    internal static partial Regex Aspired();
}
