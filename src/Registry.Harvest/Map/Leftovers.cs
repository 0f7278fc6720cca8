using System.Globalization;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>Columns that are neither mapped nor ignored by name, and what they hold: each is reported once, with its first text.</summary>
internal sealed class Leftovers(SourceDefinition source, Issues issues)
{
    private readonly Dictionary<string, Column> columns = new(StringComparer.Ordinal);
    private (int Number, Column Column)[] watched = [];

    /// <summary>Takes up a new layout.</summary>
    public void Take(Layout layout, IReadOnlySet<int> used)
    {
        List<(int, Column)> watch = [];
        for (int i = 0; i < layout.Columns.Count; i++)
        {
            string name = layout.Columns[i].Name;
            if (!used.Contains(i) && !source.Ignore.Any(ignored => Pointer.Matches(ignored, name)))
            {
                string pattern = source.Read.Form == ReadForm.Json ? Pointer.Pattern(name) : name;
                columns.TryAdd(pattern, new(pattern));
                watch.Add((i, columns[pattern]));
            }
        }

        watched = [.. watch];
    }

    /// <summary>Looks for texts that nobody takes.</summary>
    public void Look(in Record record)
    {
        foreach ((int number, Column column) in watched)
        {
            if (!string.IsNullOrWhiteSpace(record.Cells[number]))
            {
                column.Rows++;
                column.Document ??= issues.Document;
                column.Locator ??= Locators.Cell(record.Layout, record.Position, number);
                column.Text ??= record.Cells[number];
            }
        }
    }

    /// <summary>Reports them.</summary>
    public void Close()
    {
        foreach (Column column in columns.Values.Where(c => c.Rows > 0))
        {
            issues.Add(
                "UNMAPPED_COLUMN",
                Severity.Warning,
                string.Create(CultureInfo.InvariantCulture, $"column {column.Name} is neither mapped nor ignored and holds text in {column.Rows} records"),
                column.Locator,
                column.Text,
                column.Document);
        }
    }

    private sealed class Column(string name)
    {
        public string Name => name;

        public long Rows { get; set; }

        public long? Document { get; set; }

        public string? Locator { get; set; }

        public string? Text { get; set; }
    }
}
