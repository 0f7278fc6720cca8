using System.Globalization;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>
/// Collects the issues of a run. Of one kind the first ones are kept one by one, the others counted: a list whose every row is wrong
/// tells it in a thousand rows as well as in a million.
/// </summary>
internal sealed class Issues(int mostOfOneCode = 500)
{
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private List<StagedIssue> pending = [];

    /// <summary>The document being read.</summary>
    public long? Document { get; set; }

    /// <summary>How many issues there were, those that were only counted included.</summary>
    public long Count { get; private set; }

    /// <summary>What was reported last; null before the first.</summary>
    public string? Last { get; private set; }

    /// <summary>Reports something about a cell of a record.</summary>
    public void At(in Record record, int cell, string code, Severity severity, string found) =>
        Add(code, severity, found, cell < 0 ? RowOf(record) : Locators.Cell(record.Layout, record.Position, cell), cell < 0 ? null : record.Cells[cell]);

    /// <summary>Reports something about a whole record.</summary>
    public void At(in Record record, string code, Severity severity, string found, string? quote) => Add(code, severity, found, RowOf(record), quote);

    /// <summary>Reports something.</summary>
    public void Add(string code, Severity severity, string found, string? locator = null, string? quote = null, long? document = null)
    {
        Count++;
        Last = $"{code}: {found}";
        long number = counts[code] = counts.GetValueOrDefault(code) + 1;
        if (number <= mostOfOneCode)
        {
            string message = locator is null ? found : $"{locator}: {found}";
            pending.Add(new(code, severity, message) { Document = document ?? Document, Locator = locator, Quote = quote });
        }
    }

    /// <summary>Takes what has come together.</summary>
    public IReadOnlyList<StagedIssue> Take()
    {
        List<StagedIssue> taken = pending;
        pending = [];
        return taken;
    }

    /// <summary>Reports how many issues of a kind were only counted.</summary>
    public void Close()
    {
        foreach ((string code, long count) in counts.Where(c => c.Value > mostOfOneCode).ToArray())
        {
            pending.Add(new(code, Severity.Warning, string.Create(CultureInfo.InvariantCulture, $"{count - mostOfOneCode} more of this kind, {count} in all")));
        }
    }

    /// <summary>Where a record stands.</summary>
    public static string RowOf(in Record record)
    {
        string first = record.Layout.Columns.Count == 0 ? "" : record.Layout.Columns[0].Before;
        return first.EndsWith("row ", StringComparison.Ordinal) || first.EndsWith('/')
            ? string.Create(CultureInfo.InvariantCulture, $"{first}{record.Position}")
            : string.Create(CultureInfo.InvariantCulture, $"{record.Layout.Part}!{record.Position}");
    }
}
