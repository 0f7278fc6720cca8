using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry.Harvest.Read;

/// <summary>One table or sheet being read.</summary>
internal sealed class Sheet(Part part, LocatorForm form, ReadOptions options, Content content, Findings findings)
{
    private const int MostTitleRows = 100;

    private readonly Dictionary<int, (long Rows, long First)> beyond = [];
    private string[] names = [];
    private string[] header = [];
    private LayoutColumn[] columns = [];
    private LayoutColumn[] carried = [];
    private string[] sectionNames = [];
    private string?[] sectionTexts = [];
    private StatedCount? section;
    private StatedCount? total;

    /// <summary>The sheet's name or the table's number.</summary>
    public string Part => part.Name;

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Reads title and header rows.</summary>
    public void ReadHeader(IEnumerator<Row> rows)
    {
        LookForTotal(part.Above);
        List<Row> headerRows = [];
        int titleRows = 0;
        for (int i = 0; headerRows.Count < options.HeaderRows || i < options.TitleRows; i++)
        {
            Row row = Next(rows, i);
            if (headerRows.Count == 0 && (i < options.TitleRows || !IsHeader(row)))
            {
                LookForTotal(row);
                MustHaveHeader(++titleRows);
            }
            else
            {
                headerRows.Add(row);
            }
        }

        names = options.HeaderRows == 0 ? [.. options.Columns] : [.. Header.Names(headerRows, options.HeaderPatches)];
        if (names.Length == 0)
        {
            throw new UnreadableException(UnreadableReason.PartMissing, content.Name, $"{What}: the header row is empty", "set read: titleRows to the number of rows above the header");
        }

        columns = [.. names.Select((name, i) => Locators.Column(form, part.Name, name, i + 1))];
        header = headerRows is [.., Row last] ? [.. names.Select((_, i) => FoldedCell(last, i))] : [];
        sectionNames = options.Section is { } pattern ? [.. pattern.GetGroupNames().Where(n => n != "count" && !char.IsAsciiDigit(n[0]))] : [];
        sectionTexts = new string?[sectionNames.Length];
        carried = CarriedFrom(0);
    }

    /// <summary>Takes the header and the open section of the part that this one goes on from.</summary>
    public void GoOnFrom(Sheet before)
    {
        names = before.names;
        header = before.header;
        columns = [.. names.Select((name, i) => Locators.Column(form, part.Name, name, i + 1))];
        sectionNames = before.sectionNames;
        sectionTexts = [.. before.sectionTexts];
        carried = before.carried;
        section = before.section;
        total = before.total;
    }

    /// <summary>Reads what stands below the header.</summary>
    public IEnumerable<Record> ReadRecords(IEnumerator<Row> rows, CancellationToken cancellationToken)
    {
        Layout layout = Layout();
        while (rows.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Row row = rows.Current;
            if (OnlyText(row) is { } only && IsHeading(row, only, ref layout))
            {
                continue;
            }

            if (IsRecord(row))
            {
                yield return RecordOf(layout, row);
            }
        }

        ReportBeyond();
    }

    private string What => form switch
    {
        LocatorForm.Sheet => $"sheet {part.Name}",
        LocatorForm.Table => $"table {part.Name}",
        _ => "the text",
    };

    private Row Next(IEnumerator<Row> rows, int read) => rows.MoveNext()
        ? rows.Current
        : throw new UnreadableException(
            UnreadableReason.Truncated,
            content.Name,
            string.Create(CultureInfo.InvariantCulture, $"{What} ends after {read} rows"),
            string.Create(CultureInfo.InvariantCulture, $"title rows: {options.TitleRows}, header rows: {options.HeaderRows}, then records were expected"));

    private Layout Layout() => new(Locators.Part(form, part.Name), [.. columns, .. carried]);

    private LayoutColumn[] CarriedFrom(long row) => [.. sectionNames.Select(name => Locators.Carried(form, part.Name, name, row))];

