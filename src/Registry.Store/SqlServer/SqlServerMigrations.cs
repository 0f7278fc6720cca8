using System.Data;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Registry.Store.SqlServer;

/// <summary>
/// Brings the schema of a store on SQL Server forward: journalled, each migration once, under the writers' lock, all or none. A copy is not
/// made before: that is the server's business.
/// </summary>
sealed partial class SqlServerMigrations(string store, SqlServerWriter writer, TimeProvider clock, IReadOnlyList<Migration> all)
{
    const string HasJournal = "select cast(iif(object_id('migration') is null, 0, 1) as bigint)";

    const string HasTables = "select count_big(*) from sys.tables";

    const string Journal = """
        create table migration (
            number bigint not null constraint migration_pk primary key,
            name nvarchar(100) not null,
            sha256 nvarchar(64) not null,
            applied_at nvarchar(40) not null
        )
        """;

    /// <summary>Every text of this class, to be parsed by the tests.</summary>
    internal static IReadOnlyList<string> Texts { get; } = [HasJournal, HasTables, Journal, ReadsSnapshots];

    const string ReadsSnapshots = "select count_big(*) from sys.tables";

    /// <summary>Whether the database holds a store.</summary>
    public static bool Exists(SqlConnection connection) => connection.ExecuteScalar<long>(HasJournal) == 1;

    public MigrationReport Run(CancellationToken cancellation)
    {
        MigrationReport report = new([], null);
        writer.Alone(_ => RequireSnapshots(), cancellation);
        var isNeeded = false;
        writer.Alone(_ => isNeeded = Needed().Count > 0, cancellation);
        if (isNeeded)
            writer.Write(open => { report = Apply(); }, cancellation);
        return report;
    }

    // Readers see one release by snapshot isolation; without it the first of them would fail.
    void RequireSnapshots()
    {
        writer.Connection.Begin(IsolationLevel.Snapshot);
        try
        {
            Scalar(ReadsSnapshots);
        }
        finally
        {
            writer.Connection.Rollback();
        }
    }

    MigrationReport Apply()
    {
        // The lock keeps two processes from migrating at once; the second finds nothing left to do.
        var needed = Needed();
        if (Scalar(HasJournal) == 0)
            Execute(Journal);
        foreach (var migration in needed)
        {
            foreach (var batch in Batches(migration.Sql))
                Execute(batch);
            writer.Connection.Execute(
                "insert into migration (number, name, sha256, applied_at) values (@Number, @Name, @Sha256, @At)",
                new { Number = (long)migration.Number, migration.Name, migration.Sha256, At = Instant.Text(clock.GetUtcNow()) });
        }
        return new MigrationReport([.. needed.Select(migration => migration.Title)], null);
    }

    List<Migration> Needed()
    {
        var isStore = Scalar(HasJournal) == 1;
        if (!isStore && Scalar(HasTables) > 0)
            throw new StoreException($"{store} is a database with tables but no store of registry. Name another database.");
        var applied = isStore
            ? writer.Connection.Query<(long Number, string Sha256)>("select number, sha256 from migration").ToDictionary(row => row.Number, row => row.Sha256)
            : [];
        return Migration.Needed(all, applied, store);
    }

    long Scalar(string sql)
    {
        using var command = writer.Connection.Command(sql);
        return (long)command.ExecuteScalar();
    }

    void Execute(string sql)
    {
        using var command = writer.Connection.Command(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>The batches of a script, which lines with nothing but <c>go</c> part.</summary>
    internal static IEnumerable<string> Batches(string script) =>
        Go().Split(script).Select(batch => batch.Trim()).Where(batch => batch.Length > 0);

    [GeneratedRegex(@"^go\s*$", RegexOptions.Multiline)]
    private static partial Regex Go();
}
