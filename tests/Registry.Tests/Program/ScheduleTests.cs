namespace Registry.Tests.Program;

/// <summary>Times of a schedule that went by while the program was not running.</summary>
public sealed class ScheduleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SmallCatalog catalog;

    public ScheduleTests() => catalog = new SmallCatalog(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ten_missed_days_are_caught_up_by_one_harvest_at_the_start()
    {
        await using var publisher = await Publisher.Start(SmallCatalog.List);
        publisher.Release();
        catalog.MoveTo(publisher.Address, schedule: "0 0 3 * * ?");
        using var first = await RegistryProcess.Run(folder.Path, "harvest", "--live", "--catalog", catalog.Folder);
        Assert.Equal(0, first.ExitCode);
        Execute($"update run set started_at = '{DateTime.UtcNow.AddDays(-10):yyyy-MM-dd}T01:00:00.000Z'");

        using (var serving = Serve())
        {
            Assert.True(await serving.Says("cn/spaces: Unchanged", TimeSpan.FromMinutes(1)), serving.Errors);
            serving.Terminate();
            await serving.End();
        }

        using (var serving = Serve())
        {
            Assert.True(await serving.Says("/graphql", TimeSpan.FromMinutes(1)), serving.Errors);
            serving.Terminate();
            await serving.End();
            Assert.DoesNotContain("cn/spaces:", serving.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(2L, Execute("select count(*) from run where kind = 'LIVE'"));
    }

    [Fact]
    public async Task A_bundled_harvest_is_no_missed_run_and_a_time_since_then_is_one()
    {
        await using var publisher = await Publisher.Start(SmallCatalog.List);
        publisher.Release();
        catalog.MoveTo(publisher.Address, schedule: "0 0 3 * * ?");
        using var first = await RegistryProcess.Run(folder.Path, "harvest", "--catalog", catalog.Folder);
        using (var serving = Serve())
        {
            Assert.True(await serving.Says("/graphql", TimeSpan.FromMinutes(1)), serving.Errors);
            serving.Terminate();
            await serving.End();
        }

        Assert.Equal(0L, Execute("select count(*) from run where kind = 'LIVE'"));
        Execute($"update run set started_at = '{DateTime.UtcNow.AddDays(-3):yyyy-MM-dd}T01:00:00.000Z'");
        using (var serving = Serve())
        {
            Assert.True(await serving.Says("cn/spaces: ", TimeSpan.FromMinutes(1)), serving.Errors);
            serving.Terminate();
            await serving.End();
        }

        Assert.Equal(1L, Execute("select count(*) from run where kind = 'LIVE'"));
    }

    private RegistryProcess Serve() => RegistryProcess.Start(folder.Path, "--catalog", catalog.Folder, "--urls", "http://127.0.0.1:0");

    private object? Execute(string sql) => LedgerRows.Execute(folder.Path, sql);
}
