using System.Diagnostics;

namespace Registry.Tests.Program;

/// <summary>Stops, kills and rivals: what was published stays whole, and the next harvest completes.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task SIGTERM_during_a_harvest_ends_it_within_five_seconds_with_the_last_release_whole()
    {
        using var harvest = RegistryProcess.Start(folder.Path, "harvest");
        Assert.True(await harvest.Says("cn/universities begins", TimeSpan.FromMinutes(2)), harvest.Errors);

        var since = Stopwatch.StartNew();
        harvest.Terminate();
        await harvest.End();

        Assert.True(since.Elapsed < RegistryProcess.Patience(TimeSpan.FromSeconds(5)), $"It took {since.Elapsed}.");
        Assert.Equal(130, harvest.ExitCode);
        Assert.Contains("stopped", harvest.Errors, StringComparison.Ordinal);
        await AssertSoundAndCompletes();
    }

    [Fact]
    public async Task A_kill_during_a_harvest_leaves_a_sound_store_and_the_next_harvest_completes()
    {
        using var harvest = RegistryProcess.Start(folder.Path, "harvest");
        Assert.True(await harvest.Says("cn/universities begins", TimeSpan.FromMinutes(2)), harvest.Errors);
        harvest.Kill();
        await harvest.End();

        await AssertSoundAndCompletes();
    }

    [Fact]
    public async Task A_second_process_on_the_same_source_is_told_who_holds_it_and_exits_1()
    {
        var catalog = new SmallCatalog(folder.Path);
        await using var publisher = await Publisher.Start(SmallCatalog.List);
        catalog.MoveTo(publisher.Address);
        using var first = RegistryProcess.Start(folder.Path, "harvest", "--live", "--catalog", catalog.Folder);
        await publisher.Asked.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        using var second = await RegistryProcess.Run(folder.Path, "harvest", "--live", "--catalog", catalog.Folder);
        publisher.Release();
        await first.End();

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("cn/spaces is being harvested by", second.Errors, StringComparison.Ordinal);
        Assert.Equal(0, first.ExitCode);
        Assert.Matches(@"cn/spaces +published +3 ", first.Output);
    }

    private async Task AssertSoundAndCompletes()
    {
        using var again = await RegistryProcess.Run(folder.Path, "harvest");
        using var doctor = await RegistryProcess.Run(folder.Path, "doctor");

        Assert.Equal(0, again.ExitCode);
        Assert.Contains("is sound", doctor.Output, StringComparison.Ordinal);
    }
}
