using System.Globalization;
using Registry.Harvest.Extract.Layout;

namespace Registry.Harvest.Press;

/// <summary>A passage of a document: its words exactly as they stand there, and where.</summary>
/// <param name="Quote">The words, with whatever line breaks stand between them.</param>
/// <param name="Start">Its first UTF-16 character in the decoded document.</param>
/// <param name="End">Behind its last.</param>
internal readonly record struct Passage(string Quote, int Start, int End)
{
    // A newspaper's columns may set half a page between two halves of a sentence: then the longer half is the evidence.
    private const int LongestGap = 120;

    /// <summary>How evidence names the place.</summary>
    public string Locator => string.Create(CultureInfo.InvariantCulture, $"chars {Start}-{End}");

    /// <summary>The passage in which a span of the clean text stands.</summary>
    public static Passage Of(CleanText clean, Span span)
    {
        (int start, int end) = clean.Offset(span);
        if (end - start - span.Length > LongestGap || clean.Original.AsSpan(start, end - start).Contains('<'))
        {
            (start, end) = Trimmed(clean.Original, clean.Parts(span).MaxBy(static part => part.End - part.Start));
        }

        return new(clean.Original[start..end], start, end);
    }

    private static (int Start, int End) Trimmed(string text, (int Start, int End) part)
    {
        (int start, int end) = part;
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return (start, end);
    }
}
