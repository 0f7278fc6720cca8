using Registry.Store.Sqlite;
using Registry.Testing;

namespace Registry.Store.Tests;

public sealed class MigrationTests : IDisposable
{
    readonly TemporaryStore store;
    readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    public MigrationTests()
    {
        ServerDatabases.SkipUnlessSqlite("a file that is migrated. SqlServerMigrationTests are its twins.");
        store = new(migrate: false);
    }

    [Fact]
    public void A_new_store_is_made_without_a_backup_and_in_wal_mode()
    {
        var report = store.Database.Migrate(cancellation);

        Assert.Equal(Migration.All.Select(migration => $"{migration.Number:0000}_{migration.Name}"), report.Applied);
        Assert.Null(report.Backup);
        Assert.Equal("wal", store.Scalar<string>("pragma journal_mode"));
    }

    [Fact]
    public void A_second_migration_does_nothing()
    {
        store.Database.Migrate(cancellation);

        var second = store.Database.Migrate(cancellation);

        Assert.Equal(([], null), (second.Applied, second.Backup));
        Assert.Equal([store.File, store.File + "-shm", store.File + "-wal"], Directory.GetFiles(store.Folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_store_that_holds_anything_is_copied_before_its_schema_changes()
    {
        store.Database.Migrate(cancellation);
        store.Harvest(TemporaryStore.Zones, new Row("Zone", "荣昌高新区"));

        var report = Forward(Next("alter table zone add column motto text")).Run(cancellation);

        Assert.Equal([$"{Newest + 1:0000}_motto"], report.Applied);
        using var copy = TemporaryStore.Open(report.Backup!);
        using var command = copy.CreateCommand();
        command.CommandText = "select name || (select count(*) from pragma_table_info('zone') where name = 'motto') from zone";
        Assert.Equal("荣昌高新区0", command.ExecuteScalar());
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_schema_as_it_was()
    {
        store.Database.Migrate(cancellation);

        Assert.ThrowsAny<Exception>(() => Forward(Next("create table half (a integer) strict; create table zone (b integer) strict")).Run(cancellation));

        Assert.Equal(0, store.Scalar<long>("select count(*) from sqlite_schema where name = 'half'"));
        Assert.Equal(Migration.All.Count, store.Scalar<long>("select count(*) from migration"));
    }

    [Fact]
    public void A_store_of_a_later_version_is_refused()
    {
        store.Database.Migrate(cancellation);
        Forward(Next("alter table zone add column motto text")).Run(cancellation);

        var fault = Assert.Throws<StoreException>(() => store.Database.Migrate(cancellation));

        Assert.Equal($"The store {store.File} was written by a later version of registry (migration {Newest + 1:0000}, this version knows up to {Newest:0000}). Use that version.", fault.Message);
    }

    [Fact]
    public void A_migration_whose_text_changed_after_it_ran_is_refused()
    {
        store.Database.Migrate(cancellation);
        store.Execute("update migration set sha256 = 'other' where number = 1");

        var fault = Assert.Throws<StoreException>(() => store.Database.Migrate(cancellation));

        Assert.StartsWith($"Migration 0001_ledger of the store {store.File} was applied with another text", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_something_else_is_refused()
    {
        store.Execute("create table recipe (name text)");

        var fault = Assert.Throws<StoreException>(() => store.Database.Migrate(cancellation));

        Assert.Equal($"{store.File} is a SQLite database but no store of registry. Name another file.", fault.Message);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(store.File, new string('x', 5000));

        var fault = Assert.Throws<StoreCorruptException>(() => store.Database.Migrate(cancellation));

        Assert.Equal($"{store.File} is not a SQLite database. Name another file, or restore a backup.", fault.Message);
    }

    static int Newest => Migration.All[^1].Number;

    static IReadOnlyList<Migration> Next(string sql) => [.. Migration.All, new Migration(Newest + 1, "motto", sql)];

    SqliteMigrations Forward(IReadOnlyList<Migration> all) =>
        new(store.File, (SqliteWriter)store.Database.Writer, new Copies(new SqliteFile(store.File)), TimeProvider.System, all);

    public void Dispose() => store.Dispose();
}
