using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Figures;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Sections;

namespace Registry.Harvest.Extract.Promises;

/// <summary>An aim that is no number: to become a national zone; or a place among the best hundred.</summary>
/// <param name="Value">Null for a designation, which is reached or not.</param>
internal sealed record Designation(Body Subject, string Code, string Label, decimal? Value, string Operator, string? Deadline, string Kind, Span Span, string Object);

/// <summary>Reads designations that a text aims at.</summary>
internal static partial class Designations
{
    public static List<Designation> Read(Document document, Bodies bodies, DocumentDate date)
    {
        List<Designation> aims = [];
        Aims deadlines = new(document, date);
        foreach (Match match in National().Matches(document.Text).Where(m => !ContextNames.IsPast(document.Text, m.Index)))
        {
            string kind = match.Groups["kind"].Value;
            if (ZoneOf(bodies, kind) is not { } zone || Word().IsMatch(document.Text[match.Index..match.Groups["kind"].Index]) is false)
            {
                continue;
            }

            Sentence sentence = document.SentenceAt(match.Index);
            string? deadline = deadlines.Of(sentence, match.Index) is (true, { } year) ? year : null;
            Span span = new(match.Index, match.Index + match.Length);
            bool isStrong = match.Value.StartsWith("成功", StringComparison.Ordinal);
            Designation aim = new(zone, "national_zone_designation", (isStrong ? "成功" : "") + "创建国家" + Short(kind), null, "=", deadline, "DESIGNATION", span, "国家" + Full(kind));
            int same = aims.FindIndex(a => a.Code == aim.Code && a.Subject == zone);
            if (same < 0)
            {
                aims.Add(aim);
            }
            else if (isStrong && !aims[same].Label.StartsWith("成功", StringComparison.Ordinal))
            {
                aims[same] = aim;
            }
        }

        foreach (Match match in Best().Matches(document.Text))
        {
            Body? subject = bodies.Subject?.Type == "Zone" ? bodies.Subject : ZoneOf(bodies, "高新区");
            if (subject is not null && !aims.Exists(static a => a.Kind == "ASPIRATION"))
            {
                aims.Add(new(subject, "torch_assessment_rank_national", "全国" + match.Groups["n"].Value + "强高新区", match.Groups["n"].Value switch { "十" => 10, "二十" => 20, "三十" => 30, "五十" => 50, _ => 100 }, "<=", null, "ASPIRATION", new(match.Index, match.Index + match.Length), ""));
            }
        }

        return aims;
    }

    private static Body? ZoneOf(Bodies bodies, string kind)
    {
        string subtype = kind.StartsWith('高') ? "HIGH_TECH_ZONE" : "ECONOMIC_ZONE";
        return bodies.All.Where(b => b.Subtype == subtype).MaxBy(static b => b.Mentions.Count);
    }

    private static string Short(string kind) => kind.StartsWith('高') ? "高新区" : "经开区";

    private static string Full(string kind) => kind.StartsWith('高') ? "高新技术产业开发区" : "经济技术开发区";

    [GeneratedRegex(@"(?:成功)?(?:创建|争创|申建|申报|创成)[^,。;、]{0,6}?国家(?:级)?(?<kind>高新区|高新技术产业开发区|经开区|经济技术开发区)(?!创建)")]
    private static partial Regex National();

    [GeneratedRegex(@"创|申")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?:创建|争创|冲刺|迈进|迈向|跻身|进入|建设)[^,。;]{0,4}(?:全国)?(?<n>十|二十|三十|五十|百)强(?:国家)?高新区")]
    private static partial Regex Best();
}
