using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Registry.Harvest.Catalog;

namespace Registry.Harvest.Read;

/// <summary>Rows of the tables of a page; rowspan and colspan carry a cell's text to every place it covers.</summary>
internal sealed class HtmlRows(ReadOptions options) : RowReader
{
    private const int MostTitleRows = 100;

    public override LocatorForm Form => LocatorForm.Table;

    public override IEnumerable<Part> Parts(Content content, Findings findings, CancellationToken cancellationToken)
    {
        Signature.MustBe(ReadForm.Html, content);
        HtmlPage.MustBeModest(content);
        Charset charset = Charset.Of(content, options.Charset);
        findings.Charset = $"{charset.Encoding.WebName} ({charset.Reason})";
        string text = charset.Decode(content.Bytes.Span);
        Markup markup = Markup.Scan(text);
        HtmlPage.MustBeFlat(markup, content);
        using IHtmlDocument page = new HtmlParser().ParseDocument(text);
        List<IHtmlTableElement> tables = [.. page.QuerySelectorAll<IHtmlTableElement>("table")];
        List<int> chosen = Choose(tables);
        if (chosen.Count == 0)
        {
            throw NoTable(content, tables, markup);
        }

        foreach (int i in chosen)
        {
            if (!markup.IsClosed(i, tables.Count))
            {
                throw new UnreadableException(UnreadableReason.Truncated, content.Name, $"table {i + 1} is never closed, its last row is {LastRow(tables[i])}", "fetch it again: the page was cut before </table>");
            }

            yield return new((i + 1).ToString(CultureInfo.InvariantCulture), Grid.Rows(tables[i], content, cancellationToken));
        }
    }

    private List<int> Choose(List<IHtmlTableElement> tables)
    {
        TableChoice choice = options.Table;
        List<int> chosen = [];
        for (int i = 0; i < tables.Count; i++)
        {
            if (choice.Number is { } number ? number == i + 1 : (IsList(tables[i]) && HasWords(tables[i], choice.Words)) || (options.HeaderOnce && chosen.Count > 0 && Width(tables[i]) == Width(tables[chosen[0]])))
            {
                chosen.Add(i);
                if (choice is { All: false, Words.Count: 0 } && !options.HeaderOnce)
                {
                    break;
                }
            }
        }

        return chosen;
    }

    // A table that goes on from the one before it is as wide.
    private static int Width(IHtmlTableElement table) => table.Rows.Take(MostTitleRows).Select(row => row.Cells.Sum(cell => Math.Clamp(cell.ColumnSpan, 1, 1000))).DefaultIfEmpty().Max();

    // Rows are found anew each time they are asked for: the first few tell.
    private static bool IsList(IHtmlTableElement table)
    {
        int rows = 0;
        bool isWide = false;
        foreach (IHtmlTableRowElement row in table.Rows)
        {
            rows++;
            isWide |= row.Cells.Length > 1;
            if (rows > 1 && isWide)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasWords(IHtmlTableElement table, IReadOnlyList<string> words)
    {
        if (words.Count == 0 && options.HeaderWith.Count == 0)
        {
            return true;
        }

        IEnumerable<IHtmlTableRowElement> header = options.HeaderWith.Count > 0 ? table.Rows.Take(MostTitleRows) : table.Rows.Skip(options.TitleRows).Take(Math.Max(1, options.HeaderRows));
        HashSet<string> met = [.. header.SelectMany(row => row.Cells).Select(cell => Header.Folded(cell.TextContent))];
        return words.All(word => met.Contains(Header.Folded(word))) && options.HeaderWith.All(met.Contains);
    }

    private UnreadableException NoTable(Content content, List<IHtmlTableElement> tables, Markup markup)
    {
        if (markup.Tables > 0 && !markup.AllClosed)
        {
            return new(UnreadableReason.Truncated, content.Name, $"no whole table {options.Table}; a table that opens is never closed", "fetch it again: the page was cut before </table>");
        }

        return new(UnreadableReason.PartMissing, content.Name, $"no table {options.Table} among {tables.Count}", "name one of them under read: table, by its number or by words of its header");
    }

    private static string LastRow(IHtmlTableElement table) => table.Rows.Length == 0
        ? "missing"
        : $"«{string.Join(" | ", table.Rows[^1].Cells.Select(Grid.Text))}»";
}
