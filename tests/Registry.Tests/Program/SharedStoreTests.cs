using System.Collections.Concurrent;
using System.Globalization;
using Registry.Store;
using Registry.Testing;

namespace Registry.Tests.Program;

/// <summary>
/// Two harvesters and two that answer on one store, as four processes. Takes longer than other tests, since six programs are started and a
/// lease has to end.
/// </summary>
public sealed class SharedStoreTests : IDisposable
{
    private static readonly TimeSpan lease = TimeSpan.FromSeconds(3);

    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentDictionary<long, string> answers = new();
    private int asked;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Harvesters_share_the_sources_and_when_one_is_killed_the_other_takes_its_source_over_while_every_answer_belongs_to_one_release()
    {
        await using var lists = await SharedLists.Publish(folder.Path);
        await BeginTogether(lists);
        using var one = await EmptyRegistry.Serve(folder.Path, [], "--catalog", lists.Catalog);
        using var other = await EmptyRegistry.Serve(folder.Path, [], "--catalog", lists.Catalog);
        using var enough = new CancellationTokenSource();
        var asking = new[] { AskOn(one, enough.Token), AskOn(other, enough.Token) };

        DateTimeOffset over;
        using (var first = Harvester(lists))
        using (var second = Harvester(lists))
        {
            await lists.Asked.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
            await Until(() => Count("state = 'PUBLISHED'") == SharedLists.Sources.Count - 1, () => first.Errors + second.Errors);
            over = KillTheHolder(first, second);
            await Until(() => Count("state = 'PUBLISHED'") == SharedLists.Sources.Count, () => first.Errors + second.Errors);
        }
        await enough.CancelAsync();
        await Task.WhenAll(asking);

        Assert.Equal(SharedLists.Sources.ToDictionary(source => source, source => source == SharedLists.Held ? 2 : 1), lists.Fetches.ToDictionary());
        Assert.Equal(SharedLists.Sources, LedgerRows.Column(folder.Path, "select s.path from run r join source s on s.source_id = r.source_id where r.kind = 'LIVE' and r.state = 'PUBLISHED' order by s.path"));
        Assert.Equal([SharedLists.Held], LedgerRows.Column(folder.Path, "select s.path from run r join source s on s.source_id = r.source_id where r.state = 'ABANDONED'"));
        Assert.Equal(0, Count("state not in ('PUBLISHED', 'ABANDONED')"));
        Assert.True(Taken() >= over.AddMilliseconds(-1), $"Taken over at {Taken():O}, before the lease ended at {over:O}.");
        await AssertAllIsThereOnce(one, other);
    }

    // On an empty store: one of them migrates, and each source is published once.
    private async Task BeginTogether(SharedLists lists)
    {
        using var first = Harvester(lists);
        using var second = Harvester(lists);
        await Until(() => Published() == SharedLists.Sources.Count, () => first.Errors + second.Errors);
        Assert.Equal(SharedLists.Sources, LedgerRows.Column(folder.Path, "select s.path from run r join source s on s.source_id = r.source_id where r.state = 'PUBLISHED' order by s.path"));
        first.Terminate();
        second.Terminate();
        await first.End();
        await second.End();
        // The time of each schedule has gone by since.
        LedgerRows.Execute(folder.Path, $"update run set started_at = '{DateTime.UtcNow.AddDays(-3):yyyy-MM-dd}T01:00:00.000Z'");
    }

    private RegistryProcess Harvester(SharedLists lists) => RegistryProcess.StartWith(
        folder.Path,
        new Dictionary<string, string> { ["REGISTRY_Harvest__Lease"] = lease.ToString("c", CultureInfo.InvariantCulture) },
        "serve", "--role", "harvest", "--catalog", lists.Catalog, "--urls", "http://127.0.0.1:0");

