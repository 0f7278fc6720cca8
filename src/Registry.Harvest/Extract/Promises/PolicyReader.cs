using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Sections;
using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Promises;

/// <summary>A policy document or plan that a text names.</summary>
internal sealed record Policy(string Title, Span Span)
{
    public string? DocumentNumber { get; init; }

    public string? Issuer { get; set; }

    public int? Year { get; set; }

    public string? Subtype { get; init; }

    /// <summary>The text stands on it: 根据《…》.</summary>
    public bool IsBasis { get; init; }

    /// <summary>The text's subject carries it out: 贯彻落实《…》.</summary>
    public bool IsImplemented { get; init; }

    /// <summary>It is the text itself.</summary>
    public bool IsThis { get; init; }
}

/// <summary>Reads policies: titles in 《》 with their document number, plans named by a quoted word, and the plan that the text itself is.</summary>
internal static partial class PolicyReader
{
    /// <summary>Where titles stand, brackets included: no body is read inside one.</summary>
    public static List<Span> Titles(string text)
    {
        List<Span> titles = [];
        for (int open = text.IndexOf('《', StringComparison.Ordinal); open >= 0; open = text.IndexOf('《', open + 1))
        {
            int close = text.IndexOf('》', open);
            if (close < 0 || close - open > 128)
            {
                continue;
            }

            // A document number behind the title names no body either.
            Match number = Number().Match(text, close + 1, Math.Min(60, text.Length - close - 1));
            titles.Add(new(open, number.Success && number.Index == close + 1 ? number.Index + number.Length : close + 1));
            open = close;
        }

        return titles;
    }

    public static List<Policy> Read(Document document, Bodies bodies, PlaceNames places)
    {
        List<Policy> policies = [];
        foreach (Span title in Titles(document.Text))
        {
            Span bare = new(title.Start, document.Text.IndexOf('》', title.Start) + 1);
            if (Titled(document, bodies, places, bare) is { } policy && !policies.Exists(p => Bodies.Key(p.Title) == Bodies.Key(policy.Title)))
            {
                policies.Add(policy);
            }
        }

        foreach (Match match in Quoted().Matches(document.Text))
        {
            if (Plan(document.Text, match, bodies) is { } plan && !policies.Exists(p => p.Title.Contains(match.Groups["name"].Value, StringComparison.Ordinal)))
            {
                policies.Add(plan);
            }
        }

        if (Mechanism().Match(document.Text) is { Success: true } mechanism)
        {
            policies.Add(new(mechanism.Groups["name"].Value + mechanism.Groups["what"].Value, new(mechanism.Index, mechanism.Index + mechanism.Length)) { Subtype = "MONITORING_MECHANISM" });
        }

        if (Itself(document, bodies, policies) is { } itself)
        {
            policies.RemoveAll(p => Bodies.Key(p.Title) == Bodies.Key(itself.Title));
            policies.Add(itself);
        }

        return policies;
    }

    private static Policy? Titled(Document document, Bodies bodies, PlaceNames places, Span span)
    {
        string text = document.Text, title = text[(span.Start + 1)..(span.End - 1)];
        Match number = Number().Match(text, span.End, Math.Min(60, text.Length - span.End));
        bool numbered = number.Success && number.Index == span.End;
        if (!numbered && !Kind().IsMatch(title))
        {
            return null;
        }

        string before = text[Math.Max(0, span.Start - 24)..span.Start];
        Sentence sentence = document.SentenceAt(span.Start);
        string? code = numbered ? number.Groups["issuer"].Value : null;
        return new(title, numbered ? new(span.Start, number.Index + number.Length) : span)
        {
            DocumentNumber = numbered ? $"{code}〔{number.Groups["year"].Value}〕{number.Groups["n"].Value}号" : null,
            Issuer = (code is null ? null : Issuers.Of(code, places)) ?? TitleIssuer(title) ?? Proclaimed(text, sentence, span, bodies),
            Year = numbered ? int.Parse(number.Groups["year"].Value, CultureInfo.InvariantCulture) : YearIn(title),
            Subtype = title.Contains("行动", StringComparison.Ordinal) ? "ACTION_PLAN" : title.Contains("方案", StringComparison.Ordinal) ? "WORK_PLAN" : null,
            IsBasis = document.IsPlan && Basis().IsMatch(before) && span.Start < 1200,
            IsImplemented = Implementing().IsMatch(before),
        };
    }

