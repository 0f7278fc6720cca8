using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Sections;

namespace Registry.Harvest.Extract.Figures;

/// <summary>At which time a text speaks, as far as it says: from its dateline, from the half-year or quarter it reports, from the latest year it tells of.</summary>
/// <param name="Year">0 when it names none.</param>
/// <param name="Month">The last month of the time it reports; null when it names only a year.</param>
internal readonly partial record struct DocumentDate(int Year, int? Month)
{
    public static DocumentDate Of(Document document)
    {
        string text = document.Text;
        string original = document.Clean.Original;
        if (Dateline().Match(original, 0, Math.Min(600, original.Length)) is { Success: true } day)
        {
            return new(Number(day.Groups["y"].Value), Number(day.Groups["m"].Value));
        }

        if (Half().Match(text) is { Success: true } half)
        {
            return new(Number(half.Groups["y"].Value), half.Groups["half"].Value switch { "上半年" => 6, "前三季度" => 9, "一季度" => 3, _ => 12 });
        }

        // The number of a document that is spoken of is of its year; 2010年获批 tells history.
        List<int> years = [.. Years().Matches(text).Where(m => !IsAhead(text, m.Index) && !IsHistory(text, m.Index + m.Length)).Select(static m => Number(m.Groups["y"].Value)),
            .. Numbered().Matches(text).Select(static m => Number(m.Groups["y"].Value))];
        if (years.Count > 0)
        {
            return new(years.Max(), null);
        }

        List<int> planned = [.. Years().Matches(text).Select(static m => Number(m.Groups["y"].Value))];
        return planned.Count > 0 ? new(planned.Min(), null) : default;
    }

    // 到2027年, 2023—2027年: a time to come.
    private static bool IsAhead(string text, int at) => at > 0 && !(at > 2 && text[(at - 3)..(at - 1)] is "增加" or "增长" or "提高" or "提升" or "上升" or "扩大") && (text[at - 1] is '到' or '至' or '争' or '—' or '-' or '在' && text[at - 1] != '在' || (at > 1 && text[(at - 2)..at] is "力争" or "确保" or "争取"));

    private static bool IsHistory(string text, int at) => History().IsMatch(text.AsSpan(at, Math.Min(8, text.Length - at)));

    [GeneratedRegex("^(?:\\d{1,2}月)?(?:\\d{1,2}日)?,?(?:经)?(?:正式|成功)?(?:获批|获国务院|成立|设立|升级|创办|始建|建立|组建|批准|建园|建区|挂牌|被)")]
    private static partial Regex History();

    [GeneratedRegex(@"[〔\[](?<y>20[0-4]\d)[〕\]]")]
    private static partial Regex Numbered();

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:^|\n|[:(]|日期|时间|发布|[报刊]\s)\s*(?<y>20\d{2})[-年/.](?<m>0?[1-9]|1[0-2])[-月/.](?:0?[1-9]|[12]\d|3[01])日?")]
    private static partial Regex Dateline();

    [GeneratedRegex(@"(?<y>20\d{2})年?(?<half>上半年|前三季度|一季度)")]
    private static partial Regex Half();

    [GeneratedRegex(@"(?<!\d)(?<y>20[0-4]\d)年(?!来|代)")]
    private static partial Regex Years();
}
