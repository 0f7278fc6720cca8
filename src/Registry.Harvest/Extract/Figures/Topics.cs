using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Sections;

namespace Registry.Harvest.Extract.Figures;

/// <summary>Of what a sentence speaks: the body at the head of a clause, what the clause before formed or set up, else what the text is about.</summary>
internal sealed partial class Topics(Document document, Bodies bodies)
{
    private const int FurthestHead = 10;

    private readonly string text = document.Text;
    private Body? carried, opening;
    private Sentence? last;
    private int paragraph = -1;

    /// <summary>The body a figure is of; null when the text names none.</summary>
    public Body? Of(Sentence sentence, Span left, Span number, string context, Indicator? indicator)
    {
        if (sentence.Paragraph != paragraph)
        {
            (paragraph, carried, last) = (sentence.Paragraph, null, sentence);
        }

        if (sentence != last)
        {
            // What only a clause of an earlier sentence was about is not what the paragraph is about.
            bool isTold = carried is not null && (carried == bodies.Subject || carried == bodies.Place || (opening == carried && carried.Type is "Zone" or "AdministrativeDivision"));
            (last, carried) = (sentence, isTold ? carried : null);
        }

        if (Invested(sentence, number, indicator) is { } invested)
        {
            return invested;
        }

        if (Founded(sentence, number) is { } founded)
        {
            return founded;
        }

        Body? head = Head(sentence, number.Start);
        opening = carried is null && head is not null ? head : opening;
        carried = head ?? carried;
        return head ?? (IsShare(context) ? Only(sentence) : null) ?? carried ?? bodies.SubjectAt(number.Start);
    }

    /// <summary>The last body that heads a clause before a place of a sentence.</summary>
    public Body? Head(Sentence sentence, int at)
    {
        Body? head = null;
        foreach (Mention mention in bodies.In(new(sentence.Span.Start, at)))
        {
            if (IsTopic(mention.Body) && IsAtHead(sentence, mention.Span))
            {
                // Where several head a clause together, what they have is the place's.
                head = IsListed(mention.Span) ? null : mention.Body;
            }
        }

        return Referred(sentence, at) ?? Pronoun(sentence, at, head);
    }

    // 该实验室由…建设,总投资1.2亿元: the last one of that kind.
    private Body? Referred(Sentence sentence, int at)
    {
        ReadOnlySpan<char> said = text.AsSpan(sentence.Span.Start, at - sentence.Span.Start);
        Match? match = said.Contains('该') ? That().Matches(said.ToString()).LastOrDefault() : null;
        if (match is null)
        {
            return null;
        }

        int before = sentence.Span.Start + match.Index;
        string type = match.Groups["kind"].Value switch
        {
            "公司" or "企业" or "集团" => "Enterprise",
            "园区" or "产业园" or "高新区" or "开发区" or "经开区" => "Zone",
            "孵化器" => "Incubator",
            "众创空间" => "MakerSpace",
            "大学" or "学院" or "校" => "University",
            _ => "ResearchInstitute",
        };
        return bodies.In(new(Math.Max(0, before - 400), before)).Where(m => m.Body.Type == type).Select(static m => m.Body).LastOrDefault();
    }

    [GeneratedRegex("(?:^|[,;])该(?<kind>公司|企业|集团|园区|产业园|高新区|开发区|经开区|孵化器|众创空间|大学|学院|校|实验室|研究院|研究所|中心|院)")]
    private static partial Regex That();

    [GeneratedRegex("^(?:位于|地处|坐落|成立于|始建于|规划面积|占地)")]
    private static partial Regex Being();

    private static bool IsTopic(Body body) => body.Type is "Zone" or "AdministrativeDivision" or "Incubator" or "MakerSpace" or "Carrier" or "University" or "ResearchInstitute" or "Enterprise" or "UniversitySciencePark" or "Accelerator" or "SmeBase";

