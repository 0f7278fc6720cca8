using System.Globalization;
using System.Text;

namespace Registry.Identity.Names;

/// <summary>Ordinals of names in digits, so that 第三分公司 and 第3分公司 are one and 第二中学 is another.</summary>
static class Ordinals
{
    const string Digits = "〇一二三四五六七八九";

    /// <summary>The text with Chinese numerals behind 第 written in digits.</summary>
    public static string InDigits(string text)
    {
        var at = text.IndexOf('第', StringComparison.Ordinal);
        if (at < 0)
            return text;
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            output.Append(text[i++]);
            if (text[i - 1] == '第' && Length(text, i) is var length and > 0)
            {
                output.Append(Value(text.AsSpan(i, length)).ToString(CultureInfo.InvariantCulture));
                i += length;
            }
        }
        return output.ToString();
    }

    /// <summary>A part's text with a numeral that it begins with in digits, and without the 第 before it: 一分公司 is 第一分公司.</summary>
    public static string Leading(string text)
    {
        var start = text.StartsWith('第') ? 1 : 0;
        var length = Length(text, start);
        return length > 0 ? Value(text.AsSpan(start, length)).ToString(CultureInfo.InvariantCulture) + text[(start + length)..] : text[start..];
    }

    static int Length(string text, int start)
    {
        var end = start;
        while (end < text.Length && (text[end] is '十' or '百' or '零' || Digits.Contains(text[end], StringComparison.Ordinal)))
            end++;
        return end - start;
    }

    // Up to 999, as departments and schools are numbered; a row of digits (一二三) is read digit by digit.
    static int Value(ReadOnlySpan<char> numeral)
    {
        if (numeral.IndexOfAny('十', '百') < 0)
            return Plain(numeral);
        var (value, digit) = (0, 0);
        foreach (var character in numeral)
        {
            if (character is not ('十' or '百'))
            {
                digit = Math.Max(0, Digits.IndexOf(character, StringComparison.Ordinal));
                continue;
            }
            value += (digit == 0 ? 1 : digit) * (character == '十' ? 10 : 100);
            digit = 0;
        }
        return value + digit;
    }

    static int Plain(ReadOnlySpan<char> numeral)
    {
        var value = 0;
        foreach (var character in numeral[..Math.Min(numeral.Length, 8)])
            value = value * 10 + Math.Max(0, Digits.IndexOf(character, StringComparison.Ordinal));
        return value;
    }
}
