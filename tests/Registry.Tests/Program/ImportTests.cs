namespace Registry.Tests.Program;

/// <summary>Documents handed in on the command line, and snapshots mapped again.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Rows = "序号,众创空间名称,运营主体\n1,青年众创空间,青年科技有限公司\n2,,火炬科技有限公司\n3,东风众创空间,星火科技有限公司\n";

    private readonly TemporaryFolder folder = new();
    private readonly SmallCatalog catalog;

    public ImportTests()
    {
        catalog = new SmallCatalog(folder.Path);
        catalog.Define(catalog.Definition.Replace("众创空间名称: 1", "众创空间名称: 0.5", StringComparison.Ordinal));
        File.WriteAllText(folder.File("list.csv"), Rows);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_is_taken_in_with_a_line_for_each_row_and_again_it_is_a_no_op()
    {
        using var first = await Run("harvest", "cn/spaces", "--from", "list.csv");
        using var again = await Run("harvest", "cn/spaces", "--from", "list.csv", "--receipt", "receipt.json");

        Assert.Equal(0, first.ExitCode);
        Assert.Matches(@"row 2\tnew\t青年众创空间\tmks-\w+\r?\nrow 3\trefused\t\t\tROW_WITHOUT_NAME: .*\r?\nrow 4\tnew\t东风众创空间", first.Output);
        Assert.Matches(@"cn/spaces +published +3 ", first.Output);
        Assert.Equal(0, again.ExitCode);
        Assert.Matches(@"cn/spaces +unchanged +0 +0 +0 ", again.Output);
        Assert.Contains("list.csv was taken in already, by run 1 on ", again.Errors, StringComparison.Ordinal);
        Assert.Equal("[]", await File.ReadAllTextAsync(folder.File("receipt.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_dry_run_writes_the_receipt_and_no_store()
    {
        using var registry = await Run("harvest", "cn/spaces", "--from", "list.csv", "--dry-run", "--receipt", "receipt.csv");

        Assert.Equal(0, registry.ExitCode);
        Assert.False(Directory.Exists(folder.File("data")));
        Assert.Equal("locator,outcome,name,id,reason", (await File.ReadAllLinesAsync(folder.File("receipt.csv"), TestContext.Current.CancellationToken))[0]);
        Assert.Contains("row 4,new,东风众创空间,,", await File.ReadAllTextAsync(folder.File("receipt.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from takes in a document of one source, and 0 are named.", "harvest", "--from", "list.csv")]
    [InlineData("There is no file nothing.csv (--from).", "harvest", "cn/spaces", "--from", "nothing.csv")]
    [InlineData("--live and --from do not go together", "harvest", "cn/spaces", "--live", "--from", "list.csv")]
    [InlineData("--receipt is \"r.txt\"; a name that ends in .csv or .json would be right.", "harvest", "cn/spaces", "--from", "list.csv", "--receipt", "r.txt")]
    public async Task What_cannot_be_meant_is_refused_before_anything_is_done(string message, params string[] arguments)
    {
        using var registry = await Run(arguments);

        Assert.Equal(2, registry.ExitCode);
        Assert.Contains(message, registry.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public async Task A_file_of_another_form_exits_1_and_the_last_release_stands()
    {
        using var first = await Run("harvest");
        await File.WriteAllBytesAsync(folder.File("list.csv"), "%PDF-1.4\n"u8.ToArray(), TestContext.Current.CancellationToken);

        using var second = await Run("harvest", "cn/spaces", "--from", "list.csv");
        using var doctor = await Run("doctor");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("list.csv: found a PDF; form csv was expected", second.Errors, StringComparison.Ordinal);
        Assert.Contains("is sound: release 1.", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshots_are_mapped_again_when_the_mapping_has_changed()
    {
        using var first = await Run("harvest");
        catalog.Define(catalog.Definition.Replace("运营主体}", "运营主体, nameKind: SHORT}", StringComparison.Ordinal));

        using var replayed = await Run("replay", "cn/spaces");
        using var again = await Run("replay", "cn/spaces");
        using var doctor = await Run("doctor");

        Assert.Equal(0, replayed.ExitCode);
        Assert.Matches(@"cn/spaces +published +3 +3 ", replayed.Output);
        Assert.Matches(@"cn/spaces +unchanged +0 +0 ", again.Output);
        Assert.Contains("is sound: release 2.", doctor.Output, StringComparison.Ordinal);
    }

    private Task<RegistryProcess> Run(params string[] arguments) => RegistryProcess.Run(folder.Path, [.. arguments, "--catalog", catalog.Folder]);
}
