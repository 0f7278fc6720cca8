using Registry.Harvest.Extract.Layout;

namespace Registry.Harvest.Extract.Sections;

/// <summary>A section of a text: what its heading says, and how it is numbered.</summary>
/// <param name="Title">The heading without its number; empty before the first.</param>
/// <param name="Depth">1 for 一、, 2 for (一), 3 for 1.; 0 before the first heading.</param>
/// <param name="Number">The number in the outline; 0 where there is none.</param>
/// <param name="Heading">Where the heading stands.</param>
/// <param name="Above">The section it is part of.</param>
internal sealed record Section(string Title, int Depth, int Number, Span Heading, Section? Above)
{
    /// <summary>Where the section's text ends; known when all is read.</summary>
    public int End { get; set; }

    /// <summary>The section and those above it.</summary>
    public IEnumerable<Section> Path
    {
        get
        {
            for (Section? section = this; section is not null; section = section.Above)
            {
                yield return section;
            }
        }
    }
}

/// <summary>A sentence: up to its full stop.</summary>
/// <param name="Span">Where it stands in the clean text.</param>
/// <param name="Section">In which section.</param>
/// <param name="Paragraph">In which paragraph, counted from 0.</param>
/// <param name="IsHeading">Whether it is a heading and no statement.</param>
internal sealed record Sentence(Span Span, Section Section, int Paragraph, bool IsHeading);

/// <summary>A text cut into sections and sentences.</summary>
internal sealed class Document
{
    private Document(CleanText clean, IReadOnlyList<Section> sections, IReadOnlyList<Sentence> sentences)
    {
        Clean = clean;
        Sections = sections;
        Sentences = sentences;
    }

    public CleanText Clean { get; }

    public string Text => Clean.Text;

    public IReadOnlyList<Section> Sections { get; }

    public IReadOnlyList<Sentence> Sentences { get; }

    /// <summary>Whether the text is a plan: it sets aims and says who is to reach them.</summary>
    public bool IsPlan { get; private init; }

    /// <summary>The sentence in which a place of the text lies.</summary>
    public Sentence SentenceAt(int at)
    {
        int low = 0, high = Sentences.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = Sentences[middle].Span.Start <= at ? (middle, high) : (low, middle - 1);
        }

        return Sentences[low];
    }

    /// <summary>Cuts a text.</summary>
    /// <param name="clean">The text.</param>
    /// <param name="isPlan">Whether it is known to be a plan; else its words tell.</param>
    public static Document Read(CleanText clean, bool isPlan = false)
    {
        List<Section> sections = [];
        List<Sentence> sentences = [];
        Section current = new("", 0, 0, default, null);
        sections.Add(current);
        for (int i = 0; i < clean.Paragraphs.Count; i++)
        {
            Span paragraph = clean.Paragraphs[i];
            string text = clean[paragraph];
            if (text.Length == 0)
            {
                continue;
            }

            int start = paragraph.Start;
            if (HeadingOf(text) is var (title, depth, number, length))
            {
                current = Below(current, depth, title, number, new(start, start + length));
                sections.Add(current);
                sentences.Add(new(new(start, start + length), current, i, IsHeading: true));
                start += length;
            }

            foreach (Span sentence in Cut(clean.Text, new(start, paragraph.End)))
            {
                sentences.Add(new(sentence, current, i, IsHeading: false));
            }
        }

        for (int i = 0; i < sections.Count; i++)
        {
            sections[i].End = i + 1 < sections.Count ? sections[i + 1].Heading.Start : clean.Text.Length;
        }

        if (sentences.Count == 0)
        {
            sentences.Add(new(default, current, 0, IsHeading: true));
        }

        return new(clean, sections, sentences) { IsPlan = isPlan || Plans(clean.Text) };
    }

    // Two of these words are chance in a report; three are a plan.
    private static bool Plans(string text) =>
        PlanWords.Count(word => text.Contains(word, StringComparison.Ordinal)) >= 3;

    private static readonly string[] PlanWords =
        ["工作目标", "发展目标", "主要目标", "总体目标", "重点任务", "主要任务", "保障措施", "组织保障", "牵头单位", "责任单位", "指导思想", "总体要求", "基本原则", "实施方案", "工作方案", "行动计划", "发展规划"];

    private static (string Title, int Depth, int Number, int Length)? HeadingOf(string text)
    {
        if (Heading.Number(text) is not var (depth, number, length))
        {
            return Heading.IsAlone(text) ? (text, 1, 0, text.Length) : null;
        }

        int stop = text.AsSpan(length).IndexOfAny("。;:");
        int end = stop < 0 ? text.Length : length + stop;
        return end - length > 45 ? null : (text[length..end].Trim(), depth, number, Math.Min(end + 1, text.Length));
    }

    private static Section Below(Section current, int depth, string title, int number, Span heading)
    {
        Section? above = current;
        while (above is not null && above.Depth >= depth)
        {
            above = above.Above;
        }

        return new(title, depth, number, heading, above);
    }

    private static IEnumerable<Span> Cut(string text, Span paragraph)
    {
        int start = paragraph.Start;
        for (int i = paragraph.Start; i < paragraph.End; i++)
        {
            if (text[i] is not ('。' or '!' or '?'))
            {
                continue;
            }

            int end = i + 1 < paragraph.End && text[i + 1] == '”' ? i + 2 : i + 1;
            yield return new(start, end);
            start = end;
            i = end - 1;
        }

        if (start < paragraph.End)
        {
            yield return new(start, paragraph.End);
        }
    }
}