    private static string? TitleIssuer(string title) => title.StartsWith("国务院", StringComparison.Ordinal) && title.Contains("关于", StringComparison.Ordinal) ? "国务院" : null;

    // 枝江区出台《…》《…》: who issues stands before the verb.
    private static string? Proclaimed(string text, Sentence sentence, Span title, Bodies bodies)
    {
        string before = text[sentence.Span.Start..title.Start];
        int verb = before.LastIndexOf("出台", StringComparison.Ordinal) is >= 0 and var issued ? issued : before.LastIndexOf("印发", StringComparison.Ordinal);
        return verb < 0 ? null : bodies.In(new(sentence.Span.Start, sentence.Span.Start + verb)).Select(static m => m.Body.Name).LastOrDefault();
    }

    private static int? YearIn(string title) => PlanYears().Match(title) is { Success: true } years ? int.Parse(years.Groups["first"].Value, CultureInfo.InvariantCulture) : null;

    // 研发机构“三年倍增”计划: the words before the quotation belong to the title as far as they name something.
    private static Policy? Plan(string text, Match match, Bodies bodies)
    {
        Span span = new(match.Index, match.Index + match.Length);
        int start = span.Start;
        while (start > 0 && text[start - 1] is >= '\u4e00' and <= '\u9fff' and not '年' && span.Start - start < 14 && !EndsWithVerb(text, start))
        {
            start--;
        }

        if (bodies.Place is null && bodies.Subject is null)
        {
            return null;
        }

        return new(text[start..span.End], span with { Start = start }) { Subtype = "ACTION_PLAN" };
    }

    private static bool EndsWithVerb(string text, int at)
    {
        int length = Math.Max(Vocabulary.Breaks.Before(text, at).Length, Vocabulary.OpeningEnds.Before(text, at) is { Length: > 1 } opening && text.AsSpan(at - opening.Length, opening.Length) is "开展" or "实施" or "组织" or "启动" ? 2 : 0);
        return length > 0 && Vocabulary.Protected.Longest(text, at - length).Length <= length;
    }

    /// <summary>The plan that the text is, by the words in which it says so; its title is made from the document it stands on where none is printed.</summary>
    private static Policy? Itself(Document document, Bodies bodies, List<Policy> policies)
    {
        if (!document.IsPlan)
        {
            return null;
        }

        if (Printed(document) is { } printed)
        {
            return printed;
        }

        Match made = Made().Match(document.Text);
        if (!made.Success || made.Index > 1500)
        {
            return null;
        }

        string kind = made.Groups["kind"].Value, place = bodies.Place?.Name ?? "";
        Policy? basis = policies.Find(static p => p.IsBasis);
        string subject = basis is null ? "" : Subject().Match(basis.Title).Groups["what"].Value;
        Sentence sentence = document.SentenceAt(made.Index);
        string title = place + subject + kind;
        return new(title, new(Math.Max(sentence.Span.Start, made.Index - 40), made.Index + made.Length))
        {
            Issuer = place.Length > 0 ? place : null,
            Year = basis?.Year ?? YearOf(document),
            Subtype = kind.Contains("行动", StringComparison.Ordinal) ? "ACTION_PLAN" : "WORK_PLAN",
            IsThis = true,
        };
    }

    private static Policy? Printed(Document document)
    {
        foreach (Section section in document.Sections.Take(9))
        {
            Match issued = Issued().Match(section.Title);
            string written = issued.Success ? issued.Groups["title"].Value.Trim('《', '》') : section.Title;
            if (section.Number == 0 && written.Length is > 8 and < 60 && PlanTitle().IsMatch(written) && section.Heading.Start < 900)
            {
                string title = written.Replace(" ", "", StringComparison.Ordinal);
                (string? number, int? year) = Numbered(document);
                return new(title, section.Heading) { DocumentNumber = number, Issuer = Signature().Match(document.Text, 0, Math.Min(1200, document.Text.Length)) is { Success: true } signed ? signed.Groups["who"].Value : null, Year = year ?? YearIn(title) ?? YearOf(document), Subtype = title.Contains("行动", StringComparison.Ordinal) ? "ACTION_PLAN" : "WORK_PLAN", IsThis = true };
            }
        }

        return null;
    }

