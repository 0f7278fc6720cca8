using System.Text;
using Registry.Harvest.Catalog;

namespace Registry.Harvest.Read;

/// <summary>What a document is by its first bytes, whatever its name and headers say.</summary>
internal static class Signature
{
    /// <summary>Refuses a document that is empty or plainly of another form than the source says.</summary>
    public static void MustBe(ReadForm form, Content content)
    {
        ReadOnlySpan<byte> bytes = content.Bytes.Span;
        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new UnreadableException(UnreadableReason.Empty, content.Name, $"the document is empty ({bytes.Length} bytes)", $"form {Name(form)} was expected");
        }

        string found = Found(bytes);
        if (!Fits(form, found))
        {
            if (UnsupportedForm.Named(content, found) is { } fault)
            {
                throw fault;
            }

            throw new UnreadableException(UnreadableReason.WrongForm, content.Name, $"found {found}", $"form {Name(form)} was expected; change read: form if the publisher has changed it");
        }
    }

    /// <summary>The form among these that the document has; the first where it has none of them, which then tells what was found.</summary>
    public static ReadForm FormOf(Content content, IReadOnlyList<ReadForm> forms)
    {
        string found = Found(content.Bytes.Span);
        foreach (ReadForm form in forms)
        {
            if (Fits(form, found))
            {
                return form;
            }
        }

        return forms[0];
    }

    /// <summary>Whether a document is, by its first bytes, of a form.</summary>
    public static bool Is(ReadForm form, Content content) => Fits(form, Found(content.Bytes.Span));

    private static bool Fits(ReadForm form, string found) => form switch
    {
        ReadForm.Xls => found == Ole,
        ReadForm.Xlsx => found == Zip,
        ReadForm.Docx => found == WordZip,
        ReadForm.Pdf => found == Pdf,
        ReadForm.Html or ReadForm.Press or ReadForm.Plan => found is Markup or Text,
        ReadForm.Json => found is Json,
        _ => found is Text or Json,
    };

    private const string Ole = "an OLE compound file (.xls, .doc)";
    internal const string WordOle = "a Word 97-2003 document (.doc)";
    private const string Zip = "a zip archive (.xlsx, .docx)";
    private const string WordZip = "a Word document (.docx)";
    private const string Pdf = "a PDF";
    internal const string Picture = "a picture";
    internal const string Rar = "a RAR archive";
    private const string Markup = "an HTML or XML page";
    private const string Json = "JSON";
    private const string Text = "text";

    /// <summary>What a document is by its first bytes.</summary>
    internal static string Found(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> start = bytes[..Math.Min(bytes.Length, 512)];
        if (start is [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..])
        {
            return IsWord(bytes) ? WordOle : Ole;
        }

        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            return bytes.IndexOf("word/document.xml"u8) >= 0 ? WordZip : Zip;
        }

        if (start.StartsWith("%PDF-"u8))
        {
            return Pdf;
        }

        if (start is [0x1F, 0x8B, ..])
        {
            return "a gzip archive";
        }

        if (start.StartsWith("Rar!"u8))
        {
            return Rar;
        }

        if (start is [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, 0xFF, ..] or [0x49, 0x49, 0x2A, 0, ..] or [0x4D, 0x4D, 0, 0x2A, ..] || start.StartsWith("GIF8"u8))
        {
            return Picture;
        }

        bool wide = start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        return !wide && start.Contains((byte)0) ? "binary data" : OfText(wide ? Narrow(start) : start);
    }

    // The directory of the compound file names its streams in UTF-16: WordDocument is that of Word, Workbook or Book that of Excel.
    private static bool IsWord(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"u8) >= 0 && bytes.IndexOf("W\0o\0r\0k\0b\0o\0o\0k\0"u8) < 0;

    // UTF-16 is told by its mark; for the form its ASCII characters are enough.
    private static byte[] Narrow(ReadOnlySpan<byte> wide)
    {
        Encoding encoding = wide[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        return Encoding.Latin1.GetBytes(encoding.GetString(wide[2..]));
    }

    private static string OfText(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> text = (start is [0xEF, 0xBB, 0xBF, ..] ? start[3..] : start).TrimStart(" \t\r\n"u8);
        return text switch
        {
            [(byte)'<', (byte)'!' or (byte)'?' or (byte)'/' or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z'), ..] => Markup,
            [(byte)'{' or (byte)'[', ..] => Json,
            _ => Text,
        };
    }

    private static string Name(ReadForm form) => form.ToString().ToLowerInvariant();
}
