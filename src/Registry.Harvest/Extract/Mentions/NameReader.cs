using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>A name that was read: where it stands, and what its ending tells.</summary>
/// <param name="Span">The whole name.</param>
/// <param name="Suffix">What the ending means; null for a name without one.</param>
/// <param name="Ending">Where the ending begins.</param>
internal readonly record struct ReadName(Span Span, Suffix? Suffix, int Ending);

/// <summary>
/// Reads names by their endings: from the ending back to punctuation, or to a word behind which a name begins. Brackets in a name belong to it
/// (远望科技(无锡)有限公司 is one name), and so does what is quoted at its beginning.
/// </summary>
internal sealed class NameReader(string text, PlaceNames places, List<PlacedDivisions> placed)
{
    private const int Longest = 34;

    // What an ending may not be followed by, because the word goes on: 大学生, 研究院所, 企业集团化.
    private static readonly string[] GoOn = ["大学生", "大学城", "大学路", "学院路", "研究院所", "公司化", "公司债", "公司法", "基金会", "委员会主任", "集团化", "集团军", "实验室经济", "孵化器面积", "产业链条", "联盟链", "产业链上", "产业链供", "产业链专", "产业链协"];

    // For each character, the protected word or place around it: how far back it begins, and how long it is. Small, since there is one for each character.
    private readonly (byte Back, byte Length)[] guarded = Guard(text, placed);

    /// <summary>All names of the text that end in a known word, longest endings first where they overlap.</summary>
    public List<ReadName> All()
    {
        List<ReadName> names = [];
        for (int i = 0; i < text.Length; i++)
        {
            (int length, Suffix? suffix) = Vocabulary.Suffixes.Longest(text, i);
            if (length == 0 || suffix!.Type == "-")
            {
                i += length == 0 ? 0 : length - 1;
                continue;
            }

            if (!GoesOn(i, length) && Read(i, i + length, suffix) is { } name)
            {
                names.Add(Extended(name));
            }

            // 高新区 may begin 高新区管委会: the next ending may overlap this one.
            i += Math.Max(0, length - 2);
        }

        return names;
    }

    // …国家重点实验室枝江中心: a division and a word for a part belong to the name.
    private ReadName Extended(ReadName name)
    {
        // 中国地质大学(北京): a division in brackets belongs to the name.
        if (name.Span.End + 3 < text.Length && text[name.Span.End] == '(' && places.Leading(text, name.Span.End + 1) is > 0 and var bracketed && text[name.Span.End + 1 + bracketed] == ')')
        {
            return name with { Span = name.Span with { End = name.Span.End + bracketed + 2 } };
        }

        int place = name.Suffix!.Type is "ResearchInstitute" or "University" ? places.Leading(text, name.Span.End) : 0;
        if (place == 0)
        {
            return name;
        }

        foreach (string part in (ReadOnlySpan<string>)["分中心", "创新中心", "研究中心", "中心", "基地", "分部", "分院"])
        {
            if (text.AsSpan(name.Span.End + place).StartsWith(part, StringComparison.Ordinal))
            {
                return new(new(name.Span.Start, name.Span.End + place + part.Length), new("ResearchInstitute", "BRANCH"), name.Ending);
            }
        }

        return name;
    }

    /// <summary>The name that ends in an ending; null when the words before it name nothing.</summary>
    public ReadName? Read(int ending, int end, Suffix suffix)
    {
        int start = SkipLeading(Start(ending, 0), ending);
        return IsName(start, ending, suffix) ? new ReadName(new(start, end), suffix, ending) : null;
    }

    /// <summary>Where a name begins whose last part begins at a place.</summary>
    public int Start(int at, int from)
    {
        int limit = Math.Max(from, at - Longest), i = at;
        while (i > limit)
        {
            char c = text[i - 1];
            if (c == ')' && Open(i - 1, '(', 10) is int bracket && bracket > limit && !text.AsSpan(bracket, i - bracket).ContainsAny(",:;"))
            {
                i = bracket;
                continue;
            }

            if (c == '”' && Open(i - 1, '“', 14) is int quote && !text.AsSpan(quote, i - quote).ContainsAny("。,;!?"))
            {
                return quote >= limit ? quote : i;
            }

            if (!IsLetter(c) || IsCounted(i) || EndsBefore(i, limit) || OpensPlace(i, at))
            {
                break;
            }

            i--;
        }

        return i;
    }

    // 投资建设无锡某某研究院: before the name of a place the verb is a verb.
    private bool OpensPlace(int i, int at) =>
        i < at && places.At(text, i).Length > 0 && Vocabulary.OpeningEnds.Before(text, i) is { Length: > 1 } verb && !IsGuarded(i - verb.Length, i);

