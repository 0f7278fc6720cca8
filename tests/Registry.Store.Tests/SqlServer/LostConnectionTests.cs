using Dapper;
using Microsoft.Data.SqlClient;
using Registry.Store.SqlServer;
using Registry.Testing;

namespace Registry.Store.Tests.SqlServer;

/// <summary>What becomes of work whose connection breaks, and of work that the server takes back: on a server, through a relay that is cut.</summary>
public sealed class LostConnectionTests : IDisposable
{
    static readonly Row[] rows = [.. Enumerable.Range(0, 200).Select(i => new Row("Enterprise", $"重庆试验{i}号科技有限公司"))];

    readonly TemporaryStore store;
    readonly Relay relay;
    readonly Database relayed;
    readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    public LostConnectionTests()
    {
        ServerDatabases.SkipUnlessServer();
        store = new TemporaryStore();
        relay = Relay.To(store.AddressText, out var throughIt);
        relayed = Database.Open(StoreAddress.Parse(throughIt), patience: TimeSpan.FromSeconds(20));
    }

    public void Dispose()
    {
        relayed?.Dispose();
        relay?.Dispose();
        store?.Dispose();
    }

    [Fact]
    public void A_run_that_loses_its_connection_while_publishing_leaves_the_old_release_and_the_next_one_publishes()
    {
        store.Harvest(TemporaryStore.Zones, new Row("Zone", "荣昌高新区") { Place = 500153 });
        var before = store.ReadModelDigest();
        var attempts = 0;

        using (var run = Begin())
        {
            TemporaryStore.Stage(run, rows);
            Assert.Throws<StoreUnavailableException>(() => run.Publish((publication, token) =>
            {
                attempts++;
                PlainResolution.Resolve(publication, token);
                relay.Cut();
            }, cancellation));
            Assert.Equal((1, 1L), (attempts, store.Database.Release(cancellation)));
        }

        Assert.Equal(before, store.ReadModelDigest());
        Assert.Equal(0, store.Scalar<long>("select count(*) from entity where entity_id > 1"));
        using (var next = Begin())
        {
            TemporaryStore.Stage(next, rows);
            Assert.Equal(rows.Length, next.Publish(PlainResolution.Resolve, cancellation).EntitiesFounded);
        }
        Assert.Equal(2, store.Database.Release(cancellation));
        Assert.Empty(store.Database.Examine(cancellation));
    }

    [Fact]
    public void A_run_that_loses_its_connection_between_two_batches_goes_on()
    {
        using var run = Begin();
        TemporaryStore.Stage(run, rows[..100]);
        var connections = relay.Connections;

        relay.Cut();
        TemporaryStore.Stage(run, rows[100..]);

        Assert.Equal(rows.Length, run.Publish(PlainResolution.Resolve, cancellation).EntitiesFounded);
        Assert.True(relay.Connections > connections, "No connection was made anew.");
        Assert.Empty(store.Database.Examine(cancellation));
    }

    [Fact]
    public void A_question_whose_connection_broke_since_the_last_is_answered_over_another()
    {
        store.Harvest(TemporaryStore.Zones, new Row("Zone", "荣昌高新区") { Place = 500153 });
        Assert.Equal((1L, 1L), (relayed.Release(cancellation), Names()));

        relay.Cut();
        Assert.Equal(1, relayed.Release(cancellation));
        relay.Cut();
        Assert.Equal(1, Names());
    }

    [Fact]
    public void A_reading_that_has_shown_rows_is_not_repeated_when_its_connection_breaks()
    {
        store.Harvest(TemporaryStore.Enterprises, rows);
        using var session = relayed.Readers.Open(cancellation);
        Assert.Equal(rows.Length, session.Read(reading => reading.Connection.ExecuteScalar<long>("select count(*) from directory")));

        relay.Cut();

        Assert.Throws<StoreUnavailableException>(() => session.Read(reading => reading.Connection.ExecuteScalar<long>("select count(*) from directory")));
    }

    [Fact]
    public void Connections_that_break_while_they_are_made_are_made_again_up_to_four_times()
    {
        SqlConnection.ClearAllPools();
        relay.RefuseNext(3);

        Assert.Equal(0, relayed.Release(cancellation));
        Assert.Equal(1, relay.Connections);
    }

    [Fact]
    public void The_victim_of_a_deadlock_is_told_of_it_and_the_work_is_repeated_as_a_whole()
    {
        Execute("create table pair (id bigint not null constraint pair_pk primary key, value bigint not null)");
        Execute("insert into pair (id, value) values (1, 0), (2, 0)");
        var faults = new List<int>();
        try
        {
            var met = new Barrier(2);
            Parallel.Invoke(() => AddToBoth(1, 2, met, faults), () => AddToBoth(2, 1, met, faults));

            Assert.Equal([1205], faults);
            Assert.Equal(["2", "2"], store.Column("select value from pair order by id"));
        }
        finally
        {
            Execute("drop table pair");
        }
    }

    StagingRun Begin() => relayed.Begin(TemporaryStore.Enterprises, RunKind.Bundled, new byte[] { 1, 2, 3 }, cancellation);

    long Names()
    {
        using var session = relayed.Read(cancellation);
        return Standing.Of(session).Release;
    }

    // Each first attempt holds one row and waits for the other's; a repeated one is alone.
    void AddToBoth(long first, long second, Barrier met, List<int> faults)
    {
        var attempt = 0;
        Transient.Repeat(() => { Add(first, second, attempt++ == 0 ? met : null); return true; }, fault => IsNoted(fault, faults), cancellation);
    }

    void Add(long first, long second, Barrier? met)
    {
        using var connection = ServerDatabases.Open(store.AddressText);
        using var transaction = connection.BeginTransaction();
        connection.Execute("update pair set value = value + 1 where id = @first", new { first }, transaction);
        met?.SignalAndWait(cancellation);
        connection.Execute("update pair set value = value + 1 where id = @second", new { second }, transaction);
        transaction.Commit();
    }

    // Not through the store, whose words of SQL are SQLite's.
    void Execute(string sql)
    {
        using var connection = ServerDatabases.Open(store.AddressText);
        connection.Execute(sql);
    }

    static bool IsNoted(Exception fault, List<int> faults)
    {
        lock (faults)
            faults.Add(((SqlException)fault).Number);
        return SqlServerFaults.IsTransient(fault);
    }
}
