using System.Text.RegularExpressions;

namespace Registry.Harvest.Extract.Sections;

/// <summary>Headings by their numbering (GB/T 9704-2012, 7.3.3: 一、 (一) 1. (1)) or by standing alone without an end.</summary>
internal static partial class Heading
{
    private const int Longest = 40;

    /// <summary>Whether a paragraph begins with a number of an outline.</summary>
    public static bool IsNumbered(string text) => Number(text) is not null;

    /// <summary>The number of a paragraph in an outline: its depth from 1, its number, and how long it is.</summary>
    public static (int Depth, int Number, int Length)? Number(string text)
    {
        Match match = Numbering().Match(text);
        if (!match.Success)
        {
            return null;
        }

        int depth = match.Groups["chapter"].Success ? 1 : match.Groups["one"].Success ? 1 : match.Groups["two"].Success ? 2 : match.Groups["letter"].Success ? 1 : 3;
        string number = match.Groups["chapter"].Success ? match.Groups["chapter"].Value : match.Groups["one"].Success ? match.Groups["one"].Value : match.Groups["two"].Success ? match.Groups["two"].Value : match.Groups["three"].Value;
        return (depth, Value(number), match.Length);
    }

    /// <summary>Whether a paragraph is a heading as a whole: short, without the end of a sentence.</summary>
    public static bool IsAlone(string text) =>
        text.Length is > 1 and <= Longest && text.AsSpan().IndexOfAny("。;") < 0 && text[^1] is not (',' or '、' or ':') && !(text.Contains(',', StringComparison.Ordinal) && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0);

    private static int Value(string number) =>
        int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int digits) ? digits
        : number.Length > 0 && Clean.ChineseNumerals.Read(number) is { IsClean: true } read ? (int)read.Value : 0;

    [GeneratedRegex(@"^(?:第(?<chapter>[一二三四五六七八九十]{1,3})[章节篇部](?:分)?\s*|(?<one>[一二三四五六七八九十]{1,3})、|\((?<two>[一二三四五六七八九十]{1,3})\)、?|\(?(?<three>\d{1,2})(?:[.、)](?!\d))\s*|(?<letter>[A-G])\s(?=\p{IsCJKUnifiedIdeographs}))")]
    private static partial Regex Numbering();
}
