using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Read;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests;

/// <summary>A run takes in as many documents as arrive.</summary>
public sealed class SeveralDocumentsTests
{
    private const string Firms = """
        read: {form: csv}
        map: {firm: {type: Enterprise, name: 企业名称, properties: {foundedOn: [日期, date]}}}
        expect: {records: {min: 1}, distinct: [企业名称]}
        """;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_document_keeps_its_own_snapshot_sighting_title_and_day_and_all_are_one_release()
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "企业名称,日期\n丙公司,\n");
        HarvestResult result = await rig.Harvester.Harvest(folder.Load(), Documents.Of("甲公司", "乙公司"), cancellationToken: Now);
        Assert.Equal((RunState.Published, 2L, 2L, null), (result.State, result.Records, result.Entities, result.Message));
        Assert.Equal(1, rig.Store.Release(Now));
        Assert.Equal(
            ["https://bureau.example/1 第1号 2024-05-01 1", "https://bureau.example/2 第2号 2024-05-02 1"],
            rig.Query("select d.url || ' ' || d.title || ' ' || d.published_on || ' ' || count(distinct g.snapshot_id) from document d join sighting g on g.document_id = d.document_id group by d.document_id"));
        Assert.Equal(["2024-05-01", "2024-05-02"], rig.Query("select value from claim where value like '2024%' order by claim_id"));
        Assert.Equal(["第1号 for row "], rig.Query("select before from layout_column where name = '日期' limit 1"));
    }

    [Fact]
    public async Task The_same_documents_again_are_an_unchanged_list_and_one_more_maps_all_of_them()
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "企业名称,日期\n丙公司,\n");
        await rig.Harvester.Harvest(folder.Load(), Documents.Of("甲公司", "乙公司"), cancellationToken: Now);
        HarvestResult same = await rig.Harvester.Harvest(folder.Load(), Documents.Of("甲公司", "乙公司"), cancellationToken: Now);
        Assert.Equal((RunState.Unchanged, 0L), (same.State, same.Claims));
        HarvestResult more = await rig.Harvester.Harvest(folder.Load(), Documents.Of("甲公司", "乙公司", "丁公司"), cancellationToken: Now);
        Assert.Equal((RunState.Published, 3L, 1L, 0L), (more.State, more.Records, more.Entities, more.ClaimsClosed));
    }

    [Fact]
    public async Task A_document_that_has_left_a_whole_list_takes_its_claims_with_it()
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "企业名称,日期\n丙公司,\n");
        await rig.Harvester.Harvest(folder.Load(), Documents.Of("甲公司", "乙公司"), cancellationToken: Now);
        HarvestResult fewer = await rig.Harvester.Harvest(folder.Load(), Documents.Of("甲公司"), cancellationToken: Now);
        Assert.Equal((RunState.Published, 1L, 0L, 3L), (fewer.State, fewer.Records, fewer.Claims, fewer.ClaimsClosed));
    }

    [Fact]
    public async Task What_the_whole_list_must_be_like_is_asked_of_all_documents_together()
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "企业名称,日期\n丙公司,\n");
        HarvestResult doubled = await rig.Harvester.Harvest(folder.Load(), Documents.Of("甲公司", "甲公司"), cancellationToken: Now);
        Assert.Equal((RunState.Failed, "nothing was published: column 企业名称 must be distinct, but «甲公司» stands at https://bureau.example/1 row 2 col 1 and at https://bureau.example/2 row 2 col 1"), (doubled.State, doubled.Message));
    }

    [Theory]
    [InlineData("full", RunState.Failed, 0)]
    [InlineData("flow", RunState.Published, 1)]
    public async Task A_missing_document_ends_the_run_of_a_whole_list_and_is_an_issue_of_one_that_flows(string coverage, RunState state, long release)
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "企业名称,日期\n丙公司,\n");
        string file = Path.Combine(folder.Folder, "source.yml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Now)).Replace("coverage: full", $"coverage: {coverage}", StringComparison.Ordinal), Now);
        HarvestResult result = await rig.Harvester.Harvest(folder.Load(), Documents.Of("甲公司", ""), cancellationToken: Now);
        Assert.Equal((state, release), (result.State, rig.Store.Release(Now)));
        Assert.Equal(["FETCH_REFUSED https://bureau.example/2 answers 404"], rig.Query("select code || ' ' || message from issue"));
    }

    /// <summary>Documents of one row each; an empty name is a document that cannot be had.</summary>
    private sealed class Documents(string[] names) : IDocuments
    {
        public RunKind Kind => RunKind.Live;

        public static Documents Of(params string[] names) => new(names);

        public async IAsyncEnumerable<Arrival> Arrive(PublishedList? last, Action<MissedDocument> miss, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (int i = 1; i <= names.Length; i++)
            {
                await Task.Yield();
                string url = $"https://bureau.example/{i}";
                Document document = new(url, $"第{i}号") { PublishedOn = $"2024-05-0{i}" };
                if (names[i - 1].Length == 0)
                {
                    miss(new(document, new FetchException(FetchFault.Refused, $"{url} answers 404") { Status = HttpStatusCode.NotFound }));
                    continue;
                }

                byte[] bytes = Encoding.UTF8.GetBytes($"企业名称\n{names[i - 1]}\n");
                yield return new(document, new Content(url, bytes), new Sighting(url)) { Carried = [new("日期", document.PublishedOn, document.Title!)] };
            }
        }
    }
}
