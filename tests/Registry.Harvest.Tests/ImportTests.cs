using Microsoft.AspNetCore.Http;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests;

/// <summary>Documents that a person hands in, with the receipt row by row.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Map = """
        read: {form: csv}
        map: {firm: {type: Enterprise, name: 企业名称, properties: {industry: 行业}}}
        expect: {records: {min: 2}}
        """;

    private readonly Rig rig = new();
    private readonly SourceFolder folder = new(Map, "企业名称,行业\n甲公司,软件\n乙公司,医药\n");

    public void Dispose()
    {
        folder.Dispose();
        rig.Dispose();
    }

    [Fact]
    public async Task Each_row_of_an_import_has_a_receipt()
    {
        folder.Write(Map.Replace("properties", "identifiers: [{scheme: USCC, value: 代码}], properties", StringComparison.Ordinal));
        await Import("企业名称,行业,代码\n甲公司,软件,\n乙公司,医药,\n");
        await Import("企业名称,行业,代码\n丁公司,,91350100M000100Y43\n戊公司,,\n", source: folder.Load() with { Id = "cn/other" });
        (HarvestResult result, IReadOnlyList<ReceiptRow> rows) = await Import("企业名称,行业,代码\n甲公司,软件,\n乙公司,材料,\n丙公司,,\n,能源,\n丁公司,,91350100M000100Y43\n");
        Assert.Equal((RunState.Published, 5L), (result.State, result.Records));
        Assert.Equal(
            ["row 2 Unchanged 甲公司", "row 3 Accepted 乙公司", "row 4 New 丙公司", "row 5 Refused ", "row 6 Linked 丁公司"],
            rows.Select(row => $"{row.Locator} {row.Outcome} {row.Name}"));
        Assert.StartsWith("ROW_WITHOUT_NAME: ", rows[3].Reason, StringComparison.Ordinal);
        Assert.All(rows.Where(row => row.Outcome != RowOutcome.Refused), row => Assert.StartsWith("ent-", row.Entity, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_file_again_is_a_no_op_also_when_something_newer_has_come()
    {
        const string first = "企业名称,行业\n甲公司,软件\n乙公司,医药\n丙公司,\n";
        await Import(first);
        long release = rig.Store.Release(TestContext.Current.CancellationToken);
        (HarvestResult again, IReadOnlyList<ReceiptRow> rows) = await Import(first);
        Assert.Equal((RunState.Unchanged, 0), (again.State, rows.Count));
        Assert.Matches(@"^list\.csv was taken in already, by run 1 on \d{4}-\d\d-\d\d$", again.Message);
        Assert.Equal(release, rig.Store.Release(TestContext.Current.CancellationToken));

        await Import("企业名称,行业\n甲公司,软件\n乙公司,医药\n");
        (HarvestResult older, _) = await Import(first);
        Assert.Equal(RunState.Unchanged, older.State);
        Assert.EndsWith("; what came later stands", older.Message, StringComparison.Ordinal);
        Assert.Equal(["乙公司", "甲公司"], Standing());
    }

    [Fact]
    public async Task A_file_of_a_whole_list_is_its_next_edition()
    {
        await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        (HarvestResult result, _) = await Import("企业名称,行业\n甲公司,软件\n丙公司,\n");
        Assert.Equal((RunState.Published, true), (result.State, result.ClaimsClosed > 0));
        Assert.Equal(["丙公司", "甲公司"], Standing());
    }

    [Fact]
    public async Task A_part_of_a_whole_list_closes_nothing_and_may_be_short()
    {
        await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        (HarvestResult result, _) = await Import("企业名称,行业\n丙公司,\n", isPart: true);
        Assert.Equal((RunState.Published, 0L), (result.State, result.ClaimsClosed));
        Assert.Equal(["丙公司", "乙公司", "甲公司"], Standing());
    }

    [Fact]
    public async Task A_list_that_falls_short_is_refused_row_by_row()
    {
        (HarvestResult result, IReadOnlyList<ReceiptRow> rows) = await Import("企业名称,行业\n甲公司,软件\n");
        Assert.Equal((RunState.Failed, "nothing was published: 1 records; at least 2 were expected"), (result.State, result.Message));
        Assert.Equal("row 2 Refused 甲公司 nothing was published: 1 records; at least 2 were expected", Assert.Single(rows.Select(row => $"{row.Locator} {row.Outcome} {row.Name} {row.Reason}")));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_become_of_the_rows_and_writes_nothing()
    {
        await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        List<string> before = rig.Query("select cast(count(*) as text) from run");
        (HarvestResult result, IReadOnlyList<ReceiptRow> rows) = await Import("企业名称,行业\n甲公司,材料\n丙公司,\n,能源\n", dryRun: true);
        Assert.Equal((RunState.Published, "dry run: nothing was written"), (result.State, result.Message));
        Assert.Equal(["row 2 Accepted 甲公司", "row 3 New 丙公司", "row 4 Refused "], rows.Select(row => $"{row.Locator} {row.Outcome} {row.Name}"));
        Assert.Equal(before, rig.Query("select cast(count(*) as text) from run"));
    }

    [Theory]
    [InlineData("%PDF-1.4\n", "list.csv: found a PDF; form csv was expected")]
    [InlineData("PK\u0003\u0004xxxx", "list.csv: found a zip archive")]
    [InlineData("<html><body>x</body></html>", "list.csv: found an HTML or XML page; form csv was expected")]
    [InlineData("", "list.csv: the document is empty")]
    [InlineData("学校名称,学校标识码\n北京大学,4111010001\n清华大学,4111010003\n", "list.csv: the header of the table has no column 企业名称, 行业; it has 学校名称, 学校标识码")]
    public async Task A_file_of_another_form_or_source_is_refused_and_named(string text, string message)
    {
        (HarvestResult result, _) = await Import(text);
        Assert.Equal(RunState.Failed, result.State);
        Assert.StartsWith(message, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_imported_with_manners()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync("企业名称,行业\n甲公司,软件\n丙公司,\n"), context => context.Response.WriteAsync("User-agent: *\nDisallow: /closed"));
        SourceDefinition source = folder.Load() with { Fetch = FetchOptions.Default with { AllowPrivate = true } };
        Receipt receipt = new();
        HarvestResult result = await rig.Harvester.Import(source, new HandImport($"{publisher.Address}list"), receipt, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, 2), (result.State, receipt.Rows.Count));
        Assert.Equal([$"{publisher.Address}list"], rig.Query("select url from document"));
        HarvestResult closed = await rig.Harvester.Import(source, new HandImport($"{publisher.Address}closed"), new Receipt(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("robots.txt does not allow /closed", closed.Message, StringComparison.Ordinal);
    }

    private async Task<(HarvestResult Result, IReadOnlyList<ReceiptRow> Rows)> Import(string text, SourceDefinition? source = null, bool isPart = false, bool dryRun = false)
    {
        string path = Path.Combine(folder.Root, "list.csv");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        Receipt receipt = new();
        HarvestResult result = await rig.Harvester.Import(source ?? folder.Load(), new HandImport(path, IsPart: isPart), receipt, dryRun, cancellationToken: TestContext.Current.CancellationToken);
        return (result, receipt.Rows);
    }

    private List<string> Standing() => rig.Query("""
        select distinct m.name
        from claim c
        join mention m on m.mention_id = c.mention_id
        where c.closed_run is null
        order by m.name
        """);
}
