using System.Text;
using System.Text.RegularExpressions;

namespace Registry.Harvest.Extract.Layout;

/// <summary>A line of a page: the characters that are kept, each with its place in the original.</summary>
internal sealed class Line
{
    private readonly StringBuilder text = new();

    /// <summary>Where each character stood.</summary>
    public List<int> At { get; } = [];

    /// <summary>The last character; a space when there is none.</summary>
    public char Last => text.Length == 0 ? ' ' : text[^1];

    /// <summary>How many characters there are.</summary>
    public int Length => text.Length;

    public string Text => text.ToString();

    public void Add(char character, int at)
    {
        text.Append(character);
        At.Add(at);
    }

    /// <summary>Appends another line: the sentence goes on there.</summary>
    public void Append(Line next)
    {
        text.Append(next.text);
        At.AddRange(next.At);
    }

    /// <summary>The line without the characters of a range.</summary>
    public Line Without(int start, int length)
    {
        Line rest = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (i < start || i >= start + length)
            {
                rest.Add(text[i], At[i]);
            }
        }

        return rest;
    }
}

/// <summary>Takes the layout from a text: page furniture and running heads away, broken lines and spliced columns together again.</summary>
public static partial class PageLayout
{
    private const int ShortestWrap = 12, LongestWrap = 70;

    /// <summary>Cleans a text.</summary>
    /// <param name="original">The decoded text, or an HTML document.</param>
    public static CleanText Clean(string original)
    {
        ArgumentNullException.ThrowIfNull(original);
        List<Line> lines = Html.IsOne(original) ? Html.Lines(original) : Lines(original);
        return Assemble(original, Columns.Rejoin(Rewrap(WithoutFurniture(lines))));
    }

    private static List<Line> Lines(string original)
    {
        List<Line> lines = [];
        Line line = new();
        for (int i = 0; i < original.Length; i++)
        {
            if (original[i] is '\n' or '\r' or '\f' or '\u2028' or '\u2029')
            {
                lines.Add(line);
                line = new();
            }
            else
            {
                line.Add(Plain(original[i]), i);
            }
        }

        lines.Add(line);
        return lines.ConvertAll(Trimmed);
    }

    /// <summary>One form for the characters that are printed in several: full-width ASCII, spaces, dots.</summary>
    internal static char Plain(char character) => character switch
    {
        '\t' or '\u00A0' or '\u3000' or '\u2002' or '\u2003' => ' ',
        '•' or '・' or '∙' or '‧' or '･' => '·',
        '〔' or '〕' or '【' or '】' or '《' or '》' or '“' or '”' => character,
        '「' or '『' or '〝' => '“',
        '」' or '』' or '〞' => '”',
        '–' or '―' or '─' => '—',
        '。' or '、' => character,
        >= '！' and <= '～' => (char)(character - 0xFEE0),
        _ => character,
    };

    private static Line Trimmed(Line line)
    {
        string text = line.Text;
        Line trimmed = new();
        for (int i = 0; i < text.Length; i++)
        {
            // A space between Han characters or beside punctuation is the page's, one between words is the writer's.
            if (text[i] != ' ' || (trimmed.Length > 0 && i + 1 < text.Length && text[i + 1] != ' '))
            {
                trimmed.Add(text[i], line.At[i]);
            }
        }

        return trimmed;
    }

    private static List<Line> WithoutFurniture(List<Line> lines)
    {
        List<Line> kept = [];
        foreach (Line line in lines)
        {
            Line rest = Furniture.Strip(line);
            kept.Add(rest.Length > 0 && Furniture.IsAll(rest.Text) ? new Line() : rest);
        }

        return kept;
    }

    /// <summary>Lines that a page of fixed width broke are put together where the sentence is not at its end.</summary>
    private static List<Line> Rewrap(List<Line> lines)
    {
        int width = Width(lines);
        List<Line> whole = [];
        bool open = false;
        foreach (Line line in lines)
        {
            if (line.Length == 0)
            {
                open = false;
            }
            else if (open)
            {
                whole[^1].Append(line);
                open = IsBroken(line, width);
            }
            else
            {
                whole.Add(line);
                open = IsBroken(line, width);
            }
        }

        return whole;
    }

    private static bool IsBroken(Line line, int width) => width > 0 && line.Length >= width - 3 && !Columns.IsEnd(line.Last);

    /// <summary>The width to which the page's lines are broken; 0 where they are not.</summary>
    private static int Width(List<Line> lines)
    {
        List<int> lengths = [.. lines.Where(static l => l.Length >= ShortestWrap).Select(static l => l.Length).Order()];
        if (lengths.Count < 8)
        {
            return 0;
        }

        int long90 = lengths[lengths.Count * 9 / 10], median = lengths[lengths.Count / 2];
        return long90 is >= ShortestWrap and <= LongestWrap && median >= long90 - 3 ? long90 : 0;
    }

    private static CleanText Assemble(string original, List<Line> lines)
    {
        StringBuilder text = new(original.Length);
        List<int> at = new(original.Length);
        List<Span> paragraphs = [];
        foreach (Line line in lines)
        {
            int start = text.Length;
            text.Append(line.Text);
            at.AddRange(line.At);
            paragraphs.Add(new(start, text.Length));
            text.Append('\n');
            at.Add(at.Count > 0 ? at[^1] : 0);
        }

        return new(original, text.ToString(), [.. at], paragraphs);
    }
}
