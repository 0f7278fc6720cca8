using System.Globalization;
using Registry.Testing;

namespace Registry.Tests.Program;

/// <summary>The timetable that harvesters of one store on a server share.</summary>
public sealed class SharedTimetableTests : IDisposable
{
    private const string EveryFiveSeconds = "0/5 * * * * ?";
    private const string EveryNight = "0 0 3 * * ?";

    private readonly TemporaryFolder folder = new();
    private readonly SmallCatalog catalog;

    public SharedTimetableTests() => catalog = new SmallCatalog(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_time_of_a_schedule_is_met_by_one_harvester_also_after_another_was_killed_and_a_new_schedule_takes_the_place_of_the_old()
    {
        ServerDatabases.SkipUnlessServer();
        await using var publisher = await Publisher.Start(SmallCatalog.List);
        publisher.Release();
        catalog.MoveTo(publisher.Address, EveryFiveSeconds);

        using (var first = Harvester())
        using (var second = Harvester())
        {
            await Until(() => Live() >= 3 && Count("QRTZ_SCHEDULER_STATE") == 2, first, second);
            Assert.Equal(["cn/spaces", "the day"], Column("select TRIGGER_NAME from QRTZ_TRIGGERS order by TRIGGER_NAME"));
            Assert.Equal(["cn/spaces", "the day"], Column("select JOB_NAME from QRTZ_JOB_DETAILS order by JOB_NAME"));
            first.Kill();
            var before = Live();
            await Until(() => Live() >= before + 2 && Count("QRTZ_SCHEDULER_STATE") == 1, second);
            Assert.DoesNotContain("SqlException", second.Errors, StringComparison.Ordinal);
        }
        AssertNoTimeWasMetTwice();

        catalog.Define(catalog.Definition.Replace(EveryFiveSeconds, EveryNight, StringComparison.Ordinal));
        using var third = Harvester();
        await Until(() => Column("select CRON_EXPRESSION from QRTZ_CRON_TRIGGERS where TRIGGER_NAME = 'cn/spaces'").Contains(EveryNight), third);
        Assert.Equal(2, Count("QRTZ_CRON_TRIGGERS"));
        Directory.Delete(Path.Combine(catalog.Folder, "cn", "spaces"), recursive: true);
        using var fourth = Harvester();
        await Until(() => Count("QRTZ_JOB_DETAILS") == 1, fourth);
        Assert.Equal((1L, 1L, "the day"), (Count("QRTZ_TRIGGERS"), Count("QRTZ_CRON_TRIGGERS"), Column("select JOB_NAME from QRTZ_JOB_DETAILS")[0]));
    }

    private RegistryProcess Harvester() => RegistryProcess.Start(folder.Path, "serve", "--role", "harvest", "--catalog", catalog.Folder, "--urls", "http://127.0.0.1:0");

    private void AssertNoTimeWasMetTwice()
    {
        var slots = Column("select started_at from run where kind = 'LIVE' and state in ('PUBLISHED', 'UNCHANGED')")
            .ConvertAll(at => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).ToUnixTimeSeconds() / 5);
        Assert.Equal(slots.Count, slots.Distinct().Count());
    }

    private long Live() => Count("run where kind = 'LIVE' and state in ('PUBLISHED', 'UNCHANGED')");

    private long Count(string what) => LedgerRows.HasTable(folder.Path, "QRTZ_LOCKS") ? (long)LedgerRows.Execute(folder.Path, $"select count(*) from {what}")! : 0;

    private List<string> Column(string sql) => LedgerRows.HasTable(folder.Path, "QRTZ_LOCKS") ? LedgerRows.Column(folder.Path, sql) : [];

    private static async Task Until(Func<bool> isSo, params RegistryProcess[] harvesters)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!isSo())
        {
            Assert.False(deadline.IsCancellationRequested || harvesters.Any(harvester => harvester.HasExited && harvester.ExitCode is not 137), string.Join('\n', harvesters.Select(harvester => harvester.Errors)));
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