    // At the beginning of a clause, with a time or an adverb before it: 截至目前江阴高新区, 2021年,枝江区的.
    private bool IsAtHead(Sentence sentence, Span mention)
    {
        int clause = mention.Start;
        while (clause > sentence.Span.Start && text[clause - 1] is not (',' or ';' or ':' or '。' or '“' or '…' or '—'))
        {
            clause--;
        }

        if (Being().IsMatch(text.AsSpan(mention.End, Math.Min(6, text.Length - mention.End))))
        {
            return true;
        }

        if (clause == mention.Start)
        {
            return !(mention.Start > sentence.Span.Start && text[mention.Start - 1] == '“');
        }

        string before = text[clause..mention.Start];
        if (before == "在" && mention.End < text.Length && text[mention.End] == ',')
        {
            return true;
        }

        return before.Length <= FurthestHead && (before.EndsWith("目前", StringComparison.Ordinal) || before.EndsWith("以来", StringComparison.Ordinal) || before.EndsWith('年') || before.EndsWith("如今", StringComparison.Ordinal)
            || before.EndsWith("其中", StringComparison.Ordinal) || before.EndsWith('月') || before.EndsWith("此时", StringComparison.Ordinal) || before.EndsWith("同时", StringComparison.Ordinal) || before.EndsWith("作为", StringComparison.Ordinal) || before.EndsWith('末') || before.EndsWith('底'));
    }

    // 甲、乙 at the head are an enumeration, and 江阴区蓝湾 is a place inside a name.
    private bool IsListed(Span mention) => mention.End < text.Length && text[mention.End] == '、';

    // 全区 is the text's division, unless something is a share of it.
    private Body? Pronoun(Sentence sentence, int at, Body? head)
    {
        if (bodies.Place is not { } place)
        {
            return head;
        }

        ReadOnlySpan<char> before = text.AsSpan(sentence.Span.Start, at - sentence.Span.Start);
        foreach (string word in (ReadOnlySpan<string>)["全区", "该区", "我区", "全县", "该县", "我县", "全市", "该市", "我市"])
        {
            int found = before.LastIndexOf(word);
            if (found >= 0 && (found == 0 || before[found - 1] is ',' or ';' or '年' or ':') && place.Level is "DISTRICT" == word[1] is '区' or '县')
            {
                return head is null || head.Type == "AdministrativeDivision" || before[(found + 2)..].IndexOf(',') < 0 ? place : head;
            }
        }

        return head;
    }

    private static bool IsShare(string context) => context.Contains("占全", StringComparison.Ordinal) || context.Contains("全区", StringComparison.Ordinal) || context.Contains("全市", StringComparison.Ordinal);

    // 只占全区面积的4%……——枝江高新区交出: the part is named behind its shares.
    private Body? Only(Sentence sentence)
    {
        List<Body> zones = [.. bodies.In(sentence.Span).Where(static m => m.Body.Type == "Zone").Select(static m => m.Body).Distinct()];
        return zones.Count == 1 ? zones[0] : null;
    }

    // 投资9亿元的某大学: the investment is its own.
    private Body? Invested(Sentence sentence, Span number, Indicator? indicator)
    {
        if (indicator?.Code != "planned_investment" || number.End >= text.Length || text[number.End] != '的')
        {
            return null;
        }

        Body? named = bodies.In(new(number.End, Math.Min(sentence.Span.End, number.End + 24))).Where(m => m.Span.Start <= number.End + 3).Select(static m => m.Body).FirstOrDefault();
        int project = text.IndexOf("项目", number.End, Math.Min(26, sentence.Span.End - number.End), StringComparison.Ordinal);
        if (named is not null || project < number.End + 4 || text.AsSpan(number.End, project - number.End).ContainsAny(",。;、"))
        {
            return named;
        }

        // 总投资110亿元的硅产业基地项目.
        Body body = bodies.Of(text[(number.End + 1)..(project + 2)], "Project");
        body.Shown ??= new(number.Start, project + 2);
        return body;
    }

    // 设立了1亿元规模的企业发展基金,累计实现90笔转贷: fund or cluster, up to the semicolon.
    private Body? Founded(Sentence sentence, Span number)
    {
        int start = text.LastIndexOf(';', Math.Max(sentence.Span.Start, number.Start - 1), Math.Max(0, number.Start - sentence.Span.Start)) is >= 0 and var semicolon ? semicolon : sentence.Span.Start;
        int comma = text.AsSpan(number.End, sentence.Span.End - number.End).IndexOfAny(',', ';');
        int end = comma < 0 ? sentence.Span.End : number.End + comma;
        return bodies.In(new(start, end)).Where(static m => m.Body.Type is "Fund" or "Cluster").Select(static m => m.Body).LastOrDefault();
    }
}
