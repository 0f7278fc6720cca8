using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Harvest.Clean;
using Registry.Identity.Identifiers;
using Registry.Identity.Names;

namespace Registry.Harvest.Check;

/// <summary>
/// Why a text that differs from what stood in its place is taken to be damaged and not to be written anew. A renaming writes words; a bit that
/// flips, bytes that are lost or written twice leave what nobody writes.
/// </summary>
/// <param name="encoding">In which the document is encoded; where it is packed, that of the program that reads it.</param>
internal sealed partial class Garbling(Encoding encoding)
{
    private const int LongestCompared = 1000;
    private const int LongestSlip = 2;
    private const int ShortestEcho = 5;
    private const int MostFlipped = 3;
    private const int OtherAge = 100;
    private const string BareCompany = "公司";

    private static readonly Encoding Gb18030 = Read.Charset.Strict("gb18030")!;
    private static readonly string[] Codes = [UnifiedSocialCreditCode.Scheme, HteCertificateNumber.Scheme];

    private static readonly (char Open, char Close)[] Brackets = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】'), ('《', '》'), ('〔', '〕'), ('“', '”')];

    /// <summary>The reason; null where it may well have been written so.</summary>
    public string? Reason(string before, string after)
    {
        if (after.Length is 0 or > LongestCompared || before.Length > LongestCompared)
        {
            return null;
        }

        if (Impossible(after) is { } found && Impossible(before) is null)
        {
            return $"it holds {found}, which no text has";
        }

        if (Tag().Match(after) is { Success: true } tag && !Tag().IsMatch(before))
        {
            return $"it holds a piece of markup, {tag.Value}";
        }

        if (before.Length == 0)
        {
            return null;
        }

        if (Symbol(before, after) is { } symbol)
        {
            return $"it holds {symbol} in the place of letters";
        }

        return FlippedBits(before, after) ?? Torn(before, after) ?? Rare(before, after) ?? NoDay(before, after) ?? Unclosed(before, after) ?? Echo(before, after) ?? Twice(before, after) ?? Formless(before, after) ?? Nameless(before, after) ?? Paged(before, after) ?? NoCode(before, after);
    }

    /// <summary>Whether two texts begin and end alike, so that less than half of the first was replaced.</summary>
    public static bool IsNear(string before, string after) => IsNear(before, after, 2);

    /// <summary>Whether a text holds characters that GB 2312 lacks, in which ordinary texts are written.</summary>
    public static bool IsUncommon(string text) => text.EnumerateRunes().Any(rune => !IsCommon(rune));

    private static bool IsNear(string before, string after, int part) => (Common(before, after) is var (start, end)) && (start + end) * part > before.Length;

    // Controls, what a decoder or a font puts for what it does not know, and what stands for no character.
    private static string? Impossible(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isLayout = rune.Value is '\n' or '\r' or '\t';
            if (!isLayout && (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
            {
                return string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
            }
        }

        return null;
    }

    // A sign such as °, which comes with numbers: not instead of a word. Those of ASCII are written in names (互联网+).
    private static string? Symbol(string before, string after)
    {
        (int start, int end) = Common(before, after);
        return before[start..^end].Any(char.IsLetter)
            ? after[start..^end].EnumerateRunes().Where(rune => !rune.IsAscii && Rune.IsSymbol(rune) && !before.Contains(rune.ToString(), StringComparison.Ordinal)).Select(rune => $"«{rune}»").FirstOrDefault()
            : null;
    }

    // One bit of the text, or one in each of a few characters. A digit that becomes another, or a letter, or an ordinal (乙, 丙) may have been meant: of
    // these, only another kind of character tells.
    private string? FlippedBits(string before, string after)
    {
        List<(byte Old, byte New)> flipped = [];
        if (before.Length != after.Length)
        {
            return Flip(before, after) is { } flip ? Told([flip]) : null;
        }

        bool isMeant = true;
        for (int i = 0; i < before.Length; i++)
        {
            if (before[i] != after[i])
            {
                if (flipped.Count == MostFlipped || Flip(before[i].ToString(), after[i].ToString()) is not { } flip)
                {
                    return null;
                }

                flipped.Add(flip);
                isMeant &= Kind(before[i]) is { } kind && kind == Kind(after[i]);
            }
        }

        return isMeant ? null : Told(flipped);
    }

    private string Told(List<(byte Old, byte New)> flipped) => string.Create(
        CultureInfo.InvariantCulture,
        $"they differ by {(flipped.Count == 1 ? "one bit" : "single bits")} of {encoding.WebName}, {string.Join(", ", flipped.Select(flip => string.Create(CultureInfo.InvariantCulture, $"{flip.Old:X2} and {flip.New:X2}")))}");

    // The only byte in which two texts differ, if in one bit.
    private (byte Old, byte New)? Flip(string before, string after)
    {
        byte[] old = encoding.GetBytes(before);
        byte[] bytes = encoding.GetBytes(after);
        int at = old.AsSpan().CommonPrefixLength(bytes);
        return old.Length == bytes.Length && at < old.Length && BitOperations.IsPow2(old[at] ^ bytes[at]) && old.AsSpan(at + 1).SequenceEqual(bytes.AsSpan(at + 1)) ? (old[at], bytes[at]) : null;
    }

    // Of what another one may have been meant: a digit, a Latin letter, a sign of ASCII, an ordinal.
    private static int? Kind(char c) => Spelling.Ordinals.Contains(c, StringComparison.Ordinal) ? 4 : !char.IsAscii(c) ? null : char.IsAsciiDigit(c) ? 0 : char.IsAsciiLetter(c) ? 1 : c == ' ' ? 2 : 3;

    // Bytes that were lost, or came in, between two bytes of a character: who writes takes or adds characters.
    private string? Torn(string before, string after)
    {
        byte[] old = encoding.GetBytes(before);
        byte[] bytes = encoding.GetBytes(after);
        return old.Length != bytes.Length && IsPartOf(old, bytes) && !IsPartOf(before.AsSpan(), after)
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(old.Length - bytes.Length)} bytes of {encoding.WebName} {(old.Length > bytes.Length ? "are gone from" : "came in")} between two of a character")
            : null;
    }

