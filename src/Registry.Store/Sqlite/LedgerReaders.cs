using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>Connections that read the ledger through Dapper, kept for the next reader. The graph reads by statement handles of its own.</summary>
sealed class LedgerReaders(SqliteFile file) : IDisposable
{
    readonly ConcurrentBag<SqliteConnection> idle = [];
    volatile bool disposed;

    public string Path => file.Path;

    /// <summary>A session that sees one state of the store until it is disposed.</summary>
    public LedgerSession Open(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(disposed, this);
        var connection = idle.TryTake(out var kept) ? kept : file.OpenReader();
        try
        {
            return new LedgerSession(this, connection, cancellation);
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

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var connection))
            connection.Dispose();
    }
}

/// <summary>
/// One read transaction: whatever is asked of it sees the same release. For one thread at a time. A cancelled token
/// interrupts the statement that runs.
/// </summary>
sealed class LedgerSession : IDisposable
{
    readonly LedgerReaders readers;
    readonly CancellationToken cancellation;
    readonly CancellationTokenRegistration interruption;

    public LedgerSession(LedgerReaders readers, SqliteConnection connection, CancellationToken cancellation)
    {
        this.readers = readers;
        this.cancellation = cancellation;
        Connection = connection;
        SqliteFile.Execute(connection, "begin");
        // The snapshot is taken by the first read, not by begin.
        Release = connection.ExecuteScalar<long>("select coalesce(max(release_id), 0) from release");
        interruption = cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle!));
    }

    /// <summary>The release that is seen; 0 before the first.</summary>
    public long Release { get; }

    public SqliteConnection Connection { get; }

    /// <summary>Runs a reading and gives what SQLite throws the store's words.</summary>
    public T Read<T>(Func<LedgerSession, T> reading)
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

    public void Dispose()
    {
        interruption.Dispose();
        if (raw.sqlite3_exec(Connection.Handle!, "rollback") == raw.SQLITE_OK)
            readers.Return(Connection);
        else
            Connection.Dispose();
    }
}
