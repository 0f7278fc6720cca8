using System.Globalization;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Tests.Support;
using Registry.Identity.Resolve;
using Registry.Store;

namespace Registry.Harvest.Tests.Press;

/// <summary>Prose on its way into the ledger: documents that a person hands in, and the review queue for what is not sure enough.</summary>
public sealed class PressHarvestTests : IDisposable
{
    private const string Report = "宜兴高新区\n\n2022年,江苏宜兴高新技术产业开发区新增高新技术企业68家,累计达到286家。力争到2025年,高新技术企业突破400家。\n";

    // A word of counting for which the dictionary has no indicator.
    private const string Doubtful = "宜兴高新区\n\n2022年,江苏宜兴高新技术产业开发区新增高新技术企业68家,举办沙龙35场。\n";

    private readonly Rig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task The_three_texts_are_taken_in_once_and_the_store_is_sound()
    {
        foreach (string text in Texts())
        {
            HarvestResult first = await Import(text);
            Assert.Equal(RunState.Published, first.State);
            Assert.True(first.Claims > 400, $"{text} made {first.Claims} claims");
        }

        long release = rig.Store.Release(TestContext.Current.CancellationToken);
        foreach (string text in Texts())
        {
            Assert.Equal(RunState.Unchanged, (await Import(text)).State);
        }

        Assert.Equal(release, rig.Store.Release(TestContext.Current.CancellationToken));
        Assert.Equal([], rig.Store.Examine(TestContext.Current.CancellationToken).Select(finding => finding.Message));
        Assert.Equal(["123家 asof:2021-12"], Observed("hte_total", "500110"));
        Assert.Equal(["MORE_THAN 140 2022 CUMULATIVE", "AT_LEAST 200 2023 IN_FORCE", "AT_LEAST 300 2027 IN_FORCE"], rig.Query("""
            select operator || ' ' || cast(cast(value as integer) as text) || ' ' || deadline || ' ' || definition
            from target
            where indicator_code = 'hte_total' and place = 500110
            order by value
            """));
        Assert.Equal(["区招商投资局", "区科技局"], rig.Query("""
            select distinct d.name
            from target t
            join relation s on s.entity_id = t.entity_id and s.predicate = -37
            join relation l on l.entity_id = s.other_id and l.predicate = 30
            join directory d on d.entity_id = l.other_id
            join task k on k.entity_id = s.other_id
            where t.indicator_code = 'hte_total' and cast(t.value as integer) = 300 and k.number in (4, 5)
            order by k.number
            """));
        Assert.Equal(["288 proposes 28800000"], rig.Query("""
            select cast(cast(value / 1000000 as integer) as text) || ' proposes ' || cast(cast(proposal as integer) as text)
            from observation
            where suspect = 1 and unit = '平方米'
            """));
    }

