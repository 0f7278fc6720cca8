using System.Net;

namespace Registry.Harvest.Extract.Layout;

/// <summary>The words of an HTML document, line by line, each character at the place of the markup where it stood.</summary>
internal static class Html
{
    private static readonly string[] Skipped = ["script", "style", "head", "noscript", "nav", "footer", "form", "select", "button", "template"];
    private static readonly string[] Inline = ["a", "b", "i", "em", "strong", "span", "font", "u", "sup", "sub", "small", "big", "mark", "img", "ins", "label", "o:p", "wbr"];

    /// <summary>Whether a text is an HTML document.</summary>
    public static bool IsOne(string text)
    {
        ReadOnlySpan<char> head = text.AsSpan(0, Math.Min(text.Length, 2048)).TrimStart();
        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || head.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || (head.StartsWith("<", StringComparison.Ordinal) && head.Contains("</", StringComparison.Ordinal));
    }

    public static List<Line> Lines(string html)
    {
        List<Line> lines = [];
        Line line = new();
        for (int i = 0; i < html.Length;)
        {
            if (html[i] == '<' && TagAt(html, i) is { } tag)
            {
                if (!tag.IsInline)
                {
                    lines.Add(line);
                    lines.Add(new());
                    line = new();
                }

                i = tag.End;
            }
            else if (html[i] == '&' && EntityAt(html, i) is { } entity)
            {
                foreach (char c in entity.Text)
                {
                    Add(line, c, i);
                }

                i = entity.End;
            }
            else
            {
                Add(line, html[i], i);
                i++;
            }
        }

        lines.Add(line);
        return lines;
    }

    private static void Add(Line line, char character, int at)
    {
        char plain = character is '\n' or '\r' ? ' ' : PageLayout.Plain(character);
        if (plain != ' ' || line.Last != ' ')
        {
            line.Add(plain, at);
        }
    }

    private static (int End, bool IsInline)? TagAt(string html, int at)
    {
        if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
        {
            int close = html.IndexOf("-->", at + 4, StringComparison.Ordinal);
            return (close < 0 ? html.Length : close + 3, true);
        }

        int name = at + 1 + (at + 1 < html.Length && html[at + 1] == '/' ? 1 : 0), end = name;
        while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || html[end] is ':' or '!'))
        {
            end++;
        }

        int closed = end == name ? -1 : html.IndexOf('>', end);
        if (closed < 0)
        {
            return null;
        }

        string tag = html[name..end].ToLowerInvariant();
        if (html[at + 1] != '/' && Array.IndexOf(Skipped, tag) >= 0 && html[closed - 1] != '/')
        {
            int over = html.IndexOf($"</{tag}", closed, StringComparison.OrdinalIgnoreCase);
            int after = over < 0 ? -1 : html.IndexOf('>', over);
            return (after < 0 ? html.Length : after + 1, false);
        }

        return (closed + 1, Array.IndexOf(Inline, tag) >= 0);
    }

    private static (int End, string Text)? EntityAt(string html, int at)
    {
        int semicolon = html.IndexOf(';', at, Math.Min(12, html.Length - at));
        if (semicolon < 0)
        {
            return null;
        }

        string written = html[at..(semicolon + 1)], decoded = WebUtility.HtmlDecode(written);
        return decoded == written ? null : (semicolon + 1, decoded);
    }
}
