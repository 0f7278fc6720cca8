using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Harvest.Catalog;

namespace Registry.Harvest.Read;

/// <summary>
/// Rows of a table of text in a PDF: words become lines, lines cells by the empty strips between the columns, and lines a row by the running
/// number in its first column, around which the lines of a broken cell stand.
/// </summary>
internal sealed partial class PdfRows(ReadOptions options) : RowReader
{
    private const int MostHeads = 3;

    public override LocatorForm Form => LocatorForm.Page;

    public override IEnumerable<Part> Parts(Content content, Findings findings, CancellationToken cancellationToken)
    {
        Signature.MustBe(ReadForm.Pdf, content);
        List<PdfLine[]> pages = [.. PdfText.Words(content, cancellationToken).GroupBy(word => word.Page).OrderBy(page => page.Key).Select(page => PdfLine.Of(page))];
        PdfColumns columns = Columns(content, pages);
        HashSet<string> running = RunningHeads(pages);
        for (int i = 0; i < pages.Count; i++)
        {
            string name = pages[i].Length == 0 ? "" : pages[i][0].Words[0].Page.ToString(CultureInfo.InvariantCulture);
            List<PdfLine> lines = WithoutPaper(pages[i], running);
            if (lines.Count == 0)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            yield return new(name, Rows(lines, columns, name, isFirst: i == columns.Page, findings));
        }
    }

    private PdfColumns Columns(Content content, List<PdfLine[]> pages)
    {
        int lines = 0;
        for (int i = 0; i < pages.Count; i++)
        {
            foreach (PdfLine line in pages[i])
            {
                bool isHeader = options.HeaderWith.Count > 0 ? PdfColumns.Holds(line, options.HeaderWith) : lines == options.TitleRows;
                lines++;
                if (isHeader)
                {
                    return PdfColumns.Of(line, i, [.. pages.Skip(i + 1).SelectMany(page => page).Concat(pages[i].Where(l => l.Middle > line.Middle))]);
                }
            }
        }

        throw new UnreadableException(
            UnreadableReason.PartMissing,
            content.Name,
            options.HeaderWith.Count > 0 ? $"no line holds {string.Join(", ", options.HeaderWith)}" : string.Create(CultureInfo.InvariantCulture, $"the text ends after {lines} lines"),
            "name words of the table's header under read: headerWith");
    }

    private IEnumerable<Row> Rows(List<PdfLine> lines, PdfColumns columns, string page, bool isFirst, Findings findings)
    {
        long number = 0;
        int header = isFirst ? lines.FindIndex(line => line.Middle == columns.HeaderAt) : -1;
        foreach (PdfLine line in lines.Take(header))
        {
            yield return new(++number, [line.Text]);
        }

        if (header >= 0)
        {
            yield return new(++number, [.. columns.Names]);
        }

        List<PdfLine> table = [];
        string again = string.Concat(columns.Names);
        foreach (PdfLine line in lines.Skip(header + 1).Where(line => !string.Equals(Header.Folded(line.Text), again, StringComparison.Ordinal)))
        {
            if (!IsHeading(line.Text))
            {
                table.Add(line);
                continue;
            }

            foreach (string?[] cells in PdfTable.Cells(table, columns, page, findings))
            {
                yield return new(++number, cells);
            }

            table.Clear();
            yield return new(++number, [line.Text]);
        }

        foreach (string?[] cells in PdfTable.Cells(table, columns, page, findings))
        {
            yield return new(++number, cells);
        }
    }

    // A row that heads others, or states the total, spans the columns.
    private bool IsHeading(string text) => options.Section?.IsMatch(text) == true || options.Total?.IsMatch(text) == true || options.Skip?.IsMatch(text) == true;

