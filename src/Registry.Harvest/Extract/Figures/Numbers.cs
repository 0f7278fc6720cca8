using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Harvest.Clean;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Figures;

/// <summary>A number with its unit as a text writes them.</summary>
/// <param name="Span">Number, unit and the words that belong to them: 1300余人, 220家以上.</param>
/// <param name="Value">The number as written, in the unit as written.</param>
/// <param name="Unit">The unit as written: 万元, 家.</param>
/// <param name="Class">The unit's class.</param>
/// <param name="Qualifier">exact, ge, gt, le or approx, by the words at the number itself.</param>
internal readonly record struct Quantified(Span Span, decimal Value, string Unit, UnitClass Class, string Qualifier);

/// <summary>Finds numbers with units in a sentence.</summary>
internal static partial class Numbers
{
    public static List<Quantified> In(string text, Span sentence, Func<int, bool> isTaken)
    {
        List<Quantified> numbers = [];
        for (int i = sentence.Start; i < sentence.End; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            int end = Digits(text, i, sentence.End);
            if (!isTaken(i) && !IsPartOfWord(text, i, sentence.Start) && Read(text, i, end, sentence) is { } number)
            {
                numbers.Add(number);
                end = Math.Max(end, number.Span.End);
            }

            i = end - 1;
        }

        foreach (Match match in Ordinal().Matches(text[sentence.Start..sentence.End]))
        {
            int at = sentence.Start + match.Groups["rank"].Index;
            if (OrdinalValue(match.Groups["rank"].Value) is { } rank && !numbers.Exists(n => n.Span.Holds(at)))
            {
                numbers.Add(new(new(at, at + match.Groups["rank"].Length), rank, "位", UnitClass.Rank, "exact"));
            }
        }

        numbers.Sort(static (a, b) => a.Span.Start.CompareTo(b.Span.Start));
        return numbers;
    }

    private static int Digits(string text, int start, int limit)
    {
        int end = start;
        while (end < limit && (char.IsAsciiDigit(text[end]) || (end + 1 < limit && char.IsAsciiDigit(text[end + 1]) && (text[end] == '.' || (text[end] == ',' && IsThousands(text, end, limit))))))
        {
            end++;
        }

        return end;
    }

    private static bool IsThousands(string text, int comma, int limit) =>
        comma + 3 < limit && char.IsAsciiDigit(text[comma + 2]) && char.IsAsciiDigit(text[comma + 3]) && (comma + 4 >= limit || !char.IsAsciiDigit(text[comma + 4]))
        && comma > 0 && char.IsAsciiDigit(text[comma - 1]);

    // 5G, G85, COVID-19, 1+3: digits of a word; 100—200: the first of a range.
    private static bool IsPartOfWord(string text, int at, int start) =>
        at > start && (char.IsAsciiLetter(text[at - 1]) || text[at - 1] is '+' or '/' or '.' || (text[at - 1] is '-' && at - 1 > start && char.IsAsciiLetter(text[at - 2])));

