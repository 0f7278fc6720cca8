using Dapper;
using Registry.Testing;

namespace Registry.Store.Tests;

public sealed class ConcurrencyTests : IDisposable
{
    readonly TemporaryStore store = new();
    readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    static Row Zone => new("Zone", "荣昌高新区") { Place = 500153 };

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-4, true)]
    [InlineData(60, false)]
    public void A_process_is_known_by_its_start_though_two_readings_of_it_differ_by_seconds(int seconds, bool isAlive) =>
        Assert.Equal(isAlive, (Holder.Current with { StartedAt = Holder.Current.StartedAt + seconds }).IsAlive());

    [Fact]
    public void Readers_see_the_old_release_until_the_new_one_is_whole()
    {
        store.Harvest(TemporaryStore.Zones, Zone);
        using var run = store.Begin(TemporaryStore.Enterprises);
        TemporaryStore.Stage(run, new Row("Enterprise", "旗能电铝"));
        using var early = store.Database.Readers.Open(cancellation);

        run.Publish((publication, token) =>
        {
            PlainResolution.Resolve(publication, token);
            Assert.Equal((1L, 1L), (store.Database.Release(cancellation), Bodies()));
        }, cancellation);

        Assert.Equal((2L, 2L), (store.Database.Release(cancellation), Bodies()));
        Assert.Equal((1L, 1L), (early.Release, early.Connection.ExecuteScalar<long>("select count(*) from directory")));
    }

    [Fact]
    public async Task A_process_that_is_killed_while_publishing_leaves_the_last_release_whole()
    {
        store.Harvest(TemporaryStore.Zones, Zone);
        var before = store.ReadModelDigest();
        using (var child = await ChildProcess.Start("publishing", store.AddressText))
            child.Kill();

        Assert.Equal(1, store.Database.Release(cancellation));
        Assert.Equal(before, store.ReadModelDigest());

        var next = store.Harvest(TemporaryStore.Notices, new Row("Enterprise", "旗能电铝"));

        Assert.Equal((RunState.Published, 1L), (next.State, next.EntitiesFounded));
        Assert.Equal(["PUBLISHED", "ABANDONED", "PUBLISHED"], store.Column("select state from run order by run_id"));
        Assert.Equal(0, store.Scalar<long>("select count(*) from mention where name like '重庆试验%'"));
        Assert.Empty(store.Database.Examine(cancellation));
    }

    [Fact]
    public async Task A_source_that_another_process_harvests_is_refused_by_the_name_of_its_holder()
    {
        using var child = await ChildProcess.Start("staged", store.AddressText);

        var fault = Assert.Throws<SourceLeasedException>(() => store.Begin(TemporaryStore.Notices));

        Assert.Matches(@"^cn/notices is being harvested by process \d+ on .+ \(lease until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\)\. Wait for it to end, or stop that process\.$", fault.Message);
        Assert.Equal(1, store.Harvest(TemporaryStore.Zones, Zone).EntitiesFounded);
        child.Kill();
        Assert.Equal(1, store.Harvest(TemporaryStore.Notices, new Row("Enterprise", "旗能电铝")).EntitiesFounded);
    }

    [Fact]
    public void A_run_says_that_it_is_at_work_as_long_as_it_is()
    {
        var clock = new BeatingClock();
        using var database = Database.Open(store.Address, clock);
        using (var run = database.Begin(TemporaryStore.Notices, RunKind.Bundled, new byte[] { 1 }, TestContext.Current.CancellationToken))
        {
            Assert.Equal(["2026-11-22T09:02:00.000Z"], store.Column("select lease_until from lease"));
            clock.GoOn(TimeSpan.FromSeconds(20));
            Assert.Equal(["2026-11-22T09:02:20.000Z"], store.Column("select lease_until from lease"));
        }

        clock.GoOn(TimeSpan.FromSeconds(20));
        Assert.Equal([], store.Column("select lease_until from lease"));
    }

    [Fact]
    public void A_run_whose_end_could_not_be_written_is_named_by_the_doctor_and_swept_by_the_next_harvest_of_the_same_process()
    {
        var run = store.Begin(TemporaryStore.Notices);
        store.Execute("delete from lease");
        Assert.Throws<LeaseLostException>(() => run.Fail("it failed"));
        run.Dispose();

        Assert.Equal(["ABANDONED_RUN"], store.Database.Examine(TestContext.Current.CancellationToken).Select(finding => finding.Code));
        Assert.Equal(1, store.Harvest(TemporaryStore.Zones, Zone).EntitiesFounded);
        Assert.Equal(["ABANDONED", "PUBLISHED"], store.Column("select state from run order by run_id"));
    }

    [Fact]
    public async Task A_run_whose_process_lives_and_has_not_been_heard_of_for_an_hour_is_named_by_the_doctor_and_swept()
    {
        using var child = await ChildProcess.Start("staged", store.AddressText);
        Assert.DoesNotContain(store.Database.Examine(TestContext.Current.CancellationToken), finding => finding.Code == "ABANDONED_RUN");
        store.Execute("update lease set lease_until = '2020-01-01T00:00:00.000Z'");

        Assert.Contains(store.Database.Examine(TestContext.Current.CancellationToken), finding => finding.Code == "ABANDONED_RUN");
        Assert.Equal(1, store.Harvest(TemporaryStore.Notices, new Row("Enterprise", "旗能电铝")).EntitiesFounded);
        Assert.Equal(["ABANDONED", "PUBLISHED"], store.Column("select state from run order by run_id"));
    }

    [Fact]
    public async Task A_source_whose_live_harvest_was_killed_is_lost_until_another_takes_it_over()
    {
        using var child = await ChildProcess.Start("staged", store.AddressText);
        store.Execute("update run set kind = 'LIVE'");
        Assert.Empty(store.Database.Lost(cancellation));

        child.Kill();

        Assert.Equal([TemporaryStore.Notices.Path], store.Database.Lost(cancellation));
        Assert.Equal(1, store.Harvest(TemporaryStore.Zones, Zone).EntitiesFounded);
        Assert.Equal(["ABANDONED", "PUBLISHED"], store.Column("select state from run order by run_id"));
        Assert.Equal([TemporaryStore.Notices.Path], store.Database.Lost(cancellation));
        Assert.Equal(1, store.Harvest(TemporaryStore.Notices, new Row("Enterprise", "旗能电铝")).EntitiesFounded);
        store.Execute("update run set kind = 'LIVE'");
        Assert.Empty(store.Database.Lost(cancellation));
    }

    [Fact]
    public void Of_two_that_saw_a_source_wait_the_second_is_told_that_the_first_has_harvested_it()
    {
        store.Harvest(TemporaryStore.Zones, Zone);
        var seen = store.Database.Runs.Waiting(TemporaryStore.Zones.Path, cancellation);
        using (var first = store.Database.Begin(TemporaryStore.Zones, RunKind.Live, new byte[] { 1 }, seen, cancellation))
            first.FinishUnchanged(cancellation);

        var fault = Assert.Throws<SourceHarvestedException>(() => store.Database.Begin(TemporaryStore.Zones, RunKind.Live, new byte[] { 1 }, seen, cancellation));

        Assert.Equal("cn/zones has been harvested by another process meanwhile. Ask again what is due.", fault.Message);
        Assert.Equal(["PUBLISHED", "UNCHANGED"], store.Column("select state from run order by run_id"));
        Assert.Equal([], store.Column("select holder from lease"));
    }

    [Fact]
    public void A_source_that_was_killed_in_its_first_live_run_waits_for_nothing_and_a_bundled_run_makes_it_wait()
    {
        using (store.Database.Begin(TemporaryStore.Zones, RunKind.Live, new byte[] { 1 }, cancellation))
            Assert.Null(store.Database.Runs.Waiting(TemporaryStore.Zones.Path, cancellation).Since);

        store.Harvest(TemporaryStore.Zones, Zone);

        Assert.NotNull(store.Database.Runs.Waiting(TemporaryStore.Zones.Path, cancellation).Since);
    }

    [Fact]
    public void A_lease_holds_as_long_as_its_store_was_opened_for_and_is_renewed_six_times_in_that()
    {
        var clock = new BeatingClock();
        using var database = Database.Open(store.Address, clock, lease: TimeSpan.FromSeconds(6));
        using var run = database.Begin(TemporaryStore.Notices, RunKind.Bundled, new byte[] { 1 }, cancellation);
        Assert.Equal(["2026-11-22T09:00:06.000Z"], store.Column("select lease_until from lease"));

        clock.GoOn(TimeSpan.FromSeconds(1));

        Assert.Equal(["2026-11-22T09:00:07.000Z"], store.Column("select lease_until from lease"));
    }

    [Fact]
    public void A_source_that_this_process_harvests_is_refused_too()
    {
        using var first = store.Begin(TemporaryStore.Zones);

        Assert.Throws<SourceLeasedException>(() => store.Begin(TemporaryStore.Zones));
        Assert.Equal(["RUNNING"], store.Column("select state from run"));
    }

    [Fact]
    public async Task A_writer_that_finds_another_process_publishing_waits_and_then_says_so()
    {
        using var child = await ChildProcess.Start("publishing", store.AddressText);
        using var impatient = Database.Open(store.Address, patience: TimeSpan.FromSeconds(1));

        var fault = Assert.Throws<StoreBusyException>(() => impatient.Begin(TemporaryStore.Zones, RunKind.Live, new byte[] { 1 }, cancellation));

        Assert.Equal($"The store {store.Name} is being written by another process and stayed so for longer than we wait. Try again when its harvest, restore or rebuild has ended.", fault.Message);
        Assert.Equal(0, impatient.Release(cancellation));
    }

    [Fact]
    public void Two_sources_are_staged_side_by_side_and_published_one_after_the_other()
    {
        using var zones = store.Begin(TemporaryStore.Zones);
        using var enterprises = store.Begin(TemporaryStore.Enterprises);
        TemporaryStore.Stage(zones, Zone);
        TemporaryStore.Stage(enterprises, new Row("Enterprise", "旗能电铝") { In = ("Zone", "荣昌高新区") });
        TemporaryStore.Stage(zones, Zone with { Name = "綦江高新区" });

        Assert.Equal(2, zones.Publish(PlainResolution.Resolve, cancellation).EntitiesFounded);
        Assert.Equal(["綦江高新区", "荣昌高新区"], store.Column("select name from directory order by name"));
        Assert.Equal(1, enterprises.Publish(PlainResolution.Resolve, cancellation).EntitiesFounded);
        Assert.Equal("荣昌高新区", store.Scalar<string>("select d.name from relation r join directory d on d.entity_id = r.other_id where r.predicate = 1"));
        Assert.Empty(store.Database.Examine(cancellation));
    }

    [Fact]
    public void When_no_room_is_left_the_last_release_answers_and_the_run_can_be_repeated()
    {
        ServerDatabases.SkipUnlessSqlite("its file is kept from growing.");
        store.Harvest(TemporaryStore.Zones, Zone);
        var before = store.ReadModelDigest();
        Row[] rows = [.. Enumerable.Range(0, 2000).Select(i => new Row("Enterprise", $"重庆试验{i}号科技有限公司"))];
        using (var run = store.Begin(TemporaryStore.Notices))
        {
            TemporaryStore.Stage(run, rows);
            LimitPages(store.Scalar<long>("pragma page_count") + 10);

            var fault = Assert.Throws<StoreFullException>(() => run.Publish(PlainResolution.Resolve, cancellation));

            Assert.Equal($"No room is left for the store {store.File}. Free space on its disk; the last release answers on, and the run can be repeated.", fault.Message);
        }
        Assert.Equal(before, store.ReadModelDigest());
        LimitPages(1_000_000);

        Assert.Equal(2000, store.Harvest(TemporaryStore.Notices, rows).EntitiesFounded);
        Assert.Empty(store.Database.Examine(cancellation));
    }

    [Fact]
    public void A_publication_that_is_cancelled_publishes_nothing()
    {
        using var stop = new CancellationTokenSource();
        using var run = store.Begin(TemporaryStore.Zones);
        TemporaryStore.Stage(run, Zone);

        Assert.ThrowsAny<OperationCanceledException>(() => run.Publish((publication, token) =>
        {
            PlainResolution.Resolve(publication, token);
            stop.Cancel();
        }, stop.Token));

        Assert.Equal((0L, 0L), (store.Database.Release(cancellation), Bodies()));
        Assert.Equal(RunState.Cancelled, run.Cancel("Stopped by hand.").State);
    }

    [Fact]
    public void A_run_that_fails_leaves_its_row_its_issues_and_nothing_else()
    {
        using var run = store.Begin(TemporaryStore.Zones);
        TemporaryStore.Stage(run, Zone);
        run.Report([new StagedIssue("TOO_FEW_RECORDS", Severity.Error, "1 record, at least 100 expected.")], cancellation);

        var ended = run.Fail("1 record, at least 100 expected.");

        Assert.Equal((RunState.Failed, 1L, 1L, "1 record, at least 100 expected."), (ended.State, ended.Records, ended.Issues, ended.Message));
        foreach (var table in (string[])["mention", "claim", "record", "layout", "layout_column", "batch", "mention_name", "mention_identifier", "lease", "entity"])
            Assert.Equal((table, 0L), (table, store.Scalar<long>($"select count(*) from {table}")));
        Assert.Equal(1, store.Scalar<long>("select count(*) from issue"));
        Assert.Equal(1, store.Scalar<long>("select count(*) from snapshot"));
    }

    [Fact]
    public void A_run_of_the_same_bytes_and_definition_is_known_to_be_unchanged()
    {
        store.Harvest(TemporaryStore.Zones, Zone);
        using var run = store.Begin(TemporaryStore.Zones);
        var document = run.Add(new Document("https://publisher.example/cn/zones", "The list"), cancellation);
        var snapshot = run.Keep(document, System.Text.Encoding.UTF8.GetBytes(Zone.ToString()), new Sighting("edition.csv"), cancellation);

        Assert.False(snapshot.IsNew);
        Assert.Contains(snapshot.Sha256, run.Last!.Snapshots);
        Assert.Equal([1, 2, 3], run.Last.Definition.ToArray());
        Assert.Equal(RunState.Unchanged, run.FinishUnchanged(cancellation).State);
        Assert.Equal(1, store.Database.Release(cancellation));
    }

    // The last is compressed in three pieces.
    [Theory]
    [InlineData(0)]
    [InlineData(3_000_000)]
    [InlineData(17_000_000)]
    public void A_snapshot_is_kept_once_and_read_back_byte_for_byte(int length)
    {
        var bytes = new byte[length];
        Random.Shared.NextBytes(bytes);
        using var run = store.Begin(TemporaryStore.Zones);
        var document = run.Add(new Document("https://publisher.example/zones.bin", null), cancellation);

        var first = run.Keep(document, bytes, new Sighting("zones.bin"), cancellation);
        var second = run.Keep(document, bytes, new Sighting("zones.bin"), cancellation);

        Assert.Equal((first.Id, true, false), (second.Id, first.IsNew, second.IsNew));
        Assert.Equal(2, store.Scalar<long>("select count(*) from sighting"));
        Assert.Equal(bytes, store.Database.Snapshots.Read(first.Id, cancellation));
    }

    long Bodies()
    {
        using var session = store.Database.Readers.Open(cancellation);
        return session.Connection.ExecuteScalar<long>("select count(*) from directory");
    }

    void LimitPages(long pages) => store.Database.Writer.Alone(
        open => open.Execute($"pragma max_page_count = {pages}"), cancellation);

    public void Dispose() => store.Dispose();
}
