using System.Globalization;
using System.Text;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests.Check;

/// <summary>What a publisher changes without a word is told with old and new side by side.</summary>
public sealed class DriftTests : IDisposable
{
    private const string Csv = """
        read: {form: csv}
        map: {firm: {type: Enterprise, name: 企业名称}}
        ignore: [行业, 备注, 电话]
        expect: {records: {min: 5, max: 30}}
        """;

    private readonly Rig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task A_list_that_lives_does_not_drift() =>
        Assert.Equal([], await Issues(Csv, Rows(20, 10), Rows(22, 12)));

    [Fact]
    public async Task Another_header_is_told_with_the_old_one() =>
        Assert.Equal(
            ["HEADER_DRIFT columns: [企业名称, 行业] -> [企业名称, 行业, 电话]; new: [电话]"],
            await Issues(Csv, Rows(20, 10), Rows(20, 10).Replace("行业", "行业,电话", StringComparison.Ordinal).Replace("件", "件,", StringComparison.Ordinal).Replace("药", "药,", StringComparison.Ordinal)));

    [Fact]
    public async Task Far_fewer_or_more_records_are_told_with_the_old_number() =>
        Assert.Equal(["ROW_COUNT_DRIFT records: 20 -> 12 (-40.0 %)"], await Issues(Csv, Rows(20, 10), Rows(12, 6)));

    [Fact]
    public async Task More_records_than_a_range_expects_are_published_and_told() =>
        Assert.Equal(
            ["MORE_THAN_EXPECTED 34 records; at most 30 were expected (the last published run had 30); raise expect: records: max if the list has grown"],
            await Issues(Csv, Rows(30, 15), Rows(34, 17)));

    [Fact]
    public async Task Another_make_up_of_a_column_is_told_with_the_old_one() =>
        Assert.Equal(["CATEGORY_DRIFT column 行业: «软件» 50.0 % -> 90.0 %, «医药» 50.0 % -> 10.0 %"], await Issues(Csv, Rows(20, 10), Rows(20, 18)));

    [Fact]
    public async Task A_page_that_is_built_anew_is_told() =>
        Assert.Equal(
            ["STRUCTURE_DRIFT the page is built differently: 6 kinds of elements -> 6; gone: [div#list0.old, table.bd0]; new: [div.card, table.grid]"],
            await Issues(Html, Page("<div id=\"list17\" class=\"old\"><table class=\"bd1\">", 20), Page("<div class=\"card\"><table class=\"grid\">", 21)));

    [Fact]
    public async Task A_page_with_more_rows_is_built_alike() =>
        Assert.Equal([], await Issues(Html, Page("<div id=\"list17\" class=\"old\"><table class=\"bd1\">", 20), Page("<div class='old' id=list18><table class=\"bd2\">", 22)));

    [Fact]
    public async Task A_drift_that_the_mapping_does_not_survive_stops_the_publication()
    {
        using SourceFolder folder = new(Csv, Rows(20, 10));
        await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Publish(folder, Rows(20, 10).Replace("企业名称", "单位名称", StringComparison.Ordinal));
        HarvestResult result = await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(RunState.Failed, result.State);
        Assert.Equal(1, rig.Store.Release(TestContext.Current.CancellationToken));
        Assert.Contains("HEADER_DRIFT columns: [企业名称, 行业] -> [单位名称, 行业]; gone: [企业名称]; new: [单位名称]", Found());
    }

    [Fact]
    public async Task Falling_short_stops_the_publication_and_the_drift_is_told()
    {
        using SourceFolder folder = new(Csv, Rows(20, 10));
        await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Publish(folder, Rows(4, 2));
        Assert.Equal(RunState.Failed, (await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken)).State);
        Assert.Equal(["SHORT_OF_EXPECTATION 4 records; at least 5 were expected (the last published run had 20)", "ROW_COUNT_DRIFT records: 20 -> 4 (-80.0 %)"], Found());
    }

    [Fact]
    public async Task What_our_own_mapping_changed_is_no_drift()
    {
        using SourceFolder folder = new(Csv, Rows(20, 10));
        await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        folder.Write(Csv.Replace("ignore:", "patches: [{header: 行业, to: 电话, reason: A test.}]\nignore:", StringComparison.Ordinal));
        Assert.Equal(RunState.Published, (await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken)).State);
        Assert.Equal([], Found());
    }

    private const string Html = """
        read: {form: html}
        map: {firm: {type: Enterprise, name: 企业名称}}
        ignore: [行业]
        expect: {records: {min: 5, max: 30}}
        """;

    private static string Rows(int count, int software) =>
        "企业名称,行业\n" + string.Concat(Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"第{i}公司,{(i <= software ? "软件" : "医药")}\n")));

    private static string Page(string open, int count) =>
        $"<html><body>{open}<tr><td>企业名称</td><td>行业</td></tr>{string.Concat(Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"<tr><td>第{i}公司</td><td>{i}</td></tr>")))}</table></div></body></html>";

    private async Task<List<string>> Issues(string definition, string before, string after)
    {
        using SourceFolder folder = new(definition, before, definition == Html ? "html" : "csv");
        Assert.Equal(RunState.Published, (await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken)).State);
        Publish(folder, after);
        HarvestResult result = await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, null), (result.State, result.Message));
        return Found();
    }

    private static void Publish(SourceFolder folder, string text) => File.WriteAllBytes(folder.EditionPath, Encoding.UTF8.GetBytes(text));

    private List<string> Found() => rig.Query("select code || ' ' || message from issue where code like '%DRIFT' or code like '%EXPECT%' order by issue_id");
}