    // The number of the document itself stands on a line of its own near its title.
    private static (string? Number, int? Year) Numbered(Document document)
    {
        Match number = OwnNumber().Match(document.Text, 0, Math.Min(600, document.Text.Length));
        return number.Success ? ($"{number.Groups["issuer"].Value}〔{number.Groups["year"].Value}〕{number.Groups["n"].Value}号", int.Parse(number.Groups["year"].Value, CultureInfo.InvariantCulture)) : (null, null);
    }

    [GeneratedRegex("关于印发(?<title>.+)的通知$")]
    private static partial Regex Issued();

    [GeneratedRegex(@"(?:^|\n)(?<issuer>[\p{IsCJKUnifiedIdeographs}]{2,12})[〔\[(【](?<year>(?:19|20)\d{2})[〕\])】]第?(?<n>\d{1,4})号(?=\n|$)")]
    private static partial Regex OwnNumber();

    [GeneratedRegex(@"(?:^|\n)(?<who>[\p{IsCJKUnifiedIdeographs}]{2,20}(?:人民政府|人民政府办公[厅室]|委员会|委员会办公室|管委会|管理委员会|科学技术[局厅]|科技[局厅]))\n")]
    private static partial Regex Signature();

    private static int? YearOf(Document document) => Figures.DocumentDate.Of(document).Year is > 0 and var year ? year : null;

    [GeneratedRegex(@"\(?(?<issuer>[\p{IsCJKUnifiedIdeographs}]{2,12})\s?[〔\[(【](?<year>(?:19|20)\d{2})[〕\])】]\s?第?(?<n>\d{1,4})号(?:文件|文)?\)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:办法|意见|条例|法|计划|方案|规划|纲要|通知|决定|规定|细则|措施|政策|[十\d]条|若干|指南|标准|规则|公告|目录|清单|政策包|章程)(?:\([^)]{1,20}\))?$")]
    private static partial Regex Kind();

    [GeneratedRegex(@"(?:根据|依据|按照|遵照|落实|贯彻)[^。]{0,20}$")]
    private static partial Regex Basis();

    [GeneratedRegex(@"(?:贯彻|落实|按照)[^。]{0,12}$")]
    private static partial Regex Implementing();

    [GeneratedRegex(@"(?<first>20\d{2})\s*[—\-~至]+\s*20\d{2}\s*年?")]
    private static partial Regex PlanYears();

    [GeneratedRegex(@"“(?<name>[^”]{2,14})”(?:[\p{IsCJKUnifiedIdeographs}]{0,4})(?:计划|行动计划|工作方案|行动方案)")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"以(?<name>“[^”]{2,10}”)为(?:载体|抓手)[^。;]{0,24}?开展(?<what>(?:[日周旬月季年](?:度)?(?:调度|通报|报告|分析|督查|考核|督导)[、和]?){1,4})")]
    private static partial Regex Mechanism();

    [GeneratedRegex(@"(?:制订|制定|编制|特制定|特制订)(?:了)?(?:本|此|如下)?(?<kind>工作方案|实施方案|行动方案|行动计划|方案|规划|计划|实施意见|意见)")]
    private static partial Regex Made();

    // 无锡市…行动计划(2023—2027年): what the higher plan is about.
    [GeneratedRegex(@"^(?:[\p{IsCJKUnifiedIdeographs}]{2,6}?[省市区县])?(?:人民政府)?(?:关于)?(?:印发)?(?<what>.+?)(?:行动计划|实施方案|工作方案|行动方案|计划|方案|规划|意见|办法)(?:\([^)]*\))?$")]
    private static partial Regex Subject();

    [GeneratedRegex(@"(?:工作方案|实施方案|行动方案|行动计划|发展规划|规划纲要|规划|三年计划|实施意见|若干措施|若干政策)(?:\([^)]{2,16}\))?$")]
    private static partial Regex PlanTitle();
}
