using System.Text;
using Registry.Testing;

namespace Registry.Tests.Program;

/// <summary>The harvest as an operator sees it: messages, exit codes, and the last good release that still answers.</summary>
public sealed class HarvestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_second_harvest_over_unchanged_bytes_adds_no_claim()
    {
        var catalog = new SmallCatalog(folder.Path);

        using var first = await Harvest(catalog);
        using var second = await Harvest(catalog);

        Assert.Equal(0, first.ExitCode);
        Assert.Matches(@"cn/spaces +published +3 ", first.Output);
        Assert.Equal(0, second.ExitCode);
        Assert.Matches(@"cn/spaces +unchanged +\d+ +0 +0 ", second.Output);
    }

    [Fact]
    public async Task A_list_short_of_what_its_source_expects_publishes_nothing_and_exits_1()
    {
        var catalog = new SmallCatalog(folder.Path);
        using var first = await Harvest(catalog);
        catalog.Publish("edition.csv", "序号,众创空间名称,运营主体\n1,青年众创空间,青年科技有限公司\n");

        using var second = await Harvest(catalog);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("cn/spaces: ", second.Errors, StringComparison.Ordinal);
        await AssertStillAnswers();
    }

    [Fact]
    public async Task A_damaged_spreadsheet_is_named_and_the_last_release_stands()
    {
        var catalog = new SmallCatalog(folder.Path);
        using var first = await Harvest(catalog);
        catalog.Read("xls", "edition.xls");
        catalog.Publish("edition.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]);

        using var second = await Harvest(catalog);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("edition.xls", second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Errors, StringComparison.Ordinal);
        await AssertStillAnswers();
    }

    [Fact]
    public async Task A_page_that_breaks_off_within_its_table_is_named_and_the_last_release_stands()
    {
        var catalog = new SmallCatalog(folder.Path);
        using var first = await Harvest(catalog);
        catalog.Read("html", "edition.html");
        catalog.Publish("edition.html", Encoding.UTF8.GetBytes(
            "<html><body><table><tr><td>序号</td><td>众创空间名称</td><td>运营主体</td></tr><tr><td>1</td><td>青年众创空间</td><td>青年科技有限公司</td></tr><tr><td>2</td><td>火炬众创空间</td><td>火炬科"));

        using var second = await Harvest(catalog);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("edition.html", second.Errors, StringComparison.Ordinal);
        await AssertStillAnswers();
    }

    [Fact]
    public async Task A_malformed_source_file_is_named_with_line_and_column()
    {
        var catalog = new SmallCatalog(folder.Path);
        using var first = await Harvest(catalog);
        catalog.Define(catalog.Definition.Replace("type: MakerSpace", "type: MakerSpac", StringComparison.Ordinal));

        using var second = await Harvest(catalog);
        using var lint = await RegistryProcess.Run(folder.Path, "sources", "lint", "--catalog", catalog.Folder);

        Assert.Equal(1, second.ExitCode);
        Assert.Matches(@"cn/spaces/source\.yml:\d+:\d+: .*MakerSpac", second.Errors);
        Assert.Equal(1, lint.ExitCode);
        Assert.Matches(@"cn/spaces/source\.yml:\d+:\d+: .*MakerSpac", lint.Output);
        await AssertStillAnswers();
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        var catalog = new SmallCatalog(folder.Path);

        using var registry = await RegistryProcess.Run(folder.Path, "harvest", "--dry-run", "--catalog", catalog.Folder);

        Assert.Equal(0, registry.ExitCode);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public async Task A_full_disk_is_named_and_the_last_release_stands()
    {
        ServerDatabases.SkipUnlessSqlite("its file is kept from growing.");
        using var disk = SmallDisk.Mount(megabytes: 3);
        var store = $"sqlite:{disk.File("registry.db")}";
        var catalog = new SmallCatalog(folder.Path);
        using var first = await RegistryProcess.Run(folder.Path, "harvest", "--catalog", catalog.Folder, "--store", store);
        Assert.Equal(0, first.ExitCode);

        using var second = await RegistryProcess.Run(folder.Path, "harvest", "cn/divisions", "--store", store);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("No room is left for the store", second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Errors, StringComparison.Ordinal);
        await AssertAnswers(store);
    }

    private Task<RegistryProcess> Harvest(SmallCatalog catalog) =>
        RegistryProcess.Run(folder.Path, "harvest", "--catalog", catalog.Folder);

    private async Task AssertStillAnswers()
    {
        using var doctor = await RegistryProcess.Run(folder.Path, "doctor");
        Assert.Contains("is sound: release 1.", doctor.Output, StringComparison.Ordinal);
        await AssertAnswers("sqlite:data/registry.db");
    }

    private async Task AssertAnswers(string store)
    {
        using var registry = RegistryProcess.Start(folder.Path, "--role", "api", "--urls", "http://127.0.0.1:0", "--store", store);
        Assert.True(await registry.Says("/graphql", TimeSpan.FromMinutes(1)), registry.Errors);
        using var client = new HttpClient();
        var url = registry.Output.Split(' ', '\n').First(word => word.StartsWith("http://", StringComparison.Ordinal));
        var answer = await client.GetStringAsync(new Uri(url + "?query={makerSpaces{totalCount}}"), TestContext.Current.CancellationToken);
        Assert.Contains("\"totalCount\":3", answer, StringComparison.Ordinal);
    }
}