    // A piece of bytes that was written twice, and did not begin where a character does.
    private string? Twice(string before, string after)
    {
        byte[] old = encoding.GetBytes(before);
        byte[] bytes = encoding.GetBytes(after);
        int more = bytes.Length - old.Length;
        int start = old.AsSpan().CommonPrefixLength(bytes);
        bool isTwice = more > 1 && start >= more && old.AsSpan(start).SequenceEqual(bytes.AsSpan(start + more)) && bytes.AsSpan(start, more).SequenceEqual(bytes.AsSpan(start - more, more));
        int at = before.AsSpan().CommonPrefixLength(after);
        int added = after.Length - before.Length;
        return isTwice && (added <= 0 || at < added || !after.AsSpan(at, added).SequenceEqual(after.AsSpan(at - added, added)))
            ? string.Create(CultureInfo.InvariantCulture, $"{more} bytes of {encoding.WebName} stand twice, from within a character")
            : null;
    }

    // 重庆示例科技有限公司 that ends as 重庆示例科技有公司, or has lost the word for what it is.
    private static string? Formless(string before, string after)
    {
        bool isCut = before.StartsWith(after, StringComparison.Ordinal);
        if ((!isCut && !IsNear(before, after, 3)) || after.StartsWith(before, StringComparison.Ordinal) || NameReader.Read(before) is not { Form.Length: > 0 } old)
        {
            return null;
        }

        NameReading name = NameReader.Read(after);
        bool isCompany = old.Kind is "company" or "group" && old.FormClass != BareCompany && (name.Form.Length == 0 || name.FormClass == BareCompany);
        return isCompany || (isCut && name is { Form: "", Core.Length: > 0 }) ? $"it was a name that ended in {old.Form} and has no such ending" : null;
    }

    // 重庆示例开发区 of which only 开发区 is left.
    private static string? Nameless(string before, string after) =>
        NameReader.Read(before).Form is { Length: > 0 } form && form.Length < before.Length && form.EndsWith(after, StringComparison.Ordinal)
            ? "it was a name, and only what ended it is left"
            : null;

    // The foot of a page that came into a cell.
    private static string? Paged(string before, string after) =>
        after.StartsWith(before, StringComparison.Ordinal) && before.Any(char.IsLetter) && PageNumber().IsMatch(after.AsSpan(before.Length)) ? "the number of a page stands behind it" : null;

    // Whether the shorter is the longer without a piece.
    private static bool IsPartOf<T>(ReadOnlySpan<T> before, ReadOnlySpan<T> after)
        where T : IEquatable<T>
    {
        ReadOnlySpan<T> shorter = before.Length < after.Length ? before : after;
        ReadOnlySpan<T> longer = before.Length < after.Length ? after : before;
        int start = shorter.CommonPrefixLength(longer);
        return shorter[start..].SequenceEqual(longer[^(shorter.Length - start)..]);
    }