    // A running head, a footer or a page number stands apart, at the top or the bottom; a number in the table is one too and stays.
    private static List<PdfLine> WithoutPaper(PdfLine[] page, HashSet<string> running)
    {
        double[] steps = [.. page.Zip(page.Skip(1), (a, b) => b.Middle - a.Middle).Order()];
        double apart = steps.Length == 0 ? 0 : 1.4 * steps[steps.Length / 4];
        int first = 0;
        int end = page.Length;
        for (int i = 0; i < Math.Min(MostHeads, page.Length - 1) && page[i + 1].Middle - page[i].Middle >= apart && Belongs(page[i]); i++)
        {
            first = i + 1;
        }

        for (int i = page.Length - 1; i >= Math.Max(first + 1, page.Length - MostHeads) && page[i].Middle - page[i - 1].Middle >= apart && Belongs(page[i]); i--)
        {
            end = i;
        }

        return [.. page[first..end]];

        bool Belongs(PdfLine line) => running.Contains(line.Key) || PageNumber().IsMatch(line.Text);
    }

    // What stands at one height on more than one page belongs to the paper, not to the list.
    private static HashSet<string> RunningHeads(List<PdfLine[]> pages) => pages.Count < 2 ? [] :
        [.. pages.SelectMany(page => page.Select(line => line.Key).Distinct()).GroupBy(key => key).Where(same => same.Count() > pages.Count / 2 && same.Count() > 1).Select(same => same.Key)];

    [GeneratedRegex(@"^(?:[-—–\s]*\d{1,4}(?:\s*/\s*\d{1,4})?[-—–\s]*|第\s*\d+\s*页(?:[，,\s]*共\s*\d+\s*页)?)$")]
    private static partial Regex PageNumber();
}

/// <summary>A line of a page.</summary>
internal sealed record PdfLine(IReadOnlyList<PdfWord> Words)
{
    /// <summary>How high it stands, from the top of the page.</summary>
    public double Middle { get; } = Words.Average(word => word.Middle);

    /// <summary>Its text.</summary>
    public string Text { get; } = TextOf(Words);

    /// <summary>The text without its numbers, and its height: by these running heads are told.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(Middle)} {string.Concat(Text.Where(c => !char.IsAsciiDigit(c)))}");

    /// <summary>The lines of a page from top to bottom: words whose middles are nearer than half the smaller height stand on one line.</summary>
    public static PdfLine[] Of(IEnumerable<PdfWord> words)
    {
        List<List<PdfWord>> lines = [];
        (double Sum, double Em) last = default;
        foreach (PdfWord word in words.OrderBy(word => word.Middle))
        {
            double em = Em([word]);
            if (lines.Count > 0 && word.Middle - (last.Sum / lines[^1].Count) < 0.4 * Math.Min(last.Em, em))
            {
                lines[^1].Add(word);
                last = (last.Sum + word.Middle, Math.Min(last.Em, em));
            }
            else
            {
                lines.Add([word]);
                last = (word.Middle, em);
            }
        }

        return [.. lines.Select(line => new PdfLine([.. line.OrderBy(word => word.Left)]))];
    }

    /// <summary>The words as one text: Chinese without gaps, Latin words with a space where there is one.</summary>
    public static string TextOf(IReadOnlyList<PdfWord> words)
    {
        System.Text.StringBuilder text = new();
        for (int i = 0; i < words.Count; i++)
        {
            bool isApart = i > 0 && words[i].Left - words[i - 1].Right > 0.15 * Em([words[i]]);
            if (isApart && text.Length > 0 && char.IsAscii(text[^1]) && char.IsAscii(words[i].Text[0]))
            {
                text.Append(' ');
            }

            text.Append(words[i].Text);
        }

        return text.ToString();
    }

    /// <summary>
    /// About the size of the type. Boxes of some fonts are two and a half times as high as their type, so that the width of a Chinese
    /// character says more than the height.
    /// </summary>
    public static double Em(IReadOnlyList<PdfWord> words)
    {
        double least = double.MaxValue;
        foreach (PdfWord word in words)
        {
            bool wide = word.Text[0] >= 0x2E80;
            least = Math.Min(least, wide ? word.Width / word.Text.Length : word.Height);
        }

        return least;
    }
}
