using System.Globalization;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Check;

/// <summary>Counts what was read and holds it against what was expected: a changed page stops the run instead of thinning the data.</summary>
internal sealed class Tally(SourceDefinition source)
{
    private readonly Dictionary<string, long> filled = source.Expect.Filled.Keys.ToDictionary(k => k, _ => 0L, StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> texts = source.Expect.Distinct.ToDictionary(k => k, _ => new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
    private readonly Dictionary<(string Column, string Text), long> counts = source.Expect.Counts.Keys.ToDictionary(k => k, _ => 0L);
    private readonly List<string> doubled = [];
    private Layout? layout;
    private (string Name, int Column)[] fills = [];
    private (Dictionary<string, string> Texts, string Name, int Column)[] distincts = [];
    private (string Name, int Column)[] counted = [];
    private readonly HashSet<string> met = new(StringComparer.Ordinal);

    /// <summary>The document being counted, where there are several; said in front of where a text stands.</summary>
    public string? Document { get; set; }

    /// <summary>Records met.</summary>
    public long Records { get; private set; }

    /// <summary>Counts a statement of prose.</summary>
    public void Count() => Records++;

    /// <summary>Counts a record.</summary>
    public void Count(in Record record)
    {
        Records++;
        if (!ReferenceEquals(layout, record.Layout))
        {
            Take(record.Layout);
        }

        foreach ((string name, int column) in fills)
        {
            if (IsFilled(record.Cells[column]))
            {
                filled[name]++;
            }
        }

        foreach ((string name, int column) in counted)
        {
            if (record.Cells[column]?.Trim() is { } text && counts.TryGetValue((name, text), out long count))
            {
                counts[(name, text)] = count + 1;
            }
        }

        foreach ((Dictionary<string, string> met, string name, int column) in distincts)
        {
            Meet(record, met, name, column);
        }
    }

    /// <summary>Everything in which the list falls short, with what was found, what was expected and what the last run had; empty when it stands.</summary>
    /// <param name="findings">The counts that the document states.</param>
    /// <param name="last">The last published run, or null.</param>
    /// <param name="isPart">Whether it is a part of the list only, which may be as short as it is.</param>
    public IReadOnlyList<string> Shortfalls(Findings findings, Run? last, bool isPart = false)
    {
        List<string> short_ = [];
        AddRecords(short_, last, isPart);
        string[] missing = Records == 0 ? [] : [.. Expected().Where(name => !met.Contains(name))];
        short_.AddRange(missing.Select(name => $"column {name}, which expect names, is not there"));
        foreach ((string name, double share) in source.Expect.Filled)
        {
            double found = Records == 0 ? 0 : (double)filled[name] / Records;
            if (found < share && !missing.Contains(name))
            {
                short_.Add(string.Create(CultureInfo.InvariantCulture, $"column {name} is filled in {filled[name]} of {Records} records ({found:0.###}); at least {share:0.###} was expected"));
            }
        }

        short_.AddRange(doubled);
        foreach (((string column, string text), long count) in source.Expect.Counts)
        {
            if (!isPart && counts[(column, text)] != count && !missing.Contains(column))
            {
                short_.Add(string.Create(CultureInfo.InvariantCulture, $"column {column} is «{text}» in {counts[(column, text)]} records; {count} were expected"));
            }
        }

        AddSections(short_, findings, isPart);
        return short_;
    }

    /// <summary>That there are more records than a range expects, which may be growth; null where there are not.</summary>
    /// <param name="last">The last published run, or null.</param>
    public string? Excess(Run? last) => IsExact || !(Records > source.Expect.MaxRecords)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Records} records; at most {source.Expect.MaxRecords} were expected{Before(last)}; raise expect: records: max if the list has grown");

    private static string Before(Run? last) => last is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (the last published run had {last.Records})");

    private void AddRecords(List<string> shortfalls, Run? last, bool isPart)
    {
        string before = Before(last);
        if (Records < (isPart ? 1 : source.Expect.MinRecords))
        {
            shortfalls.Add(string.Create(CultureInfo.InvariantCulture, $"{Records} records; at least {(isPart ? 1 : source.Expect.MinRecords)} were expected{before}"));
        }

        if (!isPart && IsExact && Records > source.Expect.MaxRecords)
        {
            shortfalls.Add(string.Create(CultureInfo.InvariantCulture, $"{Records} records; {source.Expect.MaxRecords} were expected{before}"));
        }
    }

    // One number is what the publisher states; a range is what we take to be likely.
    private bool IsExact => source.Expect.MinRecords == source.Expect.MaxRecords;

    private void AddSections(List<string> shortfalls, Findings findings, bool isPart)
    {
        if (!isPart && source.Expect.Sections is { } sections && sections != findings.Sections)
        {
            shortfalls.Add(string.Create(CultureInfo.InvariantCulture, $"{findings.Sections} section rows; {sections} were expected"));
        }

        foreach (StatedCount stated in findings.Counts.Where(c => c.Stated != c.Counted))
        {
            shortfalls.Add(string.Create(CultureInfo.InvariantCulture, $"{stated.Locator} states {stated.Stated} («{stated.Text}»), but {stated.Counted} records were read under it"));
        }
    }

    // An item of JSON may lack a field that others have: a column is missing where no table or page has it.
    private IEnumerable<string> Expected() => filled.Keys.Concat(texts.Keys).Concat(counts.Keys.Select(k => k.Column)).Distinct();

    private void Take(Layout next)
    {
        layout = next;
        Dictionary<string, int> columns = new(StringComparer.Ordinal);
        for (int i = 0; i < next.Columns.Count; i++)
        {
            columns.TryAdd(next.Columns[i].Name, i);
        }

        fills = [.. filled.Keys.Where(columns.ContainsKey).Select(name => (name, columns[name]))];
        distincts = [.. texts.Where(t => columns.ContainsKey(t.Key)).Select(t => (t.Value, t.Key, columns[t.Key]))];
        counted = [.. counts.Keys.Select(k => k.Column).Distinct().Where(columns.ContainsKey).Select(name => (name, columns[name]))];
        met.UnionWith(columns.Keys);
    }

    private void Meet(in Record record, Dictionary<string, string> met, string name, int column)
    {
        string? text = record.Cells[column]?.Trim();
        if (!IsFilled(text))
        {
            return;
        }

        string cell = Locators.Cell(record.Layout, record.Position, column);
        string locator = Document is null ? cell : $"{Document} {cell}";
        if (!met.TryAdd(text!, locator) && doubled.Count < 20)
        {
            doubled.Add($"column {name} must be distinct, but «{text}» stands at {met[text!]} and at {locator}");
        }
    }

    private bool IsFilled(string? text) => !string.IsNullOrWhiteSpace(text) && !source.Read.Blanks.Contains(text.Trim());
}
