using System.Buffers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Registry.Harvest.Read;

/// <summary>
/// The cells of an HTML table on their grid, by the table model of the HTML standard (section 4.9.12, "Forming a table"), each place of a
/// spanning cell holding its text.
/// </summary>
internal static class Grid
{
    private static readonly SearchValues<char> LineWhite = SearchValues.Create("\t\r\n\f");

    private const int WidestSpan = 1000;
    private const int LongestSpan = 65534;
    private const int WidestRow = 16384;

    /// <summary>The rows of a table, top down.</summary>
    /// <exception cref="UnreadableException">Its spans cover more places than a list has.</exception>
    public static IEnumerable<Row> Rows(IHtmlTableElement table, Content content, CancellationToken cancellationToken)
    {
        List<Span> spans = [];
        long number = 0;
        long places = 0;
        foreach (IHtmlTableRowElement row in table.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            string?[] cells = Cells(row, spans);
            places = Breadth.Add(places, Math.Max(cells.Length, spans.Count), content, Breadth.MostOfPage);
            yield return new(number, cells);
        }
    }

    /// <summary>A cell's text: line breaks where the page breaks the line, other runs of white space as one space.</summary>
    public static string Text(IElement cell)
    {
        // Most cells hold one run of text and nothing else.
        if (cell.FirstChild is IText { NextSibling: null } only && !only.Data.AsSpan().ContainsAny(LineWhite) && !only.Data.Contains("  ", StringComparison.Ordinal))
        {
            return only.Data.Trim();
        }

        StringBuilder text = new();
        Append(cell, text);
        return text.ToString().Trim();
    }

    private static string?[] Cells(IHtmlTableRowElement row, List<Span> spans)
    {
        List<string?> cells = [];
        foreach (IHtmlTableCellElement cell in row.Cells)
        {
            CarryTo(cells, spans);
            string? text = Text(cell) is { Length: > 0 } some ? some : null;
            int wide = Math.Clamp(cell.ColumnSpan, 1, WidestSpan);
            int high = cell.RowSpan == 0 ? LongestSpan : Math.Clamp(cell.RowSpan, 1, LongestSpan);
            for (int i = 0; i < wide && cells.Count < WidestRow; i++)
            {
                if (high > 1)
                {
                    Open(spans, cells.Count, new(text, high));
                }

                cells.Add(text);
            }
        }

        CarryTo(cells, spans);
        Age(spans, cells.Count);
        return [.. cells];
    }

    // Cells that reach down from rows above take their places first; a new cell takes the next free one.
    private static void CarryTo(List<string?> cells, List<Span> spans)
    {
        while (cells.Count < spans.Count && spans[cells.Count] is { Left: > 0, IsNew: false } span)
        {
            cells.Add(span.Text);
        }
    }

    // The span of each column, by its number.
    private static void Open(List<Span> spans, int column, Span span)
    {
        while (spans.Count <= column)
        {
            spans.Add(default);
        }

        // One that reaches further down over the same place has come first.
        spans[column] = spans[column].Left > span.Left ? spans[column] : span with { IsNew = true };
    }

    private static void Age(List<Span> spans, int width)
    {
        for (int i = 0; i < spans.Count; i++)
        {
            spans[i] = spans[i] with { Left = Math.Max(0, spans[i].Left - 1), IsNew = false };
        }

        // Behind the row's end nothing reaches down but what stands there already.
        while (spans.Count > width && spans[^1].Left == 0)
        {
            spans.RemoveAt(spans.Count - 1);
        }
    }

    private static void Append(INode node, StringBuilder text)
    {
        for (INode? child = node.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is IText run)
            {
                AppendCollapsed(run.Data, text);
            }
            else if (child is IHtmlBreakRowElement)
            {
                text.Append('\n');
            }
            else if (child is IElement element and not IHtmlScriptElement and not IHtmlStyleElement)
            {
                BreakAround(element, text);
            }
        }
    }

    private static void BreakAround(IElement element, StringBuilder text)
    {
        bool block = element is IHtmlParagraphElement or IHtmlDivElement or IHtmlListItemElement;
        if (block && text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }

        Append(element, text);
    }

    private static void AppendCollapsed(string run, StringBuilder text)
    {
        foreach (char c in run)
        {
            if (c is not (' ' or '\t' or '\r' or '\n' or '\f'))
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
            {
                text.Append(' ');
            }
        }
    }

    /// <summary>A cell that reaches down: its text, and how many rows it still covers.</summary>
    private readonly record struct Span(string? Text, int Left)
    {
        public bool IsNew { get; init; }
    }
}
