using Registry.Store.SqlServer;
using Registry.Testing;

namespace Registry.Store.Tests.SqlServer;

/// <summary>A database of a server is made a store, brought forward, and left alone where it is none.</summary>
public sealed class SqlServerMigrationTests : IDisposable
{
    readonly TemporaryStore store;
    readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    public SqlServerMigrationTests()
    {
        ServerDatabases.SkipUnlessServer();
        store = new(migrate: false);
    }

    [Fact]
    public void An_empty_database_becomes_a_store_once()
    {
        var report = store.Database.Migrate(cancellation);
        var second = store.Database.Migrate(cancellation);

        Assert.Equal(Migration.OfSqlServer.Select(migration => migration.Title), report.Applied);
        Assert.Null(report.Backup);
        Assert.Empty(second.Applied);
        Assert.Equal(Migration.OfSqlServer.Count, store.Scalar<long>("select count(*) from migration"));
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_schema_as_it_was_and_one_that_does_not_adds_to_it()
    {
        store.Database.Migrate(cancellation);

        Assert.ThrowsAny<Exception>(() => Forward(Next("create table half (a bigint not null)\ngo\ncreate table zone (b bigint not null)")).Run(cancellation));

        Assert.Equal(0, store.Scalar<long>("select count(*) from sys.tables where name = 'half'"));
        Assert.Equal(Migration.OfSqlServer.Count, store.Scalar<long>("select count(*) from migration"));
        Assert.Equal([$"{Newest + 1:0000}_motto"], Forward(Next("alter table zone add motto nvarchar(max) null")).Run(cancellation).Applied);
    }

    [Fact]
    public void A_store_of_a_later_version_is_refused_and_one_of_another_text_too()
    {
        store.Database.Migrate(cancellation);
        Forward(Next("alter table zone add motto nvarchar(max) null")).Run(cancellation);

        var later = Assert.Throws<StoreException>(() => store.Database.Migrate(cancellation));
        Assert.Equal($"The store {store.Name} was written by a later version of registry (migration {Newest + 1:0000}, this version knows up to {Newest:0000}). Use that version.", later.Message);

        store.Execute($"delete from migration where number > {Newest}; update migration set sha256 = 'other' where number = 1");
        var other = Assert.Throws<StoreException>(() => store.Database.Migrate(cancellation));
        Assert.StartsWith($"Migration 0001_ledger of the store {store.Name} was applied with another text", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_something_else_is_refused()
    {
        store.Execute("create table recipe (name nvarchar(100) null)");

        var fault = Assert.Throws<StoreException>(() => store.Database.Migrate(cancellation));

        Assert.Equal($"{store.Name} is a database with tables but no store of registry. Name another database.", fault.Message);
    }

    static int Newest => Migration.OfSqlServer[^1].Number;

    static IReadOnlyList<Migration> Next(string sql) => [.. Migration.OfSqlServer, new Migration(Newest + 1, "motto", sql)];

    SqlServerMigrations Forward(IReadOnlyList<Migration> all) => new(store.Name, (SqlServerWriter)store.Database.Writer, TimeProvider.System, all);

    public void Dispose() => store.Dispose();
}
