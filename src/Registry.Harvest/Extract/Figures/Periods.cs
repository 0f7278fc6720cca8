using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Sections;

namespace Registry.Harvest.Extract.Figures;

/// <summary>The time a figure is for, resolved against the time at which the text speaks: <c>2021</c>, <c>2022-01/2022-06</c>, <c>asof:2022-06</c>.</summary>
internal sealed partial class Periods(Document document, DocumentDate date)
{
    private int paragraph = -1;
    private Match? carried;
    private Sentence? read;
    private List<Match> times = [];

    /// <summary>The period of a figure that stands at a place.</summary>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="at">Where the figure begins.</param>
    /// <param name="isStock">Whether it says how many there are, and not how many came.</param>
    public string? Of(Sentence sentence, int at, bool isStock)
    {
        if (sentence.Paragraph != paragraph)
        {
            (paragraph, carried) = (sentence.Paragraph, null);
        }

        if (sentence != read)
        {
            (read, times) = (sentence, [.. Times().Matches(document.Text[sentence.Span.Start..sentence.Span.End]).Where(static m => !m.Groups["since"].Success)]);
        }

        Match? said = times.FindLast(m => m.Index + m.Length <= at - sentence.Span.Start);
        carried = said ?? carried;
        Match? behind = carried is null ? Reported().Match(document.Text[at..sentence.Span.End]) : null;
        if (carried is null && Headed(sentence) is { } year)
        {
            return isStock ? $"asof:{year}-12" : year;
        }

        return carried is not null ? Resolve(carried, isStock) : behind is { Success: true } ? Resolve(behind, isStock) : Default(isStock);
    }

    // 一、2022年工作回顾: the heading says of which year its section tells.
    private static string? Headed(Sentence sentence) =>
        sentence.Section.Path.Select(static s => HeadingYear().Match(s.Title)).FirstOrDefault(static m => m.Success)?.Groups["y"].Value;

    [GeneratedRegex(@"(?<y>20\d{2})年")]
    private static partial Regex HeadingYear();

    private string? Default(bool isStock) => date.Year == 0 ? null : isStock || date.Month is null ? AsOf : Whole;

    private string AsOf => date.Month is { } month ? $"asof:{date.Year}-{Two(month)}" : $"asof:{date.Year}";

    private string Whole => date.Month is { } month and < 12 ? $"{date.Year}-01/{date.Year}-{Two(month)}" : $"{date.Year}";

    private string? Resolve(Match time, bool isStock)
    {
        if (time.Groups["now"].Success)
        {
            return date.Year == 0 ? null : isStock || date.Month is null ? AsOf : Whole;
        }

        if (time.Groups["years"].Success)
        {
            return date.Year == 0 ? null : $"{date.Year - Count(time.Groups["years"].Value)}/{date.Year}";
        }

        int year = time.Groups["y"].Success ? int.Parse(time.Groups["y"].Value, CultureInfo.InvariantCulture) : date.Year - (time.Groups["last"].Success ? 1 : 0);
        if (year <= 0)
        {
            return null;
        }

        if (time.Groups["until"].Success)
        {
            return $"asof:{year}-{Two(Number(time.Groups["until"].Value))}";
        }

        if (Months(time) is var (first, last))
        {
            return isStock ? $"asof:{year}-{Two(last)}" : $"{year}-{Two(first)}/{year}-{Two(last)}";
        }

        if (year == date.Year && date.Month is < 12)
        {
            return isStock ? AsOf : Whole;
        }

        return !isStock ? $"{year}" : year == date.Year && date.Month is null && !time.Groups["y"].Success ? AsOf : $"asof:{year}-12";
    }

    private static (int First, int Last)? Months(Match time)
    {
        if (time.Groups["m2"].Success)
        {
            return (Number(time.Groups["m1"].Value), Number(time.Groups["m2"].Value));
        }

        return time.Groups["part"].Value switch
        {
            "上半年" => (1, 6),
            "下半年" => (7, 12),
            "前三季度" => (1, 9),
            "一季度" or "第一季度" => (1, 3),
            "二季度" or "第二季度" => (4, 6),
            "三季度" or "第三季度" => (7, 9),
            "四季度" or "第四季度" => (10, 12),
            _ => null,
        };
    }

    private static int Count(string written) => written switch { "两" or "2" => 2, "三" or "3" => 3, "五" or "5" => 5, _ => 3 };

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string Two(int month) => month.ToString("00", CultureInfo.InvariantCulture);

    // ——2021年,某区交出这样一份成绩单: the time stands behind the figures.
    [GeneratedRegex(@"——?(?<y>20\d{2})年")]
    private static partial Regex Reported();

    [GeneratedRegex(@"(?<since>(?:较|比|自|从)(?:20\d{2}年|去年|上年))|近(?<years>[两三五235])年(?:来)?|(?:(?<y>20\d{2})年?|(?<this>今年|本年)|(?<last>去年|上年))?(?:(?<m1>\d{1,2})(?:月)?[—\-至到~](?<m2>\d{1,2})月|(?<part>上半年|下半年|前三季度|第?[一二三四]季度))|(?:截至|截止)(?:(?<y>20\d{2})年|(?<last>去年))?(?<until>\d{1,2})月(?:底|末)?|(?<y>20\d{2})年|(?<this>今年|本年)|(?<last>去年|上年)|(?<now>截至目前|截止目前|目前|如今|当前|迄今|现有|截至)")]
    private static partial Regex Times();
}