    /// <summary>Whether a word behind which names begin ends at a place.</summary>
    public bool EndsBefore(int at, int limit)
    {
        (int length, _) = Vocabulary.Breaks.Before(text, at, Math.Max(0, limit - 6));
        for (; length > 0; length--)
        {
            // A shorter word may hold where the longest is part of another.
            if (Vocabulary.Breaks.Before(text.AsSpan(at - length, length), length).Length == length && !IsGuarded(at - length, at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the words between name something: not all of them are words that only qualify.</summary>
    public bool IsName(int start, int ending, Suffix suffix)
    {
        ReadOnlySpan<char> modifier = text.AsSpan(start, ending - start).Trim("“”");
        if (modifier.Length == 0 || char.IsAsciiDigit(modifier[0]) || modifier.StartsWith("各", StringComparison.Ordinal))
        {
            return false;
        }

        int place = places.Leading(modifier, 0);
        ReadOnlySpan<char> rest = modifier[place..];
        if (place > 0)
        {
            // 江阴区科技企业孵化器 names one; 无锡市级孵化器 and 无锡首批孵化器 do not.
            return rest.Length == 0 || !Vocabulary.Generic.Covers(rest) || !(rest.Contains('级') || rest.Contains("首", StringComparison.Ordinal) || rest.Contains("型", StringComparison.Ordinal));
        }

        if (suffix.Type == "Fund")
        {
            return modifier.Length >= 2;
        }

        return modifier.Length >= 2 && !Vocabulary.Generic.Covers(modifier) && !(suffix.Type is "Enterprise" or "Alliance" && Vocabulary.Industries.Covers(modifier));
    }

    // Adverbs of number in front of a name: 首个, 一批, 全区.
    private int SkipLeading(int start, int ending)
    {
        foreach (string word in Leads)
        {
            if (ending - start >= word.Length && text.AsSpan(start).StartsWith(word, StringComparison.Ordinal))
            {
                return SkipLeading(start + word.Length, ending);
            }
        }

        int verb = Vocabulary.Openings.Longest(text, start).Length;
        return verb > 0 && ending - start - verb >= 2 && Vocabulary.Protected.Longest(text, start).Length <= verb ? SkipLeading(start + verb, ending) : start;
    }

    private static readonly string[] Leads = ["首个", "首家", "首批", "首座", "第一个", "第一家", "一批", "一个", "一家", "多家", "多个", "两个", "两家", "唯一", "全区", "全市", "全省", "全县", "全国首", "国内首", "区内", "市内", "我区", "我市", "我省", "本市", "本区", "国内", "家", "个", "所", "批", "原", "现", "省市", "市区", "市属", "区属"];

    private bool GoesOn(int at, int length)
    {
        foreach (string word in GoOn)
        {
            int overlap = word.Length - 1;
            for (int back = Math.Min(overlap, length); back >= 1; back--)
            {
                if (at + length - back + word.Length <= text.Length && text.AsSpan(at + length - back, word.Length).SequenceEqual(word) && back < word.Length)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsLetter(char c) => char.IsLetterOrDigit(c) || c is '·' or '-' or '&' or '+';

    // 6个, 20余家, 三所: what is counted begins behind.
    private bool IsCounted(int at) =>
        at >= 2 && text[at - 1] is '家' or '个' or '所' or '项' or '批' or '支' or '条' or '只' or '座' or '位'
        && (char.IsAsciiDigit(text[at - 2]) || text[at - 2] is '余' or '多' or '几' or '数' or '十' or '百' or '千' or '两' or '三' or '四' or '五' or '六' or '七' or '八' or '九');

    private int? Open(int close, char open, int within)
    {
        for (int i = close - 1; i >= Math.Max(0, close - within); i--)
        {
            if (text[i] == open)
            {
                return i;
            }
        }

        return null;
    }

    private bool IsGuarded(int start, int end)
    {
        (int back, int length) = guarded[start];
        return start - back + length >= end && length > end - start;
    }

    private static (byte Back, byte Length)[] Guard(string text, List<PlacedDivisions> placed)
    {
        (byte Back, byte Length)[] guarded = new (byte, byte)[text.Length + 1];
        int next = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int place = next < placed.Count && placed[next].Span.Start == i ? placed[next++].Span.Length : 0;
            int length = Math.Max(Vocabulary.Protected.Longest(text, i).Length, place);
            for (int at = i; at < i + length; at++)
            {
                if (guarded[at].Length < length)
                {
                    guarded[at] = ((byte)(at - i), (byte)length);
                }
            }
        }

        return guarded;
    }
}
