using System.Data.Common;
using Dapper;
using Registry.Store.Reading;

namespace Registry.Store.Sqlite;

/// <summary>A store in a SQLite file.</summary>
sealed class SqliteEngine : Engine
{
    readonly SqliteFile file;
    readonly SqliteWriter writer;
    readonly Copies copies;
    readonly TimeProvider clock;

    public SqliteEngine(string path, TimeProvider clock, TimeSpan patience)
    {
        this.clock = clock;
        file = new SqliteFile(path);
        writer = new SqliteWriter(file, patience, clock);
        copies = new Copies(file);
        Ledger = new SqliteLedgerReaders(file);
        Graph = new SqliteReaders(file, clock);
    }

    public override string Name => file.Path;

    public override bool Exists => file.Exists;

    public override Writer Writer => writer;

    public override LedgerReaders Ledger { get; }

    public override GraphReaders Graph { get; }

    public override MigrationReport Migrate(CancellationToken cancellation) => new SqliteMigrations(file.Path, writer, copies, clock, Migration.All).Run(cancellation);

    public override void Backup(string target, CancellationToken cancellation) => copies.Write(target, cancellation);

    public override void Restore(string from, CancellationToken cancellation) =>
        writer.Alone(_ => copies.Restore(from, writer.Connection, cancellation), cancellation);

    public override IEnumerable<Finding> Integrity(DbConnection open)
    {
        foreach (var fault in open.Query<string>("pragma integrity_check(20)").Where(verdict => verdict != "ok"))
            yield return new Finding(Doctor.Damaged, $"{fault}. Restore a backup.");
        foreach (var fault in open.Query<(string Table, long? Row, string Parent)>("""select "table", rowid, parent from pragma_foreign_key_check limit 20"""))
            yield return new Finding("DANGLING_REFERENCE", $"Row {fault.Row} of {fault.Table} names a row of {fault.Parent} that is not there. Restore a backup.");
    }

    public override void Try(Action<Writer> work, CancellationToken cancellation)
    {
        var path = $"{file.Path}.doctor-{Guid.NewGuid():N}";
        try
        {
            copies.Write(path, cancellation);
            using var copy = new SqliteWriter(new SqliteFile(path), TimeSpan.FromSeconds(10), clock);
            copy.Write(work, cancellation);
        }
        finally
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"])
                File.Delete(path + suffix);
        }
    }

    public override void KeepRows(Writer open, string table) => open.Execute($"create temp table kept_{table} as select * from main.{table}");

    public override void Dispose()
    {
        Graph.Dispose();
        Ledger.Dispose();
        writer.Dispose();
    }
}
