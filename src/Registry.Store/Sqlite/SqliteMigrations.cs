using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Registry.Store.Sqlite;

/// <summary>
/// Brings the schema forward: journalled, each migration once, under the write lock, all or none. A store that holds
/// anything is copied first.
/// </summary>
sealed class SqliteMigrations(string path, SqliteWriter writer, Copies copies, TimeProvider clock, IReadOnlyList<Migration> all)
{
    const string Journal = """
        create table if not exists migration (
            number integer not null primary key,
            name text not null,
            sha256 text not null,
            applied_at text not null
        ) strict
        """;

    public MigrationReport Run(CancellationToken cancellation)
    {
        MigrationReport report = new([], null);
        writer.Alone(_ => report = Needed(writer.Connection).Count == 0 ? report : Apply(writer, cancellation), cancellation);
        return report;
    }

    MigrationReport Apply(SqliteWriter open, CancellationToken cancellation)
    {
        // The write lock keeps two processes from migrating at once; the second finds nothing left to do.
        open.BeginHere(cancellation);
        try
        {
            var needed = Needed(open.Connection);
            var backup = needed.Count > 0 && HasTables(open.Connection) ? CopyBefore(needed[0], cancellation) : null;
            foreach (var migration in needed)
                Apply(open.Connection, migration);
            SqliteFile.Execute(open.Connection, "commit");
            return new MigrationReport([.. needed.Select(migration => migration.Title)], backup);
        }
        catch
        {
            open.RollbackHere();
            throw;
        }
    }

    void Apply(SqliteConnection connection, Migration migration)
    {
        SqliteFile.Execute(connection, Journal);
        SqliteFile.Execute(connection, migration.Sql);
        connection.Execute(
            "insert into migration (number, name, sha256, applied_at) values (@Number, @Name, @Sha256, @At)",
            new { migration.Number, migration.Name, migration.Sha256, At = Instant.Text(clock.GetUtcNow()) });
        SqliteFile.Execute(connection, string.Create(CultureInfo.InvariantCulture,
            $"pragma application_id = {SqliteFile.ApplicationId}; pragma user_version = {migration.Number}"));
    }

    string CopyBefore(Migration first, CancellationToken cancellation)
    {
        var stamp = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var copy = string.Create(CultureInfo.InvariantCulture, $"{path}.before-{first.Number:0000}.{stamp}.bak");
        copies.Write(copy, cancellation);
        return copy;
    }

    List<Migration> Needed(SqliteConnection connection)
    {
        RefuseForeign(connection);
        var applied = Applied(connection);
        return Migration.Needed(all, applied, path);
    }

    void RefuseForeign(SqliteConnection connection)
    {
        var mark = connection.ExecuteScalar<long>("pragma application_id");
        if (mark != SqliteFile.ApplicationId && HasTables(connection))
            throw new StoreException($"{path} is a SQLite database but no store of registry. Name another file.");
    }

    static Dictionary<long, string> Applied(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("select count(*) from sqlite_schema where name = 'migration'") == 0
            ? []
            : connection.Query<(long Number, string Sha256)>("select number, sha256 from migration").ToDictionary(row => row.Number, row => row.Sha256);

    static bool HasTables(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("select count(*) from sqlite_schema where type = 'table'") > 0;
}