    // By the words of the store it is on another machine, where nobody sees that its process is gone: only the time of its lease tells.
    private DateTimeOffset KillTheHolder(RegistryProcess first, RegistryProcess second)
    {
        var holder = LedgerRows.Column(folder.Path, $"select l.holder from lease l join source s on s.source_id = l.source_id where s.path = '{SharedLists.Held}'").Single();
        var process = int.Parse(holder.Split('/')[1], CultureInfo.InvariantCulture);
        Assert.Contains(process, new[] { first.Id, second.Id });
        var over = DateTimeOffset.UtcNow + lease;
        LedgerRows.Execute(folder.Path, $"update lease set holder = 'elsewhere/1/1', lease_until = '{over:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}' where holder = '{holder}'");
        (process == first.Id ? first : second).Kill();
        return over;
    }

    private DateTimeOffset Taken() => DateTimeOffset.Parse(
        LedgerRows.Column(folder.Path, $"select r.started_at from run r join source s on s.source_id = r.source_id where s.path = '{SharedLists.Held}' and r.kind = 'LIVE' and r.state = 'PUBLISHED'").Single(),
        CultureInfo.InvariantCulture);

    private long Count(string what) => (long)LedgerRows.Execute(folder.Path, $"select count(*) from run where kind = 'LIVE' and {what}")!;

    private long Published() => LedgerRows.HasTable(folder.Path, "run") ? (long)LedgerRows.Execute(folder.Path, "select count(*) from run where state = 'PUBLISHED'")! : 0;

    private async Task AskOn(EmptyRegistry registry, CancellationToken enough)
    {
        long before = 0;
        while (!enough.IsCancellationRequested)
        {
            var release = await AskOnce(registry);
            Assert.True(release >= before, $"Release {release} after release {before}.");
            before = release;
            Interlocked.Increment(ref asked);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>An answer tells of its release what every answer of that release tells, and its numbers agree with each other.</summary>
    private async Task<long> AskOnce(EmptyRegistry registry)
    {
        var answer = await registry.Ask(new { query = Question });
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        var data = answer.GetProperty("data");
        var release = data.GetProperty("release").GetProperty("number").GetInt64();
        Assert.Equal(answers.GetOrAdd(release, data.GetRawText()), data.GetRawText());
        var runs = data.GetProperty("runs").GetProperty("nodes").EnumerateArray().OrderBy(run => run.GetProperty("release").GetInt64()).ToList();
        Assert.Equal(release, runs[^1].GetProperty("release").GetInt64());
        for (var i = 0; i < SharedLists.Sources.Count; i++)
            Assert.Equal(runs.Last(run => run.GetProperty("source").GetProperty("id").GetString() == SharedLists.Sources[i]).GetProperty("records").GetInt32(), data.GetProperty($"list{i}").GetProperty("totalCount").GetInt32());
        return release;
    }

    private async Task AssertAllIsThereOnce(EmptyRegistry one, EmptyRegistry other)
    {
        var last = 2L * SharedLists.Sources.Count;
        Assert.Equal((last, last), (await AskOnce(one), await AskOnce(other)));
        Assert.InRange(answers.Count, 2, last + 1);
        Assert.True(asked > 10, $"Only {asked} questions were answered.");
        using var store = Database.Open(StoreAddress.Parse(ServerStores.For(folder.Path, $"sqlite:{folder.File("data", "registry.db")}")));
        Assert.Empty(store.Examine(TestContext.Current.CancellationToken));
    }

    private static async Task Until(Func<bool> isSo, Func<string> said)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        // A server that translates T-SQL takes its time over each text that it has not met.
        deadline.CancelAfter(TimeSpan.FromMinutes(ServerDatabases.AreAsked ? 10 : 4));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!isSo())
        {
            Assert.False(deadline.IsCancellationRequested, said());
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static string Question { get; } = $$"""
        {
          release { number }
          runs(where: {state: {eq: PUBLISHED} }, first: 20) {
            nodes { release records kind source { id } }
          }
          {{string.Join(' ', SharedLists.Sources.Select((_, i) => CountOf(i)))}}
        }
        """;

    private static string CountOf(int source) => $"list{source}: makerSpaces(where: {{name: {{startsWith: \"{SharedLists.WordOf(source)}\"}}}}) {{ totalCount }}";
}