    private static Quantified? Read(string text, int start, int end, Span sentence)
    {
        if (!decimal.TryParse(text[start..end].Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
        {
            return null;
        }

        string scale = "", qualifier = "exact";
        int at = end;
        if (at < sentence.End && text[at] is '万' or '亿' && at + 1 < sentence.End && text[at + 1] is '余' or '多')
        {
            scale = text[at].ToString();
            at++;
        }

        if (at < sentence.End && text[at] is '余' or '多' or '几')
        {
            qualifier = text[at] == '多' ? "gt" : "ge";
            at++;
        }

        (int length, UnitClass unit) = Vocabulary.Units.Longest(text.AsSpan(0, sentence.End), at);
        if (length == 0 || (at + length < sentence.End && NotAUnit(text, at, length)))
        {
            return null;
        }

        string word = string.Concat(scale, text.AsSpan(at, length));
        int behind = at + length;
        (string? said, int more) = Behind(text, behind, sentence.End);
        qualifier = said ?? qualifier;
        (string? ahead, int from) = Ahead(text, start, sentence.Start);
        if (from > 0 && text[from - 1] == '第' && unit is not (UnitClass.Rank or UnitClass.People))
        {
            return null;
        }

        bool isRank = from > 0 && text[from - 1] is '第' or '前' && unit is UnitClass.Rank or UnitClass.People;
        return isRank
            ? new(new(from - 1, behind), value, "位", UnitClass.Rank, text[from - 1] == '前' ? "le" : "exact")
            : new(new(from, behind + more), value, unit == UnitClass.Rank && word is "个位次" or "位次" ? "位" : word, unit == UnitClass.Rank && !IsShift(text, start, sentence.Start) ? UnitClass.People : unit, ahead ?? qualifier);
    }

    private static readonly System.Buffers.SearchValues<char> Shifts = System.Buffers.SearchValues.Create("升移进跃前降退");

    private static bool IsShift(string text, int at, int start) => text.AsSpan(Math.Max(start, at - 6), at - Math.Max(start, at - 6)).ContainsAny(Shifts);

    // 12个月, 3个百分点 is one unit, 2分之1, 30家属: the classifier belongs to another word.
    private static bool NotAUnit(string text, int at, int length)
    {
        string unit = text.Substring(at, length);
        char next = text[at + length];
        return (unit == "个" && next is '月' or '工') || (unit == "分" && next is '之' or '别' or '钟') || (unit is "家" && next is '庭' or '属') || (unit == "人" && next is '均' or '工') || (unit is "次" && next is '会') || (unit == "名" && next == '单') || (unit == "位" && next is '于' or '列' or '居')
            || (unit == "项" && next == '目' && false);
    }

    private static (string? Qualifier, int Length) Behind(string text, int at, int end)
    {
        foreach ((string word, string qualifier) in Afters)
        {
            if (at + word.Length <= end && text.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
            {
                return (qualifier, word.Length);
            }
        }

        return (null, 0);
    }

    private static readonly (string Word, string Qualifier)[] Afters = [("及以上", "ge"), ("以上", "ge"), ("左右", "approx"), ("上下", "approx"), ("以内", "le"), ("以下", "le"), ("之多", "exact"), ("多", "gt"), ("余", "ge")];

    private static (string? Qualifier, int Start) Ahead(string text, int at, int start)
    {
        if (at - 2 >= start && text.AsSpan(at - 2, 2) is "全区" or "全市" or "全省" or "全县" or "全国")
        {
            (string? over, _) = Ahead(text, at - 2, start);
            return (over, at);
        }

        foreach ((string word, string qualifier) in Befores)
        {
            if (at - word.Length >= start && text.AsSpan(at - word.Length).StartsWith(word, StringComparison.Ordinal))
            {
                return (qualifier, at - word.Length);
            }
        }

        return (null, at);
    }

    private static readonly (string Word, string Qualifier)[] Befores =
        [("不低于", "ge"), ("不少于", "ge"), ("至少", "ge"), ("不超过", "le"), ("低于", "le"), ("超过", "gt"), ("突破", "gt"), ("高于", "gt"), ("多于", "gt"), ("超", "gt"), ("逾", "gt"), ("大约", "approx"), ("将近", "approx"), ("接近", "approx"), ("约", "approx"), ("近", "approx")];

    private static decimal? OrdinalValue(string written)
    {
        if (written is "首位" or "榜首" or "第一")
        {
            return 1;
        }

        string digits = written.Trim('第', '位', '名');
        return ChineseNumerals.Read(digits) is { IsClean: true } read ? read.Value : null;
    }

    [GeneratedRegex(@"(?:位列|位居|排名|名列|居|排在|排|列)(?:[^,。;第]{0,16}?)(?<rank>第[一二三四五六七八九十]{1,3}(?:位|名)?|首位|榜首)(?!位?的|大|产业|季度|批|届)")]
    private static partial Regex Ordinal();
}
