using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Registry.Harvest.Extract.Layout;

namespace Registry.Harvest.Extract.Figures;

/// <summary>What a figure measures, in the text's own words: the noun before it (工业总产值36亿元) or behind it (12个项目竣工投产).</summary>
internal static partial class Labels
{
    /// <summary>The words between a figure's clause and the figure, and those behind it to the end of the clause.</summary>
    public static (Span Left, Span Right) Around(string text, Span sentence, IReadOnlyList<Quantified> numbers, int index)
    {
        Span number = numbers[index].Span;
        int start = number.Start, floor = index > 0 ? numbers[index - 1].Span.End : sentence.Start;
        int depth = 0;
        while (start > floor)
        {
            char c = text[start - 1];
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth < 0 || (depth == 0 && c is ',' or ';' or ':' or '。' or '…'))
            {
                break;
            }

            start--;
        }

        int ceiling = index + 1 < numbers.Count ? numbers[index + 1].Span.Start : sentence.End, end = number.End;
        while (end < ceiling && text[end] is not (',' or ';' or ':' or '。' or '(' or ')' or '!' or '…'))
        {
            end++;
        }

        // Between two figures 、 parts them: 工作室3个、工作站5个.
        int pause = text.AsSpan(number.End, end - number.End).IndexOf('、');
        if (end == ceiling && index + 1 < numbers.Count && pause >= 0)
        {
            end = number.End + pause;
        }

        return (new(Math.Max(start, After(text, floor, number.Start)), number.Start), new(number.End, end));
    }

    // What is behind the last figure's own words: (甲、乙)、备案国家众创空间2个.
    private static int After(string text, int from, int to)
    {
        int at = from;
        if (at < to && text[at] == '(')
        {
            int close = text.AsSpan(at, to - at).IndexOf(')');
            at = close < 0 ? at : at + close + 1;
        }

        while (at < to && text[at] is '、' or '和' or '及' or '与' or ')')
        {
            at++;
        }

        return at;
    }

    /// <summary>The words before a figure without time, adverbs and verbs of being.</summary>
    public static string Left(string words)
    {
        string label = WithoutSince(WithoutTail(WithoutSince(WithoutBrackets(words))));
        int listed = label.LastIndexOf('等');
        if (listed > 1 && listed < label.Length - 2)
        {
            // 甲、乙等生产企业200余家 counts 生产企业.
            label = label[(listed + 1)..];
        }

        label = label[HeadOf(label)..];
        return label.Trim(' ', '、', '的', '“', '”', '—') is var trimmed && label.Contains('“', StringComparison.Ordinal) && !trimmed.Contains('“', StringComparison.Ordinal) == trimmed.Contains('”', StringComparison.Ordinal) ? label.Trim() : trimmed;
    }

    /// <summary>The words behind a figure without the particle that ties them to it.</summary>
    public static string Right(string words)
    {
        string label = WithoutBrackets(words).TrimStart('的', '、', ' ');
        return label.TrimEnd('、', '和', '等', ' ');
    }

    /// <summary>Whether the words say only how many or how many more, and not of what.</summary>
    public static bool IsBare(string label) => label.Length == 0 || Bare().IsMatch(label);

    private static string WithoutBrackets(string words) => words.Contains('(', StringComparison.Ordinal) ? Bracket().Replace(words, "") : words;

    private static string WithoutSince(string words) => words.Contains('年', StringComparison.Ordinal) ? Since().Replace(words, "") : words;

    private static int HeadOf(ReadOnlySpan<char> label)
    {
        int at = 0;
        while (at < label.Length)
        {
            int length = 0;
            foreach (ValueMatch match in Head().EnumerateMatches(label[at..]))
            {
                length = match.Length;
                break;
            }

            if (length == 0)
            {
                break;
            }

            at += length;
        }

        return at;
    }

    // The longest end of the label that is made of nothing but such words.
    private static string WithoutTail(string label)
    {
        Span<bool> reached = stackalloc bool[Math.Min(label.Length, LongestTail) + 1];
        int from = label.Length - reached.Length + 1, first = label.Length;
        reached[^1] = true;
        for (int end = label.Length; end > from; end--)
        {
            for (int length = 1; reached[end - from] && length <= LongestTailWord && end - length >= from; length++)
            {
                if (TailWords.Contains(label.AsSpan(end - length, length)))
                {
                    reached[end - length - from] = true;
                    first = Math.Min(first, end - length);
                }
            }
        }

        return first == label.Length ? label : label[..first];
    }

    private const int LongestTail = 48, LongestTailWord = 4;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TailWords = FrozenSet.Create(StringComparer.Ordinal,
        "达", "达到", "达了", "达到了", "已达", "已达到", "已达了", "已达到了", "保持在", "稳定在", "控制在", "高达", "多达", "为", "是", "有", "共", "仅", "只", "至", "到", "了", "出", "增至", "增加到",
        "增长到", "提高到", "提升到", "提升至", "提高至", "上升到", "降至", "下降到", "完成", "实现", "力争", "争取", "确保", "突破", "超过", "约", "近", "超", "共计", "合计", "总计", ":", "——", "位列",
        "位居", "位于", "排名", "列", "居", "占", "比重").GetAlternateLookup<ReadOnlySpan<char>>();

    // 由2018年的110家增加到2022年的268家.
    [GeneratedRegex(@"(?:由|从|增加到|增长到|提高到|上升到|增至)?(?:20\d{2}年(?:底|末)?|去年|上年)的?$")]
    private static partial Regex Since();

    [GeneratedRegex(@"\([^)]*\)?")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^(?:(?:20\d{2})年?(?:以来|来|底|末)?|上半年|下半年|前三季度|第?[一二三四]季度|\d{1,2}(?:月)?[—\-至]\d{1,2}月(?:份)?|今年(?:以来)?|去年(?:以来)?|截至目前|截止目前|目前|如今|当前|近[两三五]年来?|迄今|截至|其中|同时|此外|另外|另有|还有|以及|已经|已有|已(?!孵化)|也|还|又|并|均|共有|共计|共|现有|拥有|设立了?|实现|预计|完成|建成|实施|全年|全区|全市|全县|全省|该区|该市|园区内|园区|区内|他们|我区|我市|开展|获得|获|取得|达到|有(?!效|机|限|关)|年内|为企业|为|将|使|使得|了|力争|争取|确保|到|年底|年末|年|底|末|,|、|:|累计为|高效|成功|全力|积极|—+|着|的|仅|只|精准)")]
    private static partial Regex Head();

    [GeneratedRegex(@"^(?:新增|净增|新认定|累计|其中|总数|总量|总计|合计|共计|数量|规模|(?:较|比)?(?:上年底|去年底|上年末|年初|上年|去年)?(?:同期)?(?:增加|新增|净增)|同比(?:增加|新增)|增加|减少|已|达|总额|金额|数|总投资|家数|户数|投入强度|强度|市级|省级|国家级|区级)+$")]
    private static partial Regex Bare();
}
