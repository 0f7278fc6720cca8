namespace Registry.Harvest.Clean;

/// <summary>Whole numbers in Chinese numerals: 三百二十, 两千, 二〇二三, 十二, 3万5千, 壹佰.</summary>
public static class ChineseNumerals
{
    const string Digits = "零一二三四五六七八九";
    const string FormalDigits = "〇壹贰叁肆伍陆柒捌玖";
    const int Longest = 28;

    /// <summary>Whether a character can begin a number of these numerals: a digit or 十, 百, 千.</summary>
    public static bool IsFirst(char character) => Digit(character) >= 0 || Scale(character) is > 1 and < 10_000 || character is '廿' or '卅';

    /// <summary>Whether a character can stand in a number of these numerals.</summary>
    public static bool IsPart(char character) => IsFirst(character) || Scale(character) > 1 || char.IsAsciiDigit(character);

    /// <summary>
    /// Reads a number. Without a scale the digits stand in a row (二〇二三 is 2023); a last digit behind a scale of a hundred or
    /// more counts tenths of it (三百二 is 320, 三百零二 is 302); Arabic digits may stand before a scale.
    /// </summary>
    public static Cleaned<decimal> Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var text = written.Replace("廿", "二十", StringComparison.Ordinal).Replace("卅", "三十", StringComparison.Ordinal);
        if (text.Length is 0 or > Longest || !text.All(IsPart))
            return Fault(written);
        decimal? value = text.Any(character => Scale(character) > 1) ? Grouped(text, "亿億", 1) : InARow(text);
        return value is { } number ? Cleaned.Of(number) : Fault(written);
    }

    static Cleaned<decimal> Fault(string written) =>
        Cleaned.Fault<decimal>($"found \"{written}\"; a whole number in Chinese numerals would be right.");

    // What stands before 亿 (or 万) is multiplied by it as a whole: 一万亿, 三千五百万.
    static decimal? Grouped(string text, string scales, decimal above)
    {
        var at = text.LastIndexOfAny(scales.ToCharArray());
        if (at < 0)
            return scales == "亿億" ? Grouped(text, "万萬", above) : UpToThousands(text, above);
        var scale = Scale(text[at]);
        return Grouped(text[..at], scales, 1) is { } before && before > 0 && Grouped(text[(at + 1)..], scales, scale) is { } behind && behind < scale
            ? before * scale + behind
            : null;
    }

    static decimal? UpToThousands(string text, decimal above)
    {
        if (text.Length == 0)
            return 0;
        decimal total = 0, smallest = 10_000;
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (Scale(text[at]) is not (> 1 and var scale))
                continue;
            if (scale >= smallest)
                return null;
            var count = InARow(text[start..at]);
            total += (at == start || count == 0 ? 1 : count) * scale;
            (smallest, start) = (scale, at + 1);
        }
        return total + InARow(text[start..]) * Tenths(text[start..], smallest < 10_000 ? smallest : above);
    }

    // One digit alone behind 百, 千, 万 or 亿 counts the next lower scale.
    static decimal Tenths(string last, decimal scale) =>
        last.Length == 1 && Digit(last[0]) > 0 && scale >= 100 ? scale / 10 : 1;

    static decimal InARow(string text)
    {
        var value = 0m;
        foreach (var character in text)
            value = value * 10 + (char.IsAsciiDigit(character) ? character - '0' : Digit(character));
        return value;
    }

    static int Digit(char character) => character switch
    {
        '两' => 2,
        '○' => 0,
        _ when Digits.IndexOf(character, StringComparison.Ordinal) is var plain and >= 0 => plain,
        _ => FormalDigits.IndexOf(character, StringComparison.Ordinal),
    };

    static decimal Scale(char character) => character switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        '万' or '萬' => 10_000,
        '亿' or '億' => 100_000_000,
        _ => 1,
    };
}