    [Fact]
    public async Task Every_claim_leads_to_the_words_of_its_document()
    {
        string path = Write("report.txt", Report);
        await Import(path);
        List<string> evidence = rig.Query("select locator || '|' || quote from claim_evidence");
        Assert.NotEmpty(evidence);
        foreach (string[] said in evidence.Select(line => line.Split('|', 2)))
        {
            int[] at = [.. said[0]["chars ".Length..].Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
            Assert.Equal(Report[at[0]..at[1]], said[1]);
        }
    }

    [Fact]
    public async Task The_same_figure_in_two_documents_is_two_observations_side_by_side()
    {
        await Import(Write("one.txt", Report));
        await Import(Write("two.txt", Report.Replace("力争", "我们力争", StringComparison.Ordinal)));
        Assert.Equal(["286家 asof:2022-12", "286家 asof:2022-12"], Observed("hte_total", "320282"));
        Assert.Equal(["1"], rig.Query("select cast(count(*) as text) from zone"));
        Assert.Equal(["2"], rig.Query("select cast(count(*) as text) from indicator"));
    }

    [Fact]
    public async Task What_is_not_sure_enough_waits_and_is_published_when_a_person_accepts_it()
    {
        string path = Write("report.txt", Doubtful);
        Assert.Equal(RunState.Published, (await Import(path)).State);
        Proposal waiting = Assert.Single(rig.Store.Proposals.Waiting(10, TestContext.Current.CancellationToken));
        Assert.Equal(("observation", "江苏宜兴高新技术产业开发区 举办沙龙 35场 (2022)", 0.55), (waiting.Kind, waiting.Text, waiting.Score));
        Assert.Empty(rig.Query("select name from observation where unit = '场'"));

        Run run = Assert.Single(rig.Store.Proposals.Accept([waiting.Number], "王某", "数过", MentionResolution.Resolve, TestContext.Current.CancellationToken));
        Assert.Equal(RunState.Published, run.State);
        string[] accepted = ["举办沙龙 35场"];
        Assert.Equal(accepted, rig.Query("select name from observation where unit = '场'"));
        Assert.Empty(rig.Store.Proposals.Waiting(10, TestContext.Current.CancellationToken));

        await Import(Write("report.txt", Doubtful + "\n"));
        Assert.Equal(RunState.Published, (await Replay()).State);
        rig.Store.Rebuild(TestContext.Current.CancellationToken);
        Assert.Equal(accepted, rig.Query("select name from observation where unit = '场' and status is null"));
        Assert.Empty(rig.Store.Proposals.Waiting(10, TestContext.Current.CancellationToken));
        Assert.Equal([], rig.Store.Examine(TestContext.Current.CancellationToken).Select(finding => finding.Message));
    }

    [Fact]
    public async Task What_was_rejected_stays_out_when_the_same_document_comes_again()
    {
        await Import(Write("report.txt", Doubtful));
        Proposal waiting = Assert.Single(rig.Store.Proposals.Waiting(10, TestContext.Current.CancellationToken));
        rig.Store.Proposals.Reject([waiting.Number], "王某", "不是指标", TestContext.Current.CancellationToken);

        await Import(Write("report.txt", Doubtful + "\n"));
        Assert.Empty(rig.Store.Proposals.Waiting(10, TestContext.Current.CancellationToken));
        Assert.Empty(rig.Query("select name from observation where unit = '场'"));
        StatementException refused = Assert.Throws<StatementException>(() => rig.Store.Proposals.Accept([waiting.Number], "李某", null, MentionResolution.Resolve, TestContext.Current.CancellationToken));
        Assert.Equal($"P{waiting.Number} was rejected by 王某 already.", refused.Message);
    }

    [Fact]
    public async Task A_run_that_ends_badly_leaves_nothing_in_the_review_queue()
    {
        using CancellationTokenSource stop = new();
        Receipt receipt = new();
        HarvestResult result = await rig.Harvester.Import(Source, new HandImport(Write("report.txt", Doubtful)), receipt, progress: new Stopping(stop), cancellationToken: stop.Token);
        Assert.Equal(RunState.Cancelled, result.State);
        Assert.Empty(rig.Store.Proposals.Waiting(10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_receipt_of_a_text_names_each_statement_and_where_it_stands()
    {
        Receipt receipt = new();
        await rig.Harvester.Import(Source, new HandImport(Write("report.txt", Doubtful)), receipt, cancellationToken: TestContext.Current.CancellationToken);
        ReceiptRow waiting = Assert.Single(receipt.Rows, row => row.Outcome == RowOutcome.Refused);
        Assert.Equal("it waits in the review queue: its score of 0.55 lies below the source's threshold of 0.60", waiting.Reason);
        Assert.Contains(receipt.Rows, row => row is { Outcome: RowOutcome.New, Entity: ['o', 'b', 's', ..] } && row.Name == "江苏宜兴高新技术产业开发区 新增高新技术企业 68家 (2022)");
    }

    [Theory]
    [InlineData("288", "28.8", "288")]
    [InlineData("28.8", "288", "288")]
    [InlineData("30", "28.8", null)]
    [InlineData("28.8", "28.8", null)]
    [InlineData("20", "200", null)]
    public async Task A_figure_that_lost_its_decimal_point_is_doubted_by_what_another_document_states(string first, string second, string? doubted)
    {
        await Import(Write("one.txt", Area(first)));
        await Import(Write("two.txt", Area(second) + "\n"));
        Assert.Equal(
            doubted is null ? [] : [$"{doubted}平方公里 proposes 28800000"],
            rig.Query("select value_written || ' proposes ' || cast(cast(proposal as integer) as text) from observation where suspect = 1"));
        Assert.Equal(["2"], rig.Query("select cast(count(*) as text) from observation"));
        Assert.Equal([], rig.Store.Examine(TestContext.Current.CancellationToken).Select(finding => finding.Message));
        if (doubted is not null)
        {
            Assert.Single(rig.Query("select message from issue where code = 'SUSPECT_NUMBER'"));
        }
    }

    [Theory]
    [InlineData(1230, true)]
    [InlineData(160, false)]
    [InlineData(700, false)]
    public async Task A_figure_far_from_its_own_history_is_doubted_when_a_digit_less_would_go_with_it(int value, bool isDoubted)
    {
        foreach ((int year, int count) in ((int, int)[])[(2018, 96), (2019, 104), (2020, 110)])
        {
            await Import(Write($"{year}.txt", Enterprises(year, count)));
        }

        await Import(Write("2021.txt", Enterprises(2021, value)));
        Assert.Equal(isDoubted ? [$"{value}家"] : [], rig.Query("select value_written from observation where suspect = 1"));
    }

    private static string Area(string area) => $"宜兴高新区\n\n2022年,江苏宜兴高新技术产业开发区管辖面积{area}平方公里。\n";

    private static string Enterprises(int year, int count) => $"宜兴高新区\n\n截至{year}年12月底,江苏宜兴高新技术产业开发区拥有高新技术企业{count}家。\n";

    private static SourceDefinition Source => Bundled.Catalog.Sources.Single(source => source.Id == "cn/press-texts");

    private static string[] Texts() => [.. new[] { "000_43e763a2ad61612c", "001_624a09dde6e6a7cd", "004_d325b438e462f3a1" }.Select(name => ForeignData.At($"seeds/{name}.txt"))];

    private Task<HarvestResult> Import(string path) => rig.Harvester.Import(Source, new HandImport(path), new Receipt(), cancellationToken: TestContext.Current.CancellationToken);

    // The list as it stands under a definition that differs.
    private Task<HarvestResult> Replay() =>
        rig.Harvester.Replay(Source with { Definition = new byte[32] }, cancellationToken: TestContext.Current.CancellationToken);

    private List<string> Observed(string indicator, string place) => rig.Query($"""
        select value_written || ' ' || period
        from observation
        where indicator_code = '{indicator}' and place = {place}
        order by entity_id
        """);

    private string Write(string name, string text)
    {
        string path = Path.Combine(Path.GetDirectoryName(rig.DatabasePath)!, name);
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<HarvestProgress>
    {
        public void Report(HarvestProgress value) => stop.Cancel();
    }
}
