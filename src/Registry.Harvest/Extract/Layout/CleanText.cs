namespace Registry.Harvest.Extract.Layout;

/// <summary>A piece of a text: from its first character to behind its last.</summary>
public readonly record struct Span(int Start, int End)
{
    /// <summary>How many characters it has.</summary>
    public int Length => End - Start;

    /// <summary>Whether it holds the other whole.</summary>
    public bool Holds(Span other) => Start <= other.Start && other.End <= End;

    /// <summary>Whether the two share a character.</summary>
    public bool Meets(Span other) => Start < other.End && other.Start < End;

    /// <summary>Whether it holds the place.</summary>
    public bool Holds(int at) => Start <= at && at < End;
}

/// <summary>
/// A text without its layout, one paragraph a line, in half-width punctuation. Every character knows where it stood in the original, so that a quote
/// is always the original's own words.
/// </summary>
public sealed class CleanText
{
    private readonly int[] at;

    internal CleanText(string original, string text, int[] at, IReadOnlyList<Span> paragraphs)
    {
        Original = original;
        Text = text;
        this.at = at;
        Paragraphs = paragraphs;
    }

    /// <summary>The text as it was decoded.</summary>
    public string Original { get; }

    /// <summary>The text without its layout.</summary>
    public string Text { get; }

    /// <summary>The paragraphs in reading order.</summary>
    public IReadOnlyList<Span> Paragraphs { get; }

    /// <summary>The words of a span.</summary>
    public string this[Span span] => Text[span.Start..span.End];

    /// <summary>The span as the original prints it: one text, or several where the page's layout cuts through it.</summary>
    public IReadOnlyList<string> Quote(Span span)
    {
        List<string> parts = [];
        foreach ((int start, int end) in Parts(span))
        {
            string part = Original[start..end].Trim();
            if (part.Length > 0)
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    /// <summary>The stretches of the original in which the span stands without a break.</summary>
    public IEnumerable<(int Start, int End)> Parts(Span span)
    {
        for (int first = span.Start; first < span.End;)
        {
            int last = first;
            while (last + 1 < span.End && RunsOn(at[last], at[last + 1]))
            {
                last++;
            }

            yield return (at[first], at[last] + 1);
            first = last + 1;
        }
    }

    /// <summary>Where the span stands in the original, in UTF-16 characters: from the first of its characters to behind the last.</summary>
    public (int Start, int End) Offset(Span span)
    {
        int start = int.MaxValue, end = 0;
        for (int i = span.Start; i < span.End; i++)
        {
            if (char.IsWhiteSpace(Original[at[i]]))
            {
                continue;
            }

            start = Math.Min(start, at[i]);
            end = Math.Max(end, at[i] + 1);
        }

        return start == int.MaxValue ? (0, 0) : (start, end);
    }

    private bool RunsOn(int here, int next)
    {
        for (int i = here + 1; i < next; i++)
        {
            if (!char.IsWhiteSpace(Original[i]))
            {
                return false;
            }
        }

        return next >= here;
    }
}