    // GB 2312 holds what ordinary texts are written in. A name may have a character that it lacks (堃, 玥); one that comes in the place of another,
    // and of nothing else, two at once, or one that GBK lacks as well, are no renaming.
    private static string? Rare(string before, string after)
    {
        (int start, int end) = Common(before, after);
        string old = before[start..^end];
        string text = after[start..^end];
        Rune[] rare = [.. text.EnumerateRunes().Where(rune => !IsCommon(rune))];
        bool isSlip = rare.Length == 1 && start + end > 0 && old.Length > 0 && text.Length <= LongestSlip;
        return (isSlip || rare.Length > 1 || rare.Any(rune => Length(rune, stackalloc byte[8]) > 2)) && old.EnumerateRunes().All(IsCommon) && before.Any(char.IsLetterOrDigit)
            ? $"«{text}» came in the place of «{old}», and {string.Join(", ", rare.Distinct().Take(3))} {(rare.Distinct().Count() == 1 ? "is" : "are")} not among the characters of GB 2312, in which it was written"
            : null;
    }

    // Two bytes, both with the high bit set, in the rows that GB 2312 fills, 1 to 9 and 16 to 87, without the phonetic signs of row 8.
    private static bool IsCommon(Rune rune)
    {
        Span<byte> bytes = stackalloc byte[8];
        int length = Length(rune, bytes);
        return length == 1 || (length == 2 && bytes[1] >= 0xA1 && !(bytes[0] == 0xA8 && bytes[1] >= 0xC5) && bytes[0] is (>= 0xA1 and <= 0xA9) or (>= 0xB0 and <= 0xF7));
    }

    private static int Length(Rune rune, Span<byte> bytes)
    {
        Span<char> text = stackalloc char[2];
        return Gb18030.GetBytes(text[..rune.EncodeToUtf16(text)], bytes);
    }

    private static string? NoDay(string before, string after)
    {
        if (before.Length != after.Length || before.All(char.IsAsciiDigit) || Dates.Read(before) is not { IsClean: true, Value: var day })
        {
            return null;
        }

        Cleaned<PartialDate> other = Dates.Read(after);
        return !other.IsClean ? "it was a day of the calendar and is none"
            : Math.Abs(other.Value.Year - day.Year) >= OtherAge && other.Value.Year % 100 == day.Year % 100 ? "it lies in another century and is the same otherwise"
            : null;
    }

    // Codes whose rule no other text keeps by chance.
    private static string? NoCode(string before, string after) => Codes
        .Where(scheme => IdentifierSchemes.Read(scheme, before).IsValid)
        .Select(scheme => IdentifierSchemes.Read(scheme, after).Fault)
        .FirstOrDefault(fault => fault is not null)?.TrimEnd('.');

    private static string? Unclosed(string before, string after)
    {
        foreach ((char open, char close) in Brackets)
        {
            if (before.Count(c => c == open) == before.Count(c => c == close) && after.Count(c => c == open) != after.Count(c => c == close))
            {
                return $"{open} and {close} do not match any more";
            }
        }

        return null;
    }

    // A piece that was written twice: 高新高新技术, or again after some bytes that were lost.
    private static string? Echo(string before, string after)
    {
        (int start, int end) = Common(before, after);
        int added = after.Length - before.Length;
        string piece = added > 1 && start + end >= before.Length ? after.Substring(Math.Max(0, start - added), Math.Min(added, after.Length)) : "";
        if (piece.Length > 1 && !piece.All(char.IsAsciiDigit) && after.Contains(piece + piece, StringComparison.Ordinal) && !before.Contains(piece + piece, StringComparison.Ordinal))
        {
            return $"«{piece}» stands twice";
        }

        for (int i = 0; i + (2 * ShortestEcho) <= after.Length; i++)
        {
            string echo = after.Substring(i, ShortestEcho);
            if (after.IndexOf(echo, i + ShortestEcho, StringComparison.Ordinal) >= 0 && before.IndexOf(echo, StringComparison.Ordinal) == before.LastIndexOf(echo, StringComparison.Ordinal) && before.Contains(echo, StringComparison.Ordinal))
            {
                return $"«{echo}» stands twice";
            }
        }

        return null;
    }

    /// <summary>How many characters both begin with, and how many more both end with.</summary>
    private static (int Start, int End) Common(string before, string after)
    {
        int start = before.AsSpan().CommonPrefixLength(after);
        int most = Math.Min(before.Length, after.Length) - start;
        int end = 0;
        while (end < most && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        return (start, end);
    }

    [GeneratedRegex(@"[<>{}|\\^]|&#?[A-Za-z]{2,}|&\w{1,8};|(?:q?u?o?t|a?m?p|[lg]t|nbsp);\p{Lo}", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\s*[-–—]\s*([0-9]{1,4}\s*[-–—]?)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex PageNumber();
}
