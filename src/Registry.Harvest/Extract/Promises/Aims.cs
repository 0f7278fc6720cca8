using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Figures;
using Registry.Harvest.Extract.Sections;

namespace Registry.Harvest.Extract.Promises;

/// <summary>Tells aims from facts, by the words before a figure and by the section in which it stands, and by when they are to be reached.</summary>
internal sealed partial class Aims(Document document, DocumentDate date)
{
    private readonly string text = document.Text;
    private Sentence? read;
    private List<Match> aimsRead = [], doneRead = [];
    private List<Match>? announcements;

    /// <summary>Whether a figure at a place of a sentence is an aim, and its deadline.</summary>
    public (bool IsAim, string? Deadline) Of(Sentence sentence, int at)
    {
        if (sentence != read)
        {
            // A sentence holds several figures; its words are looked through once.
            string whole = text[sentence.Span.Start..sentence.Span.End];
            (read, aimsRead, doneRead) = (sentence, Aim().Matches(whole).ToList(), Done().Matches(whole).ToList());
        }

        int length = at - sentence.Span.Start;
        Match? aim = aimsRead.FindLast(m => m.Index + m.Length <= length), done = doneRead.FindLast(m => m.Index + m.Length <= length);
        bool isSectionOfAims = sentence.Section.Path.Any(static s => Ahead().IsMatch(s.Title));
        if (aim is null && !isSectionOfAims)
        {
            return (false, null);
        }

        string before = text[sentence.Span.Start..at];
        bool isAim = aim is not null && (done is null || done.Index < aim.Index) && IsAhead(aim);
        isAim |= isSectionOfAims && done is null && !PastYear(before);
        return isAim ? (true, Deadline(sentence, before)) : (false, null);
    }

    [GeneratedRegex("目标|工作安排|工作打算|工作思路")]
    private static partial Regex Ahead();

    private bool IsAhead(Match aim) => !aim.Groups["y"].Success || Year(aim) > date.Year || (Year(aim) == date.Year && (document.IsPlan || aim.Groups["will"].Success));

    private static int Year(Match match) => int.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture);

    private bool PastYear(string before) => PlainYear().Matches(before).LastOrDefault() is { } year && Year(year) < date.Year;

    private string? Deadline(Sentence sentence, string before)
    {
        if (Within().Matches(before).LastOrDefault() is { } within)
        {
            return $"P{Digit(within.Groups["n"].Value)}Y";
        }

        if (FiveYears().Matches(before).LastOrDefault() is { } plan && !PlainYear().IsMatch(before))
        {
            return plan.Groups["n"].Value switch { "十三五" => "2020", "十四五" => "2025", "十五五" => "2030", _ => null };
        }

        if (PlainYear().Matches(before).LastOrDefault(static m => !m.Groups["since"].Success) is { } year)
        {
            return year.Groups["y"].Value;
        }

        return before.Contains("今年", StringComparison.Ordinal) && date.Year > 0 ? date.Year.ToString(CultureInfo.InvariantCulture)
            : before.Contains("明年", StringComparison.Ordinal) && date.Year > 0 ? (date.Year + 1).ToString(CultureInfo.InvariantCulture)
            : Announced(sentence);
    }

    // 2022年,…将…: what follows under that announcement is for that year.
    private string? Announced(Sentence sentence)
    {
        int from = Math.Max(0, sentence.Span.Start - 1600);
        announcements ??= Announcement().Matches(text).ToList();
        if (announcements.FindLast(m => m.Index + m.Length <= sentence.Span.Start) is { } announced && announced.Index >= from)
        {
            return announced.Groups["y"].Value;
        }

        foreach (Section section in sentence.Section.Path)
        {
            if (PlainYear().Match(section.Title) is { Success: true } year)
            {
                return year.Groups["y"].Value;
            }
        }

        return null;
    }

    private static int Digit(string written) => int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int digit) ? digit : "一二三四五六七八九".IndexOf(written, StringComparison.Ordinal) + 1;

    [GeneratedRegex(@"(?<!增加|增长|提高|提升|上升|扩大|发展)(?:到|至)(?<y>20\d{2})年(?:底|末)?|力争|争取|确保|目标(?:是|为|:)|计划(?:到|在|用|新增|引进|培育|建设|投资(?!\d))|(?<y>20\d{2})年(?:底|末)?(?:前|(?<will>将)|,[^,。]{0,16}(?<will>将))|到?“?十[三四五]五”?(?:期)?末|[\d一二三四五]年内|奋斗目标|预期目标")]
    private static partial Regex Aim();

    [GeneratedRegex(@"已(?!经开始)|截至|目前|去年|上半年|今年以来|荣获|完成了|实现了")]
    private static partial Regex Done();

    [GeneratedRegex(@"(?<since>较|比|自|从)?(?<y>20\d{2})年")]
    private static partial Regex PlainYear();

    [GeneratedRegex(@"(?<n>[\d一二三四五])年内")]
    private static partial Regex Within();

    [GeneratedRegex(@"“?(?<n>十[三四五]五)”?(?:期)?末")]
    private static partial Regex FiveYears();

    [GeneratedRegex(@"(?<y>20\d{2})年,?[^,。]{0,16}将")]
    private static partial Regex Announcement();
}
