using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>The readers of the ledger of a SQLite store.</summary>
sealed class SqliteLedgerReaders(SqliteFile file) : LedgerReaders
{
    readonly ConcurrentBag<SqliteConnection> idle = [];
    volatile bool disposed;

    public string Path => file.Path;

    public override LedgerSession Open(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(disposed, this);
        var connection = idle.TryTake(out var kept) ? kept : file.OpenReader();
        try
        {
            return new SqliteLedgerSession(this, connection, cancellation);
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw SqliteFaults.Of(fault, file.Path);
        }
    }

    public void Return(SqliteConnection connection)
    {
        if (disposed)
            connection.Dispose();
        else
            idle.Add(connection);
    }

    public override void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var connection))
            connection.Dispose();
    }
}

/// <summary>A read transaction of SQLite.</summary>
sealed class SqliteLedgerSession : LedgerSession
{
    readonly SqliteLedgerReaders readers;
    readonly CancellationToken cancellation;
    readonly CancellationTokenRegistration interruption;

    public SqliteLedgerSession(SqliteLedgerReaders readers, SqliteConnection connection, CancellationToken cancellation)
    {
        this.readers = readers;
        this.cancellation = cancellation;
        Connection = connection;
        SqliteFile.Execute(connection, "begin");
        // The snapshot is taken by the first read, not by begin.
        Release = connection.ExecuteScalar<long>("select coalesce(max(release_id), 0) from release");
        interruption = cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle!));
    }

    public override SqliteConnection Connection { get; }

    public override T Read<T>(Func<LedgerSession, T> reading)
    {
        try
        {
            return reading(this);
        }
        catch (SqliteException fault)
        {
            var meant = SqliteFaults.Of(fault, readers.Path);
            cancellation.ThrowIfCancellationRequested();
            throw meant;
        }
    }

    public override void Dispose()
    {
        interruption.Dispose();
        if (raw.sqlite3_exec(Connection.Handle!, "rollback") == raw.SQLITE_OK)
            readers.Return(Connection);
        else
            Connection.Dispose();
    }
}
