using Microsoft.AspNetCore.Http;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests;

/// <summary>Stored snapshots mapped again after a mapping changed.</summary>
public sealed class ReplayTests
{
    private const string Mapping = """
        schedule: "0 30 3 ? * MON"
        fetch: {private: true}
        read: {form: csv}
        map: {firm: {type: Enterprise, name: 企业名称}}
        ignore: [曾用名]
        expect: {records: {min: 1}}
        """;

    [Fact]
    public async Task A_changed_mapping_is_applied_to_what_is_stored_without_the_network()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync("企业名称,曾用名\n甲公司,甲厂\n乙公司,\n"));
        using Rig rig = new();
        using SourceFolder folder = new($"address: {publisher.Address}list\n{Mapping}", "企业名称,曾用名\n丙公司,\n");
        await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        folder.Write($"address: {publisher.Address}list\n{Mapping}".Replace("name: 企业名称", "name: 企业名称, names: [{value: 曾用名, kind: FORMER}]", StringComparison.Ordinal).Replace("ignore: [曾用名]\n", "", StringComparison.Ordinal));

        HarvestResult replayed = await rig.Harvester.Replay(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((RunState.Published, null, 1, 2L, 1L, 0L), (replayed.State, replayed.Message, publisher.Requests, replayed.Records, replayed.Claims, replayed.ClaimsClosed));
        Assert.Equal(["甲厂"], rig.Query("select c.value from claim c join predicate p on p.predicate_id = c.predicate_id where p.name = 'name:FORMER'"));
        Assert.Equal(["LIVE", "REPLAY"], rig.Query("select kind from run order by run_id"));
        Assert.Equal(["1"], rig.Query("select cast(count(*) as text) from snapshot"));

        HarvestResult again = await rig.Harvester.Replay(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Unchanged, "its snapshots are mapped by this definition already"), (again.State, again.Message));
    }

    [Fact]
    public async Task Every_document_of_a_list_that_flows_is_mapped_again_and_what_none_says_any_more_is_closed()
    {
        using Rig rig = new();
        using SourceFolder folder = new("read: {form: csv}\nmap: {firm: {type: Enterprise, name: 企业名称, properties: {industry: 行业}}}\nexpect: {records: {min: 1}}", "企业名称,行业\n甲公司,软件\n");
        Flow(folder);
        await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        string second = Path.Combine(folder.Root, "second.csv");
        await File.WriteAllTextAsync(second, "企业名称,行业\n乙公司,医药\n", TestContext.Current.CancellationToken);
        await rig.Harvester.Import(folder.Load(), new(second), new Receipt(), cancellationToken: TestContext.Current.CancellationToken);
        folder.Write("read: {form: csv}\nmap: {firm: {type: Enterprise, name: 企业名称}}\nignore: [行业]\nexpect: {records: {min: 1}}");
        Flow(folder);

        HarvestResult replayed = await rig.Harvester.Replay(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((RunState.Published, 2L, 0L, 2L), (replayed.State, replayed.Records, replayed.Claims, replayed.ClaimsClosed));
    }

    [Fact]
    public async Task A_part_that_was_handed_in_is_replayed_with_its_list()
    {
        using Rig rig = new();
        using SourceFolder folder = new("read: {form: csv}\nmap: {firm: {type: Enterprise, name: 企业名称}}\nexpect: {records: {min: 2}}", "企业名称\n甲公司\n乙公司\n");
        await rig.Harvest(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        string part = Path.Combine(folder.Root, "part.csv");
        await File.WriteAllTextAsync(part, "企业名称\n丙公司\n", TestContext.Current.CancellationToken);
        await rig.Harvester.Import(folder.Load(), new(part, IsPart: true), new Receipt(), cancellationToken: TestContext.Current.CancellationToken);
        folder.Write("read: {form: csv, blanks: [无]}\nmap: {firm: {type: Enterprise, name: 企业名称}}\nexpect: {records: {min: 2}}");

        HarvestResult replayed = await rig.Harvester.Replay(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((RunState.Published, 3L, 0L, 0L), (replayed.State, replayed.Records, replayed.Claims, replayed.ClaimsClosed));
    }

    [Fact]
    public async Task A_source_that_has_published_nothing_cannot_be_replayed()
    {
        using Rig rig = new();
        using SourceFolder folder = new("read: {form: csv}\nmap: {firm: {type: Enterprise, name: 企业名称}}\nexpect: {records: {min: 1}}", "企业名称\n甲公司\n");
        HarvestResult replayed = await rig.Harvester.Replay(folder.Load(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Failed, "cn/list has published nothing that could be mapped again; harvest it first"), (replayed.State, replayed.Message));
    }

    private static void Flow(SourceFolder folder)
    {
        string path = Path.Combine(folder.Folder, "source.yml");
        File.WriteAllText(path, File.ReadAllText(path).Replace("coverage: full", "coverage: flow", StringComparison.Ordinal));
    }
}
