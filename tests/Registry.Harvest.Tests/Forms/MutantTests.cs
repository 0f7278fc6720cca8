using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Read;
using Registry.Harvest.Tests.Support;
using Registry.Store;
using Record = Registry.Harvest.Read.Record;

namespace Registry.Harvest.Tests.Forms;

/// <summary>
/// Damaged documents of every form, harvested into a store: each is refused, or published with every row of the whole list and no more cells
/// changed than the damage reaches (a letter that became another within a name is beyond telling). 200 of them here; <c>bench/long</c> asks for all 2,000.
/// </summary>
public sealed class MutantTests
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Forms", "Cases");

    private static readonly (string Case, string File)[] Documents =
    [
        ("f9-zones", "gxq/list.txt"),
        ("f2-incubators-html", "xxgk/t20171229_1.html"),
        ("f10-provincial-notices", "zwgk_213/zcwj/qtwj/202311/t20231129_12626868.html"),
        ("f6-tech-smes", "zfxxgk/201911/P6.xls"),
        ("f4-maker-spaces", "files/2021.xlsx"),
        ("f3-incubators-docx", "tztg/P020230519_1.docx"),
        ("f1-hte-notices", "gqrdw/c101433/202411/a1/files/3f01.pdf"),
        ("f13-innovation-reports", "cxbb/2024-03.json"),
        ("f8-divisions", "map"),
    ];

    // A document that takes longer than this hangs.
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task No_damaged_document_crashes_hangs_or_is_published_as_if_it_were_whole()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("REGISTRY_MUTANTS") ?? "200", CultureInfo.InvariantCulture);
        SourceCatalog catalog = SourceCatalog.Load(Cases);
        byte[][] documents = [.. Documents.Select(d => File.ReadAllBytes(Path.Combine(Cases, d.Case, "site", d.File)))];
        List<string> faults = [];
        Summary summary = new();
        for (int i = 0; i < Documents.Length; i++)
        {
            SourceDefinition source = catalog.Sources.Single(s => s.Id == Documents[i].Case);
            if (source.Read.Form == ReadForm.Pdf && !Poppler.IsInstalled)
            {
                continue;
            }

            await Damage(Strict(source, documents[i]), documents[i], [.. documents.Where((_, other) => catalog.Sources.Single(s => s.Id == Documents[other].Case).Read.Form != source.Read.Form)], i, count, faults, summary);
        }

        if (Environment.GetEnvironmentVariable("REGISTRY_MUTANTS_RESULT") is { } file)
        {
            await File.WriteAllTextAsync(file, $"{summary}\n{string.Join('\n', faults)}\n", TestContext.Current.CancellationToken);
        }

        Assert.Equal([], faults);
    }

    private static async Task Damage(SourceDefinition source, byte[] whole, byte[][] others, int first, int count, List<string> faults, Summary summary)
    {
        using Rig rig = new();
        List<string?[]> rows = Rows(source, whole);
        for (int number = first; number < count; number += Documents.Length)
        {
            Mutant mutant = Mutants.Of(whole, others, number);
            using CancellationTokenSource limit = new(Hangs);
            long began = Stopwatch.GetTimestamp();
            HarvestResult result = await rig.Harvester.Harvest(source, new One(mutant.Bytes), cancellationToken: limit.Token);
            summary.Add(mutant.Kind, result, Stopwatch.GetElapsedTime(began));
            if (Fault(source, mutant, result, rows) is { } fault)
            {
                faults.Add($"{number} {source.Id} {mutant.What}: {fault}");
            }
        }
    }

    private static string? Fault(SourceDefinition source, Mutant mutant, HarvestResult result, List<string?[]> rows)
    {
        if (result.State == RunState.Cancelled)
        {
            return $"it hangs: {result.Message}";
        }

        if (result.State == RunState.Failed)
        {
            return result.Message!.Contains("a fault of the program", StringComparison.Ordinal) ? result.Message : null;
        }

        List<string?[]> read = Rows(source, mutant.Bytes);
        int changes = read.Count == rows.Count ? Changes(read, rows) : int.MaxValue;
        return changes <= mutant.Changes ? null : $"{result.State} with {read.Count} rows of {rows.Count} and {changes} changes; {mutant.Changes} could be";
    }

    // What stands in a section row or a merged cell stands in many records and is changed once.
    private static int Changes(List<string?[]> read, List<string?[]> rows)
    {
        HashSet<(int, string?, string?)> changes = [];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < rows[row].Length; column++)
            {
                if (rows[row][column] != read[row].ElementAtOrDefault(column))
                {
                    changes.Add((column, rows[row][column], read[row].ElementAtOrDefault(column)));
                }
            }
        }

        return changes.Count;
    }

    private static List<string?[]> Rows(SourceDefinition source, byte[] bytes) =>
        [.. RecordReader.For(source.Read).Read(new Content("the document", bytes), new Findings(), CancellationToken.None).Select(record => record.Cells)];

    // As a careful author expects it: so many rows, filled as they are, and distinct where they are.
    private static SourceDefinition Strict(SourceDefinition source, byte[] whole)
    {
        Record[] records = [.. RecordReader.For(source.Read).Read(new Content("the document", whole), new Findings(), CancellationToken.None)];
        Dictionary<string, double> filled = [];
        List<string> distinct = [];
        for (int i = 0; i < records[0].Layout.Columns.Count; i++)
        {
            string[] texts = [.. records.Select(r => r.Cells[i]?.Trim() ?? "").Where(t => t.Length > 0 && !source.Read.Blanks.Contains(t))];
            filled[records[0].Layout.Columns[i].Name] = (double)texts.Length / records.Length;
            if (texts.Length == records.Length && texts.Distinct().Count() == records.Length)
            {
                distinct.Add(records[0].Layout.Columns[i].Name);
            }
        }

        return source with { Coverage = Coverage.Full, Expect = new(records.Length, records.Length, filled, distinct, source.Expect.Sections) };
    }

    private sealed class One(byte[] bytes) : IDocuments
    {
        public RunKind Kind => RunKind.Import;

        public async IAsyncEnumerable<Arrival> Arrive(PublishedList? last, Action<MissedDocument> miss, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield return new(new Document("mutant", "mutant"), new Content("the document", bytes), new Sighting("mutant"));
        }
    }

    private sealed class Summary
    {
        private readonly SortedDictionary<RunState, int> states = [];
        private readonly SortedDictionary<string, (int Published, int All)> kinds = new(StringComparer.Ordinal);
        private TimeSpan longest;

        public void Add(string kind, HarvestResult result, TimeSpan took)
        {
            (int published, int all) = kinds.GetValueOrDefault(kind);
            kinds[kind] = (published + (result.State == RunState.Failed ? 0 : 1), all + 1);
            states[result.State] = states.GetValueOrDefault(result.State) + 1;
            longest = took > longest ? took : longest;
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{states.Values.Sum()} mutants: {string.Join(", ", states.Select(s => $"{s.Value} {s.Key.ToString().ToLowerInvariant()}"))}; the longest took {longest.TotalSeconds:0.0} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB\n{string.Join('\n', kinds.Select(kind => $"  {kind.Key}: {kind.Value.Published} of {kind.Value.All} published, {Reason(kind.Value.Published)}"))}");

        private static string Reason(int published) => published == 0
            ? "each was refused"
            : "each with every row and no more changed than a letter that became another, or nothing: what was hit lies outside the list, or is another list";
    }
}
