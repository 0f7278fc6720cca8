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
/// Damaged documents of every form, each harvested into a store that holds the whole one: it is refused, or says the very same records and is not
/// published again. What is published all the same is what nobody can tell: a text that became another of ordinary characters, a digit another digit,
/// in fewer than one of a hundred. 200 of them here; <c>bench/long</c> asks for all 2,000, and for others where REGISTRY_MUTANTS_FROM says with which number to begin.
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

    // Of a hundred damaged documents, how many may be such as nobody can tell.
    private const int MostUntold = 1;

    // A document that takes longer than this hangs.
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task No_damaged_document_crashes_hangs_or_is_published_as_if_it_were_whole()
    {
        int from = int.Parse(Environment.GetEnvironmentVariable("REGISTRY_MUTANTS_FROM") ?? "0", CultureInfo.InvariantCulture);
        int count = int.Parse(Environment.GetEnvironmentVariable("REGISTRY_MUTANTS") ?? "200", CultureInfo.InvariantCulture);
        SourceCatalog catalog = SourceCatalog.Load(Cases);
        byte[][] documents = [.. Documents.Select(d => File.ReadAllBytes(Path.Combine(Cases, d.Case, "site", d.File)))];
        List<string> faults = [];
        MutantReport report = new();
        for (int i = 0; i < Documents.Length; i++)
        {
            SourceDefinition source = catalog.Sources.Single(s => s.Id == Documents[i].Case);
            if (source.Read.Form == ReadForm.Pdf && !Poppler.IsInstalled)
            {
                continue;
            }

            await Damage(Strict(source, documents[i]), documents[i], [.. documents.Where((_, other) => catalog.Sources.Single(s => s.Id == Documents[other].Case).Read.Form != source.Read.Form)], from + i, from + count, faults, report);
        }

        if (Environment.GetEnvironmentVariable("REGISTRY_MUTANTS_RESULT") is { } file)
        {
            await File.WriteAllTextAsync(file, $"{report}{string.Concat(faults.Select(fault => $"{fault}\n"))}", TestContext.Current.CancellationToken);
        }

        Assert.Equal([], faults);
        Assert.InRange(report.Changed.Count, 0, Math.Max(2, count * MostUntold / 100));
    }

    private static async Task Damage(SourceDefinition source, byte[] whole, byte[][] others, int first, int end, List<string> faults, MutantReport report)
    {
        Record[] records = Records(source, whole);
        Rig? rig = null;
        try
        {
            for (int number = first; number < end; number += Documents.Length)
            {
                rig ??= await Published(source, whole);
                Mutant mutant = Mutants.Of(whole, others, number);
                using CancellationTokenSource limit = new(Hangs);
                long began = Stopwatch.GetTimestamp();
                HarvestResult result = await rig.Harvester.Harvest(source, new One(mutant.Bytes), cancellationToken: limit.Token);
                IReadOnlyList<Difference>? published = result.State == RunState.Published ? Difference.Between(records, Records(source, mutant.Bytes)) : null;
                report.Add(number, source, mutant, result, published, Stopwatch.GetElapsedTime(began));
                if (Fault(mutant, result, published) is { } fault)
                {
                    faults.Add($"{number} {source.Id} {mutant.What}: {fault}");
                }

                if (result.State == RunState.Published)
                {
                    rig.Dispose();
                    rig = null;
                }
            }
        }
        finally
        {
            rig?.Dispose();
        }
    }

    // As in life: the whole list was published before a damaged one arrives.
    private static async Task<Rig> Published(SourceDefinition source, byte[] whole)
    {
        Rig rig = new();
        HarvestResult result = await rig.Harvester.Harvest(source, new One(whole), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, null), (result.State, result.Message));
        return rig;
    }

    private static string? Fault(Mutant mutant, HarvestResult result, IReadOnlyList<Difference>? published) => result.State switch
    {
        RunState.Cancelled => $"it hangs: {result.Message}",
        RunState.Failed when result.Message!.Contains("a fault of the program", StringComparison.Ordinal) => result.Message,
        RunState.Published when published!.Count > mutant.Changes || published.Any(difference => !difference.IsOrdinary) => $"it was published: {string.Join("; ", published)}",
        _ => null,
    };

    private static Record[] Records(SourceDefinition source, byte[] bytes) =>
        [.. RecordReader.For(source.Read).Read(new Content("the document", bytes), new Findings(), CancellationToken.None)];

    // As a careful author expects it: so many rows, filled as they are, and distinct where they are.
    private static SourceDefinition Strict(SourceDefinition source, byte[] whole)
    {
        Record[] records = Records(source, whole);
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
}
