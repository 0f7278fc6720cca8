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

    public static IEnumerable<Row> Rows(IHtmlTableElement table, CancellationToken cancellationToken)
    {
        List<Span> spans = [];
        long number = 0;
        foreach (IHtmlTableRowElement row in table.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            yield return new(number, Cells(row, spans));
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
                    spans.Add(new(cells.Count, text, high));
                }

                cells.Add(text);
            }
        }

        CarryTo(cells, spans);
        Age(spans);
        return [.. cells];
    }

    // Cells that reach down from rows above take their places first; a new cell takes the next free one.
    private static void CarryTo(List<string?> cells, List<Span> spans)
    {
        for (bool met = true; met;)
        {
            met = false;
            foreach (Span span in spans)
            {
                if (span.Column == cells.Count && span.Begun)
                {
                    cells.Add(span.Text);
                    met = true;
                }
            }
        }
    }

    private static void Age(List<Span> spans)
    {
        foreach (Span span in spans)
        {
            span.Begun = true;
            span.Left--;
        }

        spans.RemoveAll(static span => span.Left == 0);
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

    private sealed class Span(int column, string? text, int left)
    {
        public int Column { get; } = column;

        public string? Text { get; } = text;

        public int Left { get; set; } = left;

        public bool Begun { get; set; }
    }
}
