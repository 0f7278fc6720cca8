using Dapper;
using Registry.Testing;

namespace Registry.Store.Tests;

public sealed class KeepingTests : IDisposable
{
    readonly TemporaryStore store = new();
    readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    string Backup => Path.Combine(store.Folder, "copies", "backup.db");

    [Fact]
    public void A_rebuild_gives_the_rows_that_the_runs_gave()
    {
        Fill();
        var before = store.ReadModelDigest();

        var bodies = store.Database.Rebuild(cancellation);

        Assert.Equal(5, bodies);
        Assert.Equal(before, store.ReadModelDigest());
    }

    [Fact]
    public void A_rebuild_leaves_out_what_is_staged()
    {
        Fill();
        using var run = store.Begin(TemporaryStore.Enterprises);
        TemporaryStore.Stage(run, new Row("Enterprise", "金美新材料") { Level = "PROVINCIAL", Place = 500153 });
        var before = store.ReadModelDigest();

        store.Database.Rebuild(cancellation);

        Assert.Equal(before, store.ReadModelDigest());
    }

    [Fact]
    public void A_sound_store_has_no_findings()
    {
        Fill();

        Assert.Empty(store.Database.Examine(cancellation));
    }

    [Theory]
    [InlineData("update zone set level = 'TOWNSHIP'", "READ_MODEL_DIFFERS", "Table zone of the read model is not what a rebuild gives: 1 rows too many, 1 missing. Run `registry rebuild`.")]
    [InlineData("delete from snapshot_part where snapshot_id = 1", "CLAIM_WITHOUT_SNAPSHOT", "2 claims lead to no snapshot with bytes: 1, 2.")]
    [InlineData("update snapshot_part set bytes = x'00' where snapshot_id = 1", "SNAPSHOT_CHANGED", "Snapshot 1 cannot be read back: ")]
    [InlineData("update judgement set withdrawn_at = '2026-01-01' where judgement_id = 1", "MENTION_WITHOUT_JUDGEMENT", "1 mentions have a body that no standing judgement gives them: 1.")]
    [InlineData("update run set state = 'RUNNING' where run_id = 1", "ABANDONED_RUN", "Run 1 of cn/zones has no process at work on it: it ended, or could not write down how. The next harvest sweeps it.")]
    [InlineData("pragma foreign_keys = off; delete from document where document_id = 1", "DANGLING_REFERENCE", "Row 1 of layout names a row of document that is not there. Restore a backup.")]
    public void What_is_wrong_is_found_and_said(string harm, string code, string message)
    {
        Fill();
        store.Execute(ServerDatabases.AreAsked ? harm.Replace("pragma foreign_keys = off; ", "", StringComparison.Ordinal) : harm);

        var findings = store.Database.Examine(cancellation);

        Assert.Contains(findings, finding => finding.Code == code && finding.Message.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_backup_made_while_a_run_is_staged_is_whole_and_alone()
    {
        Fill();
        using var run = store.Begin(TemporaryStore.Notices);
        TemporaryStore.Stage(run, new Row("Enterprise", "旗能电铝"));

        store.Database.Backup(Backup, cancellation);

        Assert.Equal([Backup], Directory.GetFiles(Path.GetDirectoryName(Backup)!));
        using var copy = Database.Open(StoreAddress.Parse("sqlite:" + Backup));
        Assert.Equal(store.Database.Count(cancellation).Entities, copy.Count(cancellation).Entities);
    }

    [Fact]
    public void A_backup_does_not_overwrite_a_file()
    {
        Fill();
        store.Database.Backup(Backup, cancellation);

        var fault = Assert.Throws<StoreException>(() => store.Database.Backup(Backup, cancellation));

        Assert.Equal($"{Backup} exists already. Name a new file for the backup.", fault.Message);
    }

    [Fact]
    public void A_restore_brings_the_old_state_back_to_a_store_that_others_hold_open()
    {
        Fill();
        store.Database.Backup(Backup, cancellation);
        var before = store.ReadModelDigest();
        using var server = Database.Open(store.Address);
        Assert.Equal(3, server.Release(cancellation));
        store.Harvest(TemporaryStore.Notices, new Row("Enterprise", "旗能电铝"));

        store.Database.Restore(Backup, cancellation);

        Assert.Equal(before, store.ReadModelDigest());
        Assert.Equal(3, server.Release(cancellation));
        if (!ServerDatabases.AreAsked)
            Assert.Equal("wal", store.Scalar<string>("pragma journal_mode"));
        store.Harvest(TemporaryStore.Notices, new Row("Enterprise", "旗能电铝"));
        Assert.Equal(4, server.Release(cancellation));
        Assert.Empty(server.Examine(cancellation));
    }

    [Fact]
    public void A_reader_sees_the_old_state_while_the_store_is_restored()
    {
        Fill();
        store.Database.Backup(Backup, cancellation);
        store.Harvest(TemporaryStore.Notices, new Row("Enterprise", "旗能电铝"));
        using var session = store.Database.Readers.Open(cancellation);

        store.Database.Restore(Backup, cancellation);

        Assert.Equal(1, session.Connection.ExecuteScalar<long>("select count(*) from enterprise where name = '旗能电铝'"));
    }

    [Fact]
    public void A_run_that_was_under_way_does_not_survive_a_restore()
    {
        Fill();
        using var run = store.Begin(TemporaryStore.Notices);
        TemporaryStore.Stage(run, new Row("Enterprise", "旗能电铝"));
        store.Database.Backup(Backup, cancellation);

        store.Database.Restore(Backup, cancellation);

        Assert.Throws<LeaseLostException>(() => run.Publish(PlainResolution.Resolve, cancellation));
        run.Dispose();
        Assert.Empty(store.Database.Examine(cancellation));
    }

    [Fact]
    public void A_file_that_is_no_backup_is_refused_and_the_store_untouched()
    {
        Fill();
        var before = store.ReadModelDigest();
        var other = Path.Combine(store.Folder, "other.db");
        using (var connection = TemporaryStore.Open(other))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "create table recipe (name text)";
            command.ExecuteNonQuery();
        }

        var fault = Assert.Throws<StoreException>(() => store.Database.Restore(other, cancellation));

        Assert.Equal($"{other} is a SQLite database but no store of registry. Name a file that `registry backup` wrote.", fault.Message);
        Assert.Equal(before, store.ReadModelDigest());
    }

    [Fact]
    public void A_truncated_backup_is_refused_and_the_store_untouched()
    {
        Fill();
        var before = store.ReadModelDigest();
        store.Database.Backup(Backup, cancellation);
        using (var file = File.OpenWrite(Backup))
            file.SetLength(file.Length / 2);

        Assert.Throws<StoreCorruptException>(() => store.Database.Restore(Backup, cancellation));

        Assert.Equal(before, store.ReadModelDigest());
    }

    void Fill()
    {
        store.Harvest(TemporaryStore.Zones, new Row("Zone", "荣昌高新区") { Place = 500153, Level = "NATIONAL" });
        store.Harvest(TemporaryStore.Enterprises,
            new Row("Enterprise", "金美新材料") { Code = "91350100M000100Y43", In = ("Zone", "荣昌高新区"), With = ("University", "重庆大学") },
            new Row("University", "重庆大学") { Short = "重大", With = ("Enterprise", "金美新材料") },
            new Row("Incubator", "梦花园") { In = ("Zone", "荣昌高新区") },
            new Row("Enterprise", "诺诚健华"));
        store.Harvest(TemporaryStore.Enterprises,
            new Row("Enterprise", "金美新材料股份") { Code = "91350100M000100Y43", In = ("Zone", "荣昌高新区"), With = ("University", "重庆大学") },
            new Row("University", "重庆大学") { Short = "重大", Level = "NATIONAL" },
            new Row("Incubator", "梦花园"));
    }

    public void Dispose() => store.Dispose();
}
