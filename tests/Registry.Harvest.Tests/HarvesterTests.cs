using System.Text;
using Registry.Harvest.Catalog;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests;

public sealed class HarvesterTests
{
    private const string Firms = """
        read: {form: csv}
        map: {firm: {type: Enterprise, name: 企业名称, place: [所在地, place], relations: [{predicate: locatedIn, to: place}]}}
        expect:
          records: {min: 2}
          filled: {所在地: 0.5}
          distinct: [企业名称]
        """;

    [Fact]
    public async Task The_worked_example_is_harvested_and_a_second_time_adds_no_claim()
    {
        using Rig rig = new();
        using SampleCatalog catalog = new();
        SourceDefinition source = Assert.Single(catalog.Sources, s => s.Id == "cn/universities");
        HarvestResult first = await rig.Harvest(source, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, 3L, null), (first.State, first.Records, first.Message));
        Assert.Equal(
            ["北京大学", "北京工业大学", "重庆大学"],
            rig.Query("select name from mention where type = 11 order by mention_id"));
        Assert.Equal(["«教肓部» is read as «教育部»: 肓 is a slip for 育"], rig.Query("select distinct note from claim where flags = 2"));

        HarvestResult second = await rig.Harvest(source, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Unchanged, 0L), (second.State, second.Claims));
        Assert.Equal([first.Claims.ToString(System.Globalization.CultureInfo.InvariantCulture)], rig.Query("select cast(count(*) as text) from claim"));
    }

    [Fact]
    public async Task A_list_that_falls_short_publishes_nothing_says_old_and_new_and_leaves_the_last_release()
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "企业名称,所在地\n甲公司,重庆市\n乙公司,重庆市\n丙公司,西安市\n");
        HarvestResult good = await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, 3L, 3L), (good.State, good.Records, good.Entities));
        long release = rig.Store.Release(TestContext.Current.CancellationToken);

        await File.WriteAllTextAsync(folder.EditionPath, "企业名称,所在地\n甲公司,\n", TestContext.Current.CancellationToken);
        HarvestResult bad = await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(RunState.Failed, bad.State);
        Assert.Equal("nothing was published: 1 records; at least 2 were expected (the last published run had 3); column 所在地 is filled in 0 of 1 records (0); at least 0.5 was expected", bad.Message);
        Assert.Equal(release, rig.Store.Release(TestContext.Current.CancellationToken));
        Assert.Equal(["3"], rig.Query("select cast(count(*) as text) from enterprise"));
    }

    [Fact]
    public async Task Texts_that_must_be_distinct_are_told_with_both_places()
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "企业名称,所在地\n甲公司,重庆市\n甲公司,重庆市\n");
        HarvestResult result = await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("nothing was published: column 企业名称 must be distinct, but «甲公司» stands at row 2 col 1 and at row 3 col 1", result.Message);
    }

    [Fact]
    public async Task What_vanishes_from_a_full_list_is_closed_and_what_stays_writes_nothing()
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "企业名称,所在地\n甲公司,重庆市\n乙公司,重庆市\n丙公司,西安市\n");
        await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.EditionPath, "企业名称,所在地\n甲公司,重庆市\n丙公司,西安市\n", TestContext.Current.CancellationToken);
        HarvestResult next = await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, 2L, 0L, 3L), (next.State, next.Records, next.Claims, next.ClaimsClosed));
    }

    [Fact]
    public async Task A_damaged_edition_fails_with_its_reason_and_publishes_nothing()
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "<html>error</html>");
        HarvestResult result = await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Failed, "cn/list/edition.csv: found an HTML or XML page; form csv was expected; change read: form if the publisher has changed it"), (result.State, result.Message));
        Assert.Equal(["UNREADABLE_WRONG_FORM"], rig.Query("select code from issue"));
        Assert.Equal(0, rig.Store.Release(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_come_and_writes_nothing()
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "企业名称,所在地,备注\n甲公司,重庆市,x\n乙公司,重庆市,\n");
        HarvestResult result = await rig.Harvest(folder.Load(), dryRun: true, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, 2L, 6L, "dry run: nothing was written"), (result.State, result.Records, result.Claims, result.Message));
        Assert.Equal("UNMAPPED_COLUMN", Assert.Single(result.Found).Code);
        Assert.Equal(["0"], rig.Query("select cast(count(*) as text) from run"));
    }

    [Fact]
    public async Task Stopping_takes_back_what_was_staged_and_leaves_the_last_release()
    {
        using Rig rig = new();
        StringBuilder rows = new("企业名称,所在地\n");
        for (int i = 0; i < 6000; i++)
        {
            rows.Append("企业").Append(i).Append("公司,重庆市\n");
        }

        using SourceFolder folder = new(Firms, rows.ToString());
        using CancellationTokenSource stop = new();
        HarvestResult result = await rig.Harvest(folder.Load(), progress: new Stopping(stop), cancellationToken: stop.Token);
        Assert.Equal((RunState.Cancelled, "stopped; nothing of it was published"), (result.State, result.Message));
        Assert.Equal(["0"], rig.Query("select cast((select count(*) from claim) + (select count(*) from mention) + (select count(*) from record) as text)"));
        Assert.Equal(0, rig.Store.Release(TestContext.Current.CancellationToken));

        HarvestResult again = await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, 6000L, 6000L), (again.State, again.Records, again.Entities));
    }

    [Fact]
    public async Task A_source_that_another_harvest_holds_is_left_alone_with_a_message()
    {
        using Rig rig = new();
        using SourceFolder folder = new(Firms, "企业名称,所在地\n甲公司,重庆市\n乙公司,重庆市\n");
        using StagingRun other = rig.Store.Begin(new("cn/list", "List", "A bureau", "Facts", Coverage.Full), RunKind.Bundled, new byte[32], TestContext.Current.CancellationToken);
        HarvestResult result = await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(RunState.Failed, result.State);
        Assert.StartsWith("cn/list is being harvested by ", result.Message, StringComparison.Ordinal);
    }

    /// <summary>Stops the harvest when the first batch has been staged.</summary>
    private sealed class Stopping(CancellationTokenSource stop) : IProgress<HarvestProgress>
    {
        public void Report(HarvestProgress value)
        {
            if (value.Phase == "READ")
            {
                stop.Cancel();
            }
        }
    }
}
