using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Registry.Store;
using Registry.Testing;

namespace Registry.Tests.Program;

/// <summary>
/// Kills a harvest of a second edition (rows that changed, came and left) at moments spread over its time. Five of them here;
/// <c>bench/long</c> asks for fifty and keeps what came of each.
/// </summary>
public sealed class KillTests : IDisposable
{
    // The same moments each time, as parts of the work of an undisturbed run from its first row in the store until it is published. Work is what it
    // takes of processors: on a machine with other work a run lasts as long as it may, and does as much.
    private const int Seed = 20_250_620;

    // Of two runs that do the same one takes a little less: the last moments would come after it.
    private const double Part = 0.95;

    private readonly TemporaryFolder folder = new();
    private readonly SmallCatalog catalog;

    public KillTests()
    {
        catalog = new SmallCatalog(folder.Path, Definition);
        catalog.Publish("edition.csv", Rows(0, 3000, "科技"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_harvest_that_is_killed_at_any_moment_leaves_a_sound_store_and_the_next_one_ends_as_if_nothing_had_been()
    {
        ServerDatabases.SkipUnlessSqlite("its file, which is copied as it lies.");
        var count = int.Parse(Environment.GetEnvironmentVariable("REGISTRY_KILLS") ?? "5", CultureInfo.InvariantCulture);
        var before = FolderOf("before");
        await Harvest(before);
        catalog.Publish("edition.csv", Rows(300, 4000, "新科技"));
        var undisturbed = FolderOf("undisturbed", before);
        var work = await Work(undisturbed);
        var expected = Digest(undisturbed);
        Assert.NotEqual(expected, Digest(before));

        List<string> results = [];
        var dice = new Random(Seed);
        for (var i = 0; i < count; i++)
            results.Add(await KillAndResume(FolderOf($"killed-{i}", before), i == 0 ? TimeSpan.Zero : work * (Part * dice.NextDouble()), expected));

        if (Environment.GetEnvironmentVariable("REGISTRY_KILLS_RESULT") is { } file)
            await File.WriteAllLinesAsync(file, results, TestContext.Current.CancellationToken);
        Assert.Contains(" RUNNING ", results[0], StringComparison.Ordinal);
    }

    private async Task<TimeSpan> Work(string at)
    {
        using var harvest = Start(at);
        var began = Began(harvest, at);
        var last = began;
        while (Ask(at, "select state from run order by run_id desc limit 1") == "RUNNING" && harvest.Processor is { } so)
        {
            last = so;
            await Tick();
        }
        await harvest.End();
        Assert.True(harvest.ExitCode == 0, harvest.Errors);
        return last - began;
    }

    private static TimeSpan Began(RegistryProcess harvest, string at)
    {
        while (Ask(at, "select max(run_id) from run") == "1")
            Assert.False(harvest.HasExited, harvest.Errors);
        return harvest.Processor ?? TimeSpan.Zero;
    }

    private static Task Tick() => Task.Delay(TimeSpan.FromMilliseconds(2), TestContext.Current.CancellationToken);

    private async Task<string> KillAndResume(string at, TimeSpan after, List<string> expected)
    {
        using (var killed = Start(at))
        {
            var began = Began(killed, at);
            while (killed.Processor - began < after)
                await Tick();
            killed.Kill();
            await killed.End();
        }
        var (state, staged) = (Ask(at, "select state from run order by run_id desc limit 1"), Ask(at, "select coalesce(sum(last_claim - first_claim + 1), 0) from batch where run_id = (select max(run_id) from run)"));
        AssertSound(at);
        await Harvest(at);
        AssertSound(at);
        Assert.Equal(expected, Digest(at));
        return string.Create(CultureInfo.InvariantCulture, $"killed when its run had taken {after.TotalMilliseconds:F0} ms of processors: run {state} with {staged} claims staged; sound; resumed to the same store");
    }

    private static void AssertSound(string at)
    {
        using var store = Database.Open(StoreAddress.Parse($"sqlite:{StoreOf(at)}"));
        Assert.DoesNotContain(store.Examine(TestContext.Current.CancellationToken), finding => !finding.MendsItself);
    }

    private RegistryProcess Start(string at) => RegistryProcess.Start(at, "--catalog", catalog.Folder, "harvest");

    private async Task Harvest(string at)
    {
        using var harvest = Start(at);
        await harvest.End();
        Assert.True(harvest.ExitCode == 0, harvest.Errors);
    }

    private string FolderOf(string name, string? copyOf = null)
    {
        var at = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.Combine(at, "data"));
        if (copyOf is not null)
            File.Copy(StoreOf(copyOf), StoreOf(at));
        return at;
    }

    private static string StoreOf(string at) => Path.Combine(at, "data", "registry.db");

    /// <summary>What the store says, without what tells one run from another: numbers of runs, moments, and who ran.</summary>
    private static List<string> Digest(string at)
    {
        using var store = new SqliteConnection($"Data Source={StoreOf(at)};Pooling=False");
        store.Open();
        List<string> digests = [];
        foreach (var table in Column(store, "select name from sqlite_schema where type = 'table' and name not in ('run', 'batch', 'event', 'sighting', 'lease', 'release', 'migration', 'setting', 'entity_change', 'source', 'snapshot') and name not like 'sqlite_%' order by name"))
        {
            var columns = Column(store, $"select name from pragma_table_info('{table}') where name not in ('run_id', 'opened_run', 'closed_run', 'founded_run', 'settled_run', 'raised_at', 'layout_id', 'snapshot_id', 'issue_id', 'judgement_id') order by cid");
            var closed = Column(store, $"select 'closed_run is null' from pragma_table_info('{table}') where name = 'closed_run'");
            var list = string.Join(", ", columns.Concat(closed));
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var rows = Column(store, $"select json_array({list.Replace("bytes", "hex(bytes)", StringComparison.Ordinal).Replace("name_sort", "hex(name_sort)", StringComparison.Ordinal)}) from {table} order by 1");
            foreach (var row in rows)
                digest.AppendData(Encoding.UTF8.GetBytes(row + "\n"));
            digests.Add($"{table}: {rows.Count} rows, {Convert.ToHexStringLower(digest.GetHashAndReset())}");
        }
        return digests;
    }

    private static List<string> Column(SqliteConnection store, string sql)
    {
        using var read = store.CreateCommand();
        read.CommandText = sql;
        using var rows = read.ExecuteReader();
        List<string> column = [];
        while (rows.Read())
            column.Add(rows.GetString(0));
        return column;
    }

    private static string Ask(string at, string sql)
    {
        using var store = new SqliteConnection($"Data Source={StoreOf(at)};Pooling=False");
        store.Open();
        using var read = store.CreateCommand();
        read.CommandText = sql;
        return Convert.ToString(read.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    // Rows beyond the first thousand keep their operator; the others are operated by another than before.
    private static string Rows(int first, int last, string trade) => string.Concat(
        ["序号,众创空间名称,运营主体\n", .. Enumerable.Range(first, last - first).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},青年{i}号众创空间,青年{i / 3}号{(i < 1000 ? trade : "科技")}有限公司\n"))]);

    private static readonly string Definition = SmallCatalog.Source.Replace("max: 5", "max: 5000", StringComparison.Ordinal);
}
