using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Registry.Harvest.Read;

/// <summary>A page as it is parsed: decoded by its real charset, and refused where its nesting would exhaust whoever walks it.</summary>
internal static class HtmlPage
{
    /// <summary>Elements nested deeper than this are no page that people read, and would exhaust the stack of whoever walks them.</summary>
    private const int DeepestNesting = 2000;

    // Parsed, a page takes some twenty times its size.
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Refuses a page that is larger than any that is published.</summary>
    public static void MustBeModest(Content content)
    {
        if (content.Bytes.Length > MostBytes)
        {
            throw new UnreadableException(UnreadableReason.TooLarge, content.Name, $"the page has {content.Bytes.Length} bytes", $"at most {MostBytes} are parsed");
        }
    }

    /// <summary>Parses a page.</summary>
    /// <param name="content">The page.</param>
    /// <param name="charset">What the source says of its charset, or null.</param>
    /// <param name="found">The charset it is in, and why.</param>
    public static IHtmlDocument Parse(Content content, string? charset, out Charset found)
    {
        MustBeModest(content);
        found = Charset.Of(content, charset);
        string text = found.Decode(content.Bytes.Span);
        MustBeFlat(Markup.Scan(text), content);
        return new HtmlParser().ParseDocument(text);
    }

    /// <summary>Refuses a page that nests too deeply.</summary>
    public static void MustBeFlat(Markup markup, Content content)
    {
        if (markup.Depth > DeepestNesting)
        {
            throw new UnreadableException(UnreadableReason.TooLarge, content.Name, $"elements are nested {markup.Depth} deep", $"a page nests less than {DeepestNesting}");
        }
    }
}
