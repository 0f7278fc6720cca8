using Registry.Harvest.Read;

namespace Registry.Harvest.Extract;

/// <summary>Decodes documents to be read as prose.</summary>
public static class Texts
{
    /// <summary>The text of a document, its charset found by mark, statement and validity.</summary>
    /// <exception cref="UnreadableException">It is empty, no text, or valid in no charset that it names, nor in UTF-8 or GB18030.</exception>
    /// <param name="content">The document.</param>
    /// <param name="charset">Its charset, where its own statements are wrong.</param>
    public static string Decode(Content content, string? charset = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ReadOnlySpan<byte> bytes = content.Bytes.Span;
        if (bytes.IsEmpty)
        {
            throw new UnreadableException(UnreadableReason.Empty, content.Name, "the document is empty", "a text or HTML document would be right");
        }

        if (bytes[..Math.Min(bytes.Length, 512)].IndexOf((byte)0) >= 0 && bytes[0] < 0xFE && bytes[1] < 0xFE)
        {
            throw new UnreadableException(UnreadableReason.WrongForm, content.Name, "the document is no text: it has bytes of zero", "a text or HTML document in UTF-8 or GB18030 would be right");
        }

        return Charset.Of(content, charset).Decode(bytes);
    }
}
