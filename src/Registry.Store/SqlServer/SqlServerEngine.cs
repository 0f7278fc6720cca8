using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Registry.Store.Reading;

namespace Registry.Store.SqlServer;

/// <summary>A store on SQL Server or Azure SQL.</summary>
sealed class SqlServerEngine : Engine
{
    readonly SqlServerPlace place;
    readonly SqlServerWriter writer;
    readonly TimeProvider clock;

    public SqlServerEngine(string connectionString, TimeProvider clock, TimeSpan patience)
    {
        this.clock = clock;
        place = new SqlServerPlace(connectionString);
        writer = new SqlServerWriter(place, patience, clock);
        Ledger = new SqlServerLedgerReaders(place);
        Graph = new SqlServerReaders(place);
    }

    public override string Name => place.Name;

    public override bool Exists
    {
        get
        {
            try
            {
                return Transient.Repeat(Look, SqlServerFaults.IsTransient, CancellationToken.None);
            }
            catch (SqlException fault)
            {
                throw SqlServerFaults.Of(fault, place.Name);
            }
        }
    }

    bool Look()
    {
        using var connection = place.Open();
        return SqlServerMigrations.Exists(connection);
    }

    public override SharedTables SharedTables => new(SqlClientFactory.Instance, place.ConnectionString);

    public override Writer Writer => writer;

    public override LedgerReaders Ledger { get; }

    public override GraphReaders Graph { get; }

    public override MigrationReport Migrate(CancellationToken cancellation) => new SqlServerMigrations(place.Name, writer, clock, Migration.OfSqlServer).Run(cancellation);

    // A file of rows that any machine can read; the server's own backups are the server's business.
    public override void Backup(string target, CancellationToken cancellation)
    {
        if (!Exists)
            throw new StoreException($"There is no store in {place.Name} to back up.");
        Sqlite.Copies.Make(target, partial =>
        {
            using var copy = new Sqlite.SqliteEngine(partial, clock, TimeSpan.FromSeconds(10));
            copy.Migrate(cancellation);
            CopyTo(copy.Writer, cancellation);
            copy.Writer.Alone(open => open.Execute("pragma journal_mode = delete"), cancellation);
        });
    }

    public override void Restore(string from, CancellationToken cancellation)
    {
        var prepared = Path.Combine(Path.GetTempPath(), $"registry-restore-{Guid.NewGuid():N}.db");
        try
        {
            Sqlite.Copies.Prepare(from, prepared, cancellation);
            using var copy = new Sqlite.SqliteEngine(prepared, clock, TimeSpan.FromSeconds(10));
            copy.Migrate(cancellation);
            Migrate(cancellation);
            using var session = copy.Ledger.Open(cancellation);
            writer.Write(open =>
            {
                StoreCopy.Clear(open);
                StoreCopy.Move(session, open);
            }, cancellation);
        }
        finally
        {
            Sqlite.Copies.Remove(prepared);
        }
    }

    void CopyTo(Writer target, CancellationToken cancellation)
    {
        using var session = Ledger.Open(cancellation);
        target.Write(open => session.Read(reading => StoreCopy.Move(reading, open)), cancellation);
    }

    // The pages are the server's business (dbcc checkdb); which row names which is ours.
    public override IEnumerable<Finding> Integrity(DbConnection open)
    {
        foreach (var table in SchemaTable.Of(Migration.All))
        {
            foreach (var column in table.Columns.Where(column => column.References is not null))
            {
                var (other, key) = column.References!.Value;
                foreach (var row in open.Query<long>($"""
                    select t.{table.Key[0]}
                    from {table.Name} t
                    where t.{column.Name} is not null and not exists (select 1 from {other} o where o.{key} = t.{column.Name})
                    order by t.{table.Key[0]}
                    limit 20
                    """))
                    yield return new Finding("DANGLING_REFERENCE", $"Row {row} of {table.Name} names a row of {other} that is not there. Restore a backup.");
            }
        }
    }

    public override void Try(Action<Writer> work, CancellationToken cancellation) => writer.Try(work, cancellation);

    public override void KeepRows(Writer open, string table) => open.Execute($"select * into kept_{table} from {table}");

    // Connections that nobody uses are the driver's: it keeps them a while for the next user.
    public override void Dispose() => writer.Dispose();
}