    private bool IsHeader(Row row)
    {
        foreach (string word in options.HeaderWith)
        {
            if (!row.Cells.Any(cell => cell is not null && string.Equals(Header.Folded(cell), word, StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }

    private void MustHaveHeader(int titleRows)
    {
        if (titleRows > MostTitleRows)
        {
            throw new UnreadableException(
                UnreadableReason.PartMissing,
                content.Name,
                string.Create(CultureInfo.InvariantCulture, $"{What} has no row with {string.Join(", ", options.HeaderWith)} among its first {MostTitleRows}"),
                "name words of its header under read: headerWith");
        }
    }

    private bool IsHeading(Row row, string only, ref Layout layout)
    {
        if (options.Section?.Match(only) is { Success: true } match)
        {
            OpenSection(row, match);
            carried = CarriedFrom(row.Number);
            layout = Layout();
            return true;
        }

        return LookForTotal(row);
    }

    private bool IsRecord(Row row)
    {
        int firstFilled = Array.FindIndex(row.Cells, static c => !string.IsNullOrWhiteSpace(c));
        if (firstFilled < 0 || IsHeaderAgain(row))
        {
            return false;
        }

        return options.Skip is not { } skip || !skip.IsMatch(row.Cells[firstFilled]!.Trim());
    }

    // A list that is printed over several pages repeats its header.
    private bool IsHeaderAgain(Row row)
    {
        for (int i = 0; i < header.Length; i++)
        {
            if (!string.Equals(FoldedCell(row, i), header[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return header.Length > 0;
    }

    private void OpenSection(Row row, Match match)
    {
        for (int i = 0; i < sectionNames.Length; i++)
        {
            sectionTexts[i] = match.Groups[sectionNames[i]] is { Success: true } group ? group.Value : null;
        }

        findings.Sections++;
        section = Stated(match, row, isSection: true);
    }

    private bool LookForTotal(Row row)
    {
        foreach (string? cell in options.Total is null ? [] : row.Cells)
        {
            if (cell is not null && options.Total!.Match(cell) is { Success: true } match)
            {
                total ??= Stated(match, row, isSection: false);
                return true;
            }
        }

        return false;
    }

    private void LookForTotal(string text)
    {
        if (options.Total is { } pattern && text.Length > 0 && pattern.Match(text) is { Success: true } match)
        {
            total ??= Stated(match, new(0, []), isSection: false);
        }
    }

    private StatedCount? Stated(Match match, Row row, bool isSection)
    {
        if (!long.TryParse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
        {
            return null;
        }

        StatedCount stated = new(match.Value.Trim(), Locators.Row(form, part.Name, row.Number), count, isSection);
        findings.Counts.Add(stated);
        return stated;
    }

    private Record RecordOf(Layout layout, Row row)
    {
        if (section is not null)
        {
            section.Counted++;
        }

        if (total is not null)
        {
            total.Counted++;
        }

        Breadth.MustBeModest(row.Cells, content);
        NoteBeyond(row);
        return new(layout, row.Number, Cells(row));
    }

    private string?[] Cells(Row row)
    {
        if (sectionNames.Length == 0 && row.Cells.Length == names.Length)
        {
            return row.Cells;
        }

        string?[] cells = new string?[names.Length + sectionNames.Length];
        Array.Copy(row.Cells, cells, Math.Min(row.Cells.Length, names.Length));
        sectionTexts.CopyTo(cells, names.Length);
        return cells;
    }

    private void NoteBeyond(Row row)
    {
        for (int i = names.Length; i < row.Cells.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(row.Cells[i]))
            {
                (long rows, long first) = beyond.GetValueOrDefault(i, (0, row.Number));
                beyond[i] = (rows + 1, first);
            }
        }
    }

    private void ReportBeyond()
    {
        foreach ((int column, (long rows, long first)) in beyond.OrderBy(b => b.Key))
        {
            LayoutColumn at = Locators.Column(form, part.Name, "", column + 1);
            string locator = string.Create(CultureInfo.InvariantCulture, $"{at.Before}{first}{at.After}");
            findings.Remarks.Add(new(
                "UNMAPPED_COLUMN",
                string.Create(CultureInfo.InvariantCulture, $"column {column + 1} has no header but holds text in {rows} rows, first at {locator}"),
                locator));
        }
    }

    private static string FoldedCell(Row row, int column) => column < row.Cells.Length && row.Cells[column] is { } text ? Header.Folded(text) : "";

    // The text of a row that says one thing only, be it in one cell or in a cell merged over many.
    private static string? OnlyText(Row row)
    {
        string? only = null;
        foreach (string? cell in row.Cells)
        {
            if (string.IsNullOrWhiteSpace(cell))
            {
                continue;
            }

            if (only is not null && !string.Equals(only, cell, StringComparison.Ordinal))
            {
                return null;
            }

            only = cell;
        }

        return only?.Trim();
    }
}
