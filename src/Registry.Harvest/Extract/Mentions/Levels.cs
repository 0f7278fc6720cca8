using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Sections;
using Registry.Identity.Places;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>Level, recognition and status of bodies, where the text states them: in the words of a list, in a name, in a sentence about a zone.</summary>
internal static partial class Levels
{
    public static void Read(Document document, List<NameList> lists, Dictionary<Span, Body> listed, Bodies bodies)
    {
        foreach (NameList list in lists)
        {
            foreach (Item item in list.Items)
            {
                Body body = listed[item.Span];
                if (body.IsSite && LevelIn(list.Qualifier, body.Type, bodies.Place?.Code) is var (level, raw))
                {
                    body.Level ??= level;
                    body.LevelRaw ??= raw;
                    body.Recognition ??= Recognition(list.Qualifier);
                    body.Shown ??= list.Span;
                }
            }
        }

        foreach (Body body in bodies.All)
        {
            Named(body, bodies.Place?.Code);
        }

        Zones(document.Text, bodies);
    }

    private static string Recognition(string words) =>
        Pending().IsMatch(words) ? "PENDING" : words.Contains("备案", StringComparison.Ordinal) ? "FILED" : "RECOGNISED";

    /// <summary>The level stated nearest before the word for the body's kind.</summary>
    private static (string Level, string Raw)? LevelIn(string words, string type, string? place)
    {
        string kind = type switch { "Incubator" => "孵化器", "MakerSpace" => "众创空间", "StarCreation" => "星创天地", _ => "" };
        int at = kind.Length == 0 ? words.Length : words.LastIndexOf(kind, StringComparison.Ordinal);
        string before = at < 0 ? words : words[..at];
        Match? last = Level().Matches(before).LastOrDefault();
        return last is null ? null : Of(last.Value, place) is { } level ? (level, Raw(before, last)) : null;
    }

    private static string Raw(string words, Match level) =>
        words.Contains("备案" + level.Value, StringComparison.Ordinal) ? "备案" + level.Value : words.Contains(level.Value + "备案", StringComparison.Ordinal) ? level.Value + "备案" : level.Value;

    /// <summary>市级 is the province's in a municipality, else the prefecture's.</summary>
    internal static string? Of(string word, string? place) => word switch
    {
        "国家级" or "国家" or "国字号" => "NATIONAL",
        "省级" or "自治区级" or "部级" => "PROVINCIAL",
        "市级" => place is not null && DivisionCode.IsInMunicipality(place) ? "PROVINCIAL" : "PREFECTURE",
        "区级" or "县级" or "区县级" => "DISTRICT",
        _ => null,
    };

    // The level is part of the name: 城东国家级中小企业创新创业基地, 国家某某产业园.
    private static void Named(Body body, string? place)
    {
        if (!body.IsSite || body.Level is not null)
        {
            return;
        }

        Match match = Level().Match(body.Name);
        if (match.Success && (match.Value != "国家" || match.Index == 0) && (match.Value.EndsWith('级') || body.Type == "Zone"))
        {
            body.Level = Of(match.Value, place);
            body.LevelRaw = match.Value;
        }
    }

    // 国家高新区 said of no aim is what the zone is; said of an aim it is what the zone applies for.
    private static void Zones(string text, Bodies bodies)
    {
        foreach ((string kind, string subtype) in (ReadOnlySpan<(string, string)>)[("高新", "HIGH_TECH_ZONE"), ("经", "ECONOMIC_ZONE")])
        {
            List<Body> zones = [.. bodies.All.Where(b => b.Subtype == subtype)];
            if (zones.Count == 0 || zones.MaxBy(b => text.AsSpan().Count(b.Names.MinBy(static n => n.Length)!)) is not { } main)
            {
                continue;
            }

            List<Match> aims = [.. ContextNames.Aims(text)];
            if (aims.Any(a => a.Value.Contains(kind, StringComparison.Ordinal)))
            {
                main.Status ??= "APPLYING_NATIONAL";
            }
            else if (NationalZone().Matches(text).FirstOrDefault(m => m.Value.Contains(kind, StringComparison.Ordinal)) is { } said)
            {
                main.Level ??= "NATIONAL";
                main.LevelRaw ??= said.Value;
            }
        }
    }

    [GeneratedRegex("国家级|国字号|自治区级|省级|部级|区县级|市级|区级|县级|国家")]
    private static partial Regex Level();

    [GeneratedRegex("待审批|待认定|公示|拟认定|申报中|审批中")]
    private static partial Regex Pending();

    [GeneratedRegex("国家(?:级)?(?:高新区|高新技术产业开发区|经开区|经济技术开发区)")]
    private static partial Regex NationalZone();
}
