using System.Buffers;
using System.Text;
using Registry.Harvest.Read;

namespace Registry.Harvest.Check;

/// <summary>
/// How a page is built: its kinds of elements, each with its id and classes, digits as <c>0</c>. A page with more rows is built alike, one that was
/// designed anew is not. Read from the bytes as they are: in no charset of a page do the marks of its tags stand for anything else, UTF-16 apart.
/// </summary>
internal static class Outline
{
    private const int Most = 300;

    // What frames a list stands before and behind it; between are rows like those already seen.
    private const int Head = 128 * 1024;
    private const int Tail = 64 * 1024;

    private static readonly SearchValues<byte> OfNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"u8);

    /// <summary>Adds the kinds of elements of a document, if it is a page.</summary>
    public static void Read(Content content, SortedSet<string> kinds)
    {
        ReadOnlySpan<byte> page = content.Bytes.Span;
        if (page.TrimStart(" \t\r\n"u8) is not [(byte)'<', ..] && !page.StartsWith("\uFEFF<"u8))
        {
            return;
        }

        Read(page[..Math.Min(page.Length, Head)], kinds);
        Read(page[Math.Max(Math.Min(page.Length, Head), page.Length - Tail)..], kinds);
    }

    private static void Read(ReadOnlySpan<byte> rest, SortedSet<string> kinds)
    {
        while (kinds.Count < Most && rest.IndexOf((byte)'<') is >= 0 and int open)
        {
            rest = rest[(open + 1)..];
            int close = rest.IndexOf((byte)'>');
            if (close > 0 && char.IsAsciiLetter((char)rest[0]))
            {
                kinds.Add(Kind(rest[..close]));
            }
        }
    }

    private static string Kind(ReadOnlySpan<byte> tag)
    {
        int end = tag.IndexOfAnyExcept(OfNames);
        StringBuilder kind = new(Encoding.ASCII.GetString(end < 0 ? tag : tag[..end]).ToLowerInvariant());
        Add(kind, '#', Value(tag, " id="u8));
        foreach (string name in Encoding.Latin1.GetString(Value(tag, " class="u8)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))
        {
            Add(kind, '.', Encoding.Latin1.GetBytes(name));
        }

        return kind.ToString();
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name)
    {
        int at = tag.IndexOf(name);
        if (at < 0 || at + name.Length >= tag.Length)
        {
            return [];
        }

        ReadOnlySpan<byte> value = tag[(at + name.Length)..];
        bool isQuoted = value[0] is (byte)'"' or (byte)'\'';
        int end = isQuoted ? value[1..].IndexOf(value[0]) : value.IndexOfAny(" /"u8);
        return isQuoted ? value[1..(end < 0 ? value.Length : end + 1)] : value[..(end < 0 ? value.Length : end)];
    }

    // Numbers in names count rows and days; so many digits are one.
    private static void Add(StringBuilder kind, char mark, ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > 60)
        {
            return;
        }

        kind.Append(mark);
        foreach (byte letter in name)
        {
            char shown = char.IsAsciiDigit((char)letter) ? '0' : letter < 0x80 ? (char)letter : '?';
            if (shown != '0' || kind[^1] != '0')
            {
                kind.Append(shown);
            }
        }
    }
}
