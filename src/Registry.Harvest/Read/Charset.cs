using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Registry.Harvest.Read;

/// <summary>
/// Which charset a text is in. Publishers state it in the byte order mark, the HTTP header and one or more metas, and state it wrongly;
/// what a statement says holds only where the bytes are valid in it.
/// </summary>
internal sealed partial record Charset(Encoding Encoding, int Preamble, string Reason)
{
    private const int MetasAreWithin = 8192;

    static Charset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>GB18030 that replaces what is not valid: for a look at bytes, never for records.</summary>
    public static Encoding Lenient => Encoding.GetEncoding("gb18030");

    /// <summary>Decodes the whole text.</summary>
    public string Decode(ReadOnlySpan<byte> bytes) => Encoding.GetString(bytes[Preamble..]);

    /// <summary>Finds the charset of a document; <paramref name="stated"/> is what the source says, if anything.</summary>
    /// <exception cref="UnreadableException">The bytes are valid in no charset that is named, nor in UTF-8 or GB18030.</exception>
    public static Charset Of(Content content, string? stated)
    {
        ReadOnlySpan<byte> bytes = content.Bytes.Span;
        if (ByMark(bytes) is { } marked)
        {
            return marked.IsValid(bytes) ? marked : throw Undecodable(content, $"the byte order mark says {marked.Encoding.WebName}, but the bytes are not valid in it");
        }

        if (stated is not null)
        {
            Charset said = new(Strict(stated)!, 0, "stated by the source");
            return said.IsValid(bytes) ? said : throw Undecodable(content, $"the source says charset {stated}, but the bytes are not valid in it");
        }

        if (IsUnmistakablyUtf8(content, bytes))
        {
            return new(StrictUtf8, 0, "valid UTF-8");
        }

        return Declared(content).Find(c => c.IsValid(content.Bytes.Span)) ?? Guessed(content);
    }

    /// <summary>The encoding of a name, failing on bytes that are not valid in it; GB2312 and GBK are read as GB18030, which holds both.</summary>
    public static Encoding? Strict(string name)
    {
        string webName = name.Trim().Trim('"', '\'').ToLowerInvariant();
        if (webName is "gb2312" or "gbk" or "gb_2312-80" or "x-gbk" or "cp936" or "936" or "hz-gb-2312" or "chinese")
        {
            webName = "gb18030";
        }

        try
        {
            return webName is "utf8" or "utf-8"
                ? StrictUtf8
                : Encoding.GetEncoding(webName, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Charset? ByMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new(StrictUtf8, 3, "byte order mark"),
        [0xFF, 0xFE, 0, 0, ..] => new(new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true), 4, "byte order mark"),
        [0xFF, 0xFE, ..] => new(new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 2, "byte order mark"),
        [0xFE, 0xFF, ..] => new(new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 2, "byte order mark"),
        [0x84, 0x31, 0x95, 0x33, ..] => new(Strict("gb18030")!, 4, "byte order mark"),
        _ => null,
    };

    // A sequence of three bytes that is valid UTF-8 is next to never two characters of GBK in a row for a whole text; sequences of two
    // bytes alone may well be (联通), so there the publisher's word counts.
    private static bool IsUnmistakablyUtf8(Content content, ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return bytes.IndexOfAnyInRange((byte)0xE0, (byte)0xF4) >= 0;
        }

        int cut = IncompleteTail(bytes);
        return cut > 0 && Utf8.IsValid(bytes[..^cut]) && bytes[..^cut].IndexOfAnyInRange((byte)0xE0, (byte)0xF4) >= 0
            ? throw new UnreadableException(UnreadableReason.Truncated, content.Name, $"the text ends in the middle of a UTF-8 character, after {bytes.Length} bytes", "fetch it again: a whole document ends with a whole character")
            : false;
    }

    private static int IncompleteTail(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte lead = bytes[^back];
            if (lead >= 0xC0)
            {
                int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                return length > back ? back : 0;
            }
        }

        return 0;
    }

    private static List<Charset> Declared(Content content)
    {
        List<Charset> declared = [];
        if (content.ContentType is { } header && CharsetParameter().Match(header) is { Success: true } inHeader)
        {
            Add(inHeader.Groups["name"].Value, "HTTP header");
        }

        string head = Encoding.Latin1.GetString(content.Bytes.Span[..Math.Min(MetasAreWithin, content.Bytes.Length)]);
        foreach (Match meta in Meta().Matches(head))
        {
            if (CharsetParameter().Match(meta.Value) is { Success: true } inMeta)
            {
                Add(inMeta.Groups["name"].Value, "meta");
            }
        }

        return declared;

        // Any bytes are valid in a charset of single bytes, so that such a statement proves nothing.
        void Add(string name, string reason)
        {
            if (Strict(name) is { IsSingleByte: false } encoding)
            {
                declared.Add(new(encoding, 0, reason));
            }
        }
    }

    private static Charset Guessed(Content content)
    {
        ReadOnlySpan<byte> bytes = content.Bytes.Span;
        if (Utf8.IsValid(bytes))
        {
            return new(StrictUtf8, 0, "valid UTF-8");
        }

        Charset gb = new(Strict("gb18030")!, 0, "valid GB18030");
        return gb.IsValid(bytes) ? gb : throw Undecodable(content, $"the bytes are valid neither in UTF-8 nor in GB18030, nor in a charset that the document names");
    }

    [SuppressMessage("Style", "IDE0058", Justification = "Counting is how validity is asked.")]
    private bool IsValid(ReadOnlySpan<byte> bytes)
    {
        if (ReferenceEquals(Encoding, StrictUtf8))
        {
            return Utf8.IsValid(bytes[Preamble..]);
        }

        try
        {
            Encoding.GetCharCount(bytes[Preamble..]);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static UnreadableException Undecodable(Content content, string found) =>
        new(UnreadableReason.Charset, content.Name, found, "name the right one under read: charset");

    [GeneratedRegex("""charset\s*=\s*["']?(?<name>[A-Za-z0-9_:.\-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CharsetParameter();

    [GeneratedRegex("<meta[^>]{0,500}>|<\\?xml[^>]{0,200}>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meta();
}
