using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Registry.Store.Sqlite;

namespace Registry.Store;

/// <summary>What <see cref="Database.Migrate"/> did.</summary>
/// <param name="Applied">The migrations that ran now, <c>0001_ledger</c>; empty when the store was up to date.</param>
/// <param name="Backup">The copy made before, or null where there was nothing to copy.</param>
public sealed record MigrationReport(IReadOnlyList<string> Applied, string? Backup);

/// <summary>
/// Brings the schema forward: journalled, each migration once, under the write lock, all or none. A store that holds
/// anything is copied first.
/// </summary>
sealed class Migrations(Writer writer, Copies copies, TimeProvider clock, IReadOnlyList<Migration> all)
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
        writer.Alone(open => report = Needed(open.Connection).Count == 0 ? report : Apply(open, cancellation), cancellation);
        return report;
    }

    MigrationReport Apply(Writer open, CancellationToken cancellation)
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
            return new MigrationReport([.. needed.Select(Title)], backup);
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
        var path = string.Create(CultureInfo.InvariantCulture, $"{writer.File.Path}.before-{first.Number:0000}.{stamp}.bak");
        copies.Write(path, cancellation);
        return path;
    }

    List<Migration> Needed(SqliteConnection connection)
    {
        RefuseForeign(connection);
        var applied = Applied(connection);
        var newest = all.Count == 0 ? 0 : all[^1].Number;
        if (applied.Keys.Where(number => number > newest).Order().FirstOrDefault() is var later and not 0)
            throw new StoreException($"The store {writer.File.Path} was written by a later version of registry (migration {later:0000}, this version knows up to {newest:0000}). Use that version.");
        if (all.FirstOrDefault(known => applied.TryGetValue(known.Number, out var sha) && sha != known.Sha256) is { } changed)
            throw new StoreException($"Migration {Title(changed)} of the store {writer.File.Path} was applied with another text than this version carries. Use the version that wrote the store.");
        return [.. all.Where(known => !applied.ContainsKey(known.Number))];
    }

    void RefuseForeign(SqliteConnection connection)
    {
        var mark = connection.ExecuteScalar<long>("pragma application_id");
        if (mark != SqliteFile.ApplicationId && HasTables(connection))
            throw new StoreException($"{writer.File.Path} is a SQLite database but no store of registry. Name another file.");
    }

    static Dictionary<long, string> Applied(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("select count(*) from sqlite_schema where name = 'migration'") == 0
            ? []
            : connection.Query<(long Number, string Sha256)>("select number, sha256 from migration").ToDictionary(row => row.Number, row => row.Sha256);

    static bool HasTables(SqliteConnection connection) =>
        connection.ExecuteScalar<long>("select count(*) from sqlite_schema where type = 'table'") > 0;

    static string Title(Migration migration) => string.Create(CultureInfo.InvariantCulture, $"{migration.Number:0000}_{migration.Name}");
}
