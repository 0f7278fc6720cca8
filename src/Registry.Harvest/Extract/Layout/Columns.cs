using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Layout;

/// <summary>Puts together what the cut of pages and columns took apart: a paragraph that stops in the midst of a sentence goes on somewhere below.</summary>
internal static class Columns
{
    private const int ShortestParagraph = 24;

    /// <summary>Whether a sentence or heading may end with the character.</summary>
    public static bool IsEnd(char last) => last is '。' or '!' or '?' or ';' or ':' or '”' or ')' or '…' or '》';

    public static List<Line> Rejoin(List<Line> lines)
    {
        List<Line> joined = [];
        bool[] taken = new bool[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            if (taken[i])
            {
                continue;
            }

            Line line = lines[i];
            for (int next = Continuation(lines, taken, i, line); next > 0; next = Continuation(lines, taken, next, line))
            {
                taken[next] = true;
                line.Append(lines[next]);
            }

            joined.Add(line);
        }

        return joined;
    }

    /// <summary>The line in which an unfinished paragraph goes on; 0 when it is finished or none fits.</summary>
    private static int Continuation(List<Line> lines, bool[] taken, int from, Line line)
    {
        string text = line.Text;
        if (!IsUnfinished(text))
        {
            return 0;
        }

        int quoted = Balance(text);
        if (quoted > 0)
        {
            // A quotation that was left open is closed before any is opened.
            for (int i = from + 1; i < lines.Count; i++)
            {
                if (!taken[i] && ClosesFirst(lines[i].Text))
                {
                    return i;
                }
            }
        }

        int below = from + 1;
        while (below < lines.Count && taken[below])
        {
            below++;
        }

        return below < lines.Count && !StartsAnew(lines[below].Text) && IsText(lines[below].Text) ? below : 0;
    }

    private static bool IsUnfinished(string text) =>
        text.Length >= ShortestParagraph && !IsEnd(text[^1]) && (text.AsSpan().IndexOfAny(",。;、") >= 0 || text.Length > 45);

    private static bool IsText(string text) => text.Length > 2 && text.AsSpan().IndexOfAny("。,;、") >= 0;

    /// <summary>Whether a line begins something: a box, a numbered section.</summary>
    private static bool StartsAnew(string text) =>
        Vocabulary.Boxes.Longest(text, 0).Length > 0 || Sections.Heading.IsNumbered(text);

    private static int Balance(string text)
    {
        int open = 0;
        foreach (char c in text)
        {
            open = c == '“' ? open + 1 : c == '”' ? Math.Max(0, open - 1) : open;
        }

        return open;
    }

    private static bool ClosesFirst(string text)
    {
        int at = text.AsSpan().IndexOfAny('“', '”');
        return at >= 0 && text[at] == '”' && at < ShortestParagraph;
    }
}
