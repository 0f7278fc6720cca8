using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Sections;
using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Figures;

/// <summary>Reads the figures of a text, facts and aims, in its order.</summary>
internal sealed partial class FigureReader
{
    private static readonly HashSet<string> Uncounted = [.. Vocabulary.Lines("uncounted.txt").SelectMany(static l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private readonly Document document;
    private readonly Bodies bodies;
    private readonly string text;
    private readonly Topics topics;
    private readonly Periods periods;
    private readonly Promises.Aims aims;
    private readonly List<Span> titles;
    private readonly List<Figure> figures = [];

    public FigureReader(Document document, Bodies bodies)
    {
        (this.document, this.bodies, text) = (document, bodies, document.Text);
        DocumentDate date = DocumentDate.Of(document);
        topics = new(document, bodies);
        periods = new(document, date);
        aims = new(document, date);
        titles = Promises.PolicyReader.Titles(text);
    }

    public List<Figure> Read()
    {
        foreach (Sentence sentence in document.Sentences)
        {
            if (!sentence.IsHeading)
            {
                Read(sentence);
            }
        }

        Doubts.Judge(figures);
        ListedCounts.Judge(document, bodies, figures);
        return figures;
    }

    private void Read(Sentence sentence)
    {
        List<Quantified> numbers = Numbers.In(text, sentence.Span, IsTaken);
        Figure? last = null;
        string noun = "";
        for (int i = 0; i < numbers.Count; i++)
        {
            (Span left, Span right) = Labels.Around(text, sentence.Span, numbers, i);
            if (numbers[i].Class is UnitClass.Share or UnitClass.Factor or UnitClass.Points && last is not null && GrowthOf(left) is { } growth)
            {
                Grow(last, numbers[i], growth, left);
                continue;
            }

            if (One(sentence, numbers, i, left, right, last, noun) is { } figure)
            {
                noun = Labels.IsBare(Labels.Left(text[left.Start..left.End])) && noun.Length > 0 ? noun : Noun(figure.Label);
                last = figure;
                Keep(figure);
            }
        }
    }

    private void Keep(Figure figure)
    {
        if (!figures.Exists(f => f.Subject == figure.Subject && f.Value == figure.Value && f.Unit == figure.Unit && f.IsTarget == figure.IsTarget && Same(f, figure) && (f.Period == figure.Period || f.IsTarget) && f.Deadline == figure.Deadline))
        {
            figures.Add(figure);
        }
    }

    private static bool Same(Figure one, Figure other) =>
        one.Indicator is null || other.Indicator is null ? one.Label == other.Label : one.Indicator.Code == other.Indicator.Code;

    private bool IsTaken(int at) => titles.Exists(t => t.Holds(at)) || bodies.In(new(Math.Max(0, at - 30), at + 30)).Any(m => m.Span.Holds(at));

    private Figure? One(Sentence sentence, List<Quantified> numbers, int index, Span left, Span right, Figure? last, string noun)
    {
        Quantified number = numbers[index];
        string before = text[left.Start..left.End], behind = text[right.Start..right.End];
        if (IsThreshold(number, behind) || IsPassing(number, behind) || IsListed(number, behind))
        {
            return null;
        }

        string own = WithoutSubject(Labels.Left(before), left), follows = Labels.Right(behind);
        bool isBehind = follows.Length >= 2 && !Verb().IsMatch(follows) && !(own.Length >= 4 && number.Class is UnitClass.Share or UnitClass.Rank or UnitClass.Score && !behind.StartsWith('的'));
        bool isShareOf = own.StartsWith('占') && noun.Length > 0 && !isBehind && own.Length <= 8;
        bool isPlaceOnly = number.Class == UnitClass.Rank && noun.Length > 0 && !isBehind && Position().IsMatch(own);
        bool isSame = own.Length == 0 || last is null || last.Class == number.Class || number.Class is UnitClass.Share or UnitClass.Rank;
        bool isBare = !isBehind && isSame && (Labels.IsBare(own) || isShareOf || isPlaceOnly);
        string order = isPlaceOnly ? Shift().Replace(noun, "") : noun;
        string label = isBehind ? Counted().Replace(follows, "") : isPlaceOnly ? order : isBare ? noun + own : own;
        int listed = isBehind ? -1 : before.LastIndexOf('等');
        before = listed > 1 ? Opening(sentence, number.Span.Start) + before[(listed + 1)..] : before;
        if (before.Contains("分别", StringComparison.Ordinal))
        {
            // 总量分别达到186家、58家: which is whose the order says, and the order is not read.
            return null;
        }

        bool goesOn = left.Start > 0 && text[left.Start - 1] == '、' && last is { Label: ['新', '增', ..] } && !own.StartsWith('新') && last.Class == number.Class;
        noun = goesOn && !isBare ? "" : noun;
        before = goesOn && !isBare ? "新增" + before : before;
        own = goesOn && !isBare && !isBehind ? "新增" + own : own;
        label = goesOn && !isBare && !isBehind ? own : label;
        bool isList = isBehind && before.EndsWith('等');
        string context = (isBare ? order : "") + (isList ? Opening(sentence, number.Span.Start) : number.Class == UnitClass.Rank ? ClauseBefore(sentence, number.Span.Start) : isBehind ? before[^Math.Min(12, before.Length)..] : before) + behind[..Math.Min(16, behind.Length)] + Bracketed(right);
        Indicator? indicator = Indicators.Of(context, number.Class) ?? (isBehind && !isList ? null : Indicators.Of(isList ? follows : before, number.Class));
        if (indicator is null && (label.Length < 2 || label.Length > 28 || Uncounted.Contains(label) || number.Class is UnitClass.Factor or UnitClass.Points or UnitClass.Other))
        {
            return null;
        }

        if (isBehind && indicator?.Code == "planned_investment")
        {
            label = indicator.Label;
        }

        if (isBehind && indicator is null && Verbs().Match(Labels.Left(before)) is { Success: true } verb)
        {
            label = verb.Value + label;
        }

        Span clause = Clause(sentence.Span, left, right, number.Span);
        (bool isAim, string? deadline) = aims.Of(sentence, number.Span.Start);
        IndicatorDefinition definition = Define(indicator, context, number.Class);
        Body? subject = topics.Of(sentence, left, number.Span, context, indicator);
        return subject is null ? null : new Figure
        {
            Subject = subject,
            Indicator = indicator,
            Label = label.Length == 0 ? indicator!.Label : label,
            Value = number.Value,
            Unit = number.Unit,
            Class = number.Class,
            Qualifier = QualifierOf(number, before, behind, indicator),
            Period = periods.Of(sentence, number.Span.Start, definition is IndicatorDefinition.Cumulative or IndicatorDefinition.InForce or IndicatorDefinition.Plan),
            Definition = definition,
            Whole = before.Contains("其中", StringComparison.Ordinal) ? last : GoesOn(last, number) ? last!.Whole : null,
            Span = clause,
            Number = number.Span,
            IsTarget = isAim,
            Deadline = deadline,
            Context = context,
        };
    }

    // 10亿元以上企业5家: the first number says which are counted.
    private static bool IsThreshold(Quantified number, string behind) =>
        number.Class == UnitClass.Money && number.Qualifier is "ge" or "gt" && Thing().IsMatch(behind);

    private static bool IsPassing(Quantified number, string behind) =>
        number.Class is UnitClass.Count or UnitClass.People && Uncounted.Any(word => behind.StartsWith(word, StringComparison.Ordinal) && (behind.Length == word.Length || !IsHan(behind[word.Length]) || behind[word.Length] == '的'));

    // 2个(甲、乙) counts; 3个以上 does too. A bare number at a bracket of figures does not.
    private static bool IsListed(Quantified number, string behind) => number.Class is UnitClass.Other && behind.StartsWith('级');

    // 其中甲3家、乙5家: a part goes on to the next; behind a comma only as long as the parts are no more than the whole.
    private bool GoesOn(Figure? last, Quantified number)
    {
        if (last?.Whole is not { } whole || number.Unit != last.Unit || last.Number.End >= text.Length)
        {
            return false;
        }

        decimal parts = figures.Where(f => f.Whole == whole).Sum(static f => f.Value) + number.Value;
        return text[last.Number.End] is '、' or '和' || (text[last.Number.End] == ',' && parts <= whole.Value);
    }

    // The verb of a clause whose list is counted: 先后引进甲、乙等23家科研机构.
    private string Opening(Sentence sentence, int at)
    {
        string clause = Labels.Left(ClauseBefore(sentence, at));
        foreach (Mention mention in bodies.In(sentence.Span).Where(m => m.Span.End <= at))
        {
            string name = text[mention.Span.Start..mention.Span.End];
            clause = clause.StartsWith(name, StringComparison.Ordinal) ? clause[name.Length..] : clause;
        }

        return clause[..Math.Min(8, clause.Length)];
    }

    // A rank is said of all that its clause names: 在8个开发区中列第5名.
    private string ClauseBefore(Sentence sentence, int at)
    {
        int comma = text.LastIndexOfAny([',', ';', '。', ':'], at - 1, at - sentence.Span.Start);
        return text[Math.Max(sentence.Span.Start, comma + 1)..at];
    }

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';

    // The words of a bracket that say how what was counted stands: 1个市级孵化器待审批(…).
    private string Bracketed(Span right)
    {
        int end = right.End;
        while (end < text.Length && text[end] is not (',' or '。' or ';' or '\n' or '(') && end - right.End < 16)
        {
            end++;
        }

        string more = text[right.End..end];
        return more.Contains("待审批", StringComparison.Ordinal) || more.Contains("公示", StringComparison.Ordinal) ? "待审批" : "";
    }

    private string WithoutSubject(string label, Span left)
    {
        foreach (Mention mention in bodies.In(left))
        {
            string name = text[mention.Span.Start..mention.Span.End];
            if (label.StartsWith(name, StringComparison.Ordinal) && mention.Body.Type is "Zone" or "AdministrativeDivision" or "Enterprise" or "Incubator" or "MakerSpace" or "University" or "ResearchInstitute" or "Carrier")
            {
                return Labels.Left(label[name.Length..].TrimStart('的'));
            }
        }

        return label;
    }

    private static string Noun(string label)
    {
        string noun = Flow().Replace(label, "");
        return noun.Length >= 2 ? noun : label;
    }

    private Span Clause(Span sentence, Span left, Span right, Span number)
    {
        int start = left.Start, end = Math.Max(right.End, number.End);
        while (start < number.Start && text[start] is ',' or '、' or ' ')
        {
            start++;
        }

        // Without words of its own the quote shows what it inherits.
        if (number.Start - start < 3 && end - number.End < 2)
        {
            int comma = text.LastIndexOfAny([',', ';', '。', '\n'], Math.Max(sentence.Start, start - 2));
            start = Math.Max(sentence.Start, comma + 1);
        }

        return new(Math.Max(sentence.Start, start), Math.Min(sentence.End, end));
    }

    private static IndicatorDefinition Define(Indicator? indicator, string context, UnitClass unit)
    {
        if (context.Contains("有效期内", StringComparison.Ordinal))
        {
            return IndicatorDefinition.InForce;
        }

        return indicator?.Definition ?? unit switch
        {
            UnitClass.Share => IndicatorDefinition.Rate,
            UnitClass.Rank => IndicatorDefinition.Rank,
            UnitClass.Money => IndicatorDefinition.Flow,
            _ => New().IsMatch(context) ? IndicatorDefinition.New : IndicatorDefinition.Cumulative,
        };
    }

    private static string QualifierOf(Quantified number, string before, string behind, Indicator? indicator)
    {
        if (before.Contains("预计", StringComparison.Ordinal) || before.Contains("预期", StringComparison.Ordinal) || Future().IsMatch(before))
        {
            return "forecast";
        }

        return indicator?.Definition == IndicatorDefinition.Plan && number.Qualifier == "exact" ? "planned"
            : behind.StartsWith("左右", StringComparison.Ordinal) ? "approx" : number.Qualifier;
    }

    /// <summary>How a share or factor continues the figure before it; null when it measures something of its own.</summary>
    private string? GrowthOf(Span left)
    {
        ReadOnlySpan<char> words = text.AsSpan(left.Start, left.Length).TrimStart(",、 (");
        return Growing().IsMatch(words) ? words.ToString() : null;
    }

    private static void Grow(Figure figure, Quantified number, string words, Span left)
    {
        bool falls = words.Contains("下降", StringComparison.Ordinal) || words.Contains("降低", StringComparison.Ordinal) || words.Contains("减少", StringComparison.Ordinal);
        if (number.Class == UnitClass.Factor)
        {
            figure.Growth ??= new(number.Value, BaseYear().Match(words) is { Success: true } year ? year.Groups["y"].Value : null);
        }
        else if (number.Class == UnitClass.Share)
        {
            figure.YearOnYear ??= falls ? -number.Value : number.Value;
        }

        if (left.Start - figure.Span.End < 3)
        {
            figure.Span = figure.Span with { End = number.Span.End };
        }
    }

    [GeneratedRegex(@"^(?:,|较|比|同口径|可比口径|同比|环比|年均|比上年|较上年|增长|增幅|增速|增加|下降|提高|提升|降低|上升|翻|高于|低于|名义|可比|按可比|两年平均|平均|分别|实际|近|约|\d{4}年|上年|同期|去年|口径|翻了|扩大|减少|占(?:比)?(?=$))+")]
    private static partial Regex Growing();

    [GeneratedRegex(@"(?<y>20\d{2})年")]
    private static partial Regex BaseYear();

    // 18家科研院所和某大学等14所高校: what is counted ends before the next list.
    [GeneratedRegex("(?:和|与|及|以及)[^和与及]{2,20}$")]
    private static partial Regex Counted();

    [GeneratedRegex("(?:上升|提升|前移|前进|跃升|增加|增长)$")]
    private static partial Regex Shift();

    // 居全省第二位: which order is meant stands before.
    [GeneratedRegex(@"^(?:位|列|居|名|排|全国|全省|全市|全区|各|区县|同类|\p{IsCJKUnifiedIdeographs}{2,3}省|[省市县区]|第|前|，|,|高新区)*$")]
    private static partial Regex Position();

    [GeneratedRegex(@"^(?:同比|较|比|增长|增加|增至|提高|上升|扩大|减少|降|由|从|纳入|提交|组成|占|位居|居|以来|进行|参加|参与|左右|\)|以|等|为|并|和|及|与|在|落户$)")]
    private static partial Regex Verb();

    [GeneratedRegex(@"^(?:的)?(?:重大|重点|产业|工业|大|龙头|以上)?(?:项目|企业|公司|投资项目)|^(?:产业)?(?:龙头|领军)")]
    private static partial Regex Thing();

    [GeneratedRegex(@"新增|新认定|新引进|新建|新设|新获|新签|选派|引进|净增|签约|新开工|竣工|办理|发放|兑现|授权|登记|培训|举办|开展|解决|推荐|帮助")]
    private static partial Regex New();

    [GeneratedRegex(@"(?:新增|净增|累计|已|达到?|总数|总量)")]
    private static partial Regex Flow();

    [GeneratedRegex(@"将(?:再|可|新增|获|达)")]
    private static partial Regex Future();

    [GeneratedRegex(@"(?:新增|净增|引进|签约引进|新引进|认定|培育|培养|举办|开展|组织|解决|提供|带动|吸引|集聚|入驻|服务|完成|建成|推荐|帮助|获批|新签约|签约|累计(?:培育|引进|孵化|发放)?)$")]
    private static partial Regex Verbs();
}
