using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>Connections that read, each with the statements it has prepared, kept for the next reader.</summary>
sealed class Readers(SqliteFile file) : IDisposable
{
    // A connection keeps at most this many statements; the texts of the graph are few, the ad hoc ones unbounded.
    const int StatementsKept = 256;

    readonly ConcurrentBag<ReaderConnection> idle = [];
    volatile bool disposed;

    /// <summary>A session that sees one state of the store until it is disposed.</summary>
    public ReadSession Open(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(disposed, this);
        var connection = idle.TryTake(out var kept) ? kept : new ReaderConnection(file);
        try
        {
            return new ReadSession(this, connection, cancellation);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Return(ReaderConnection connection)
    {
        if (disposed || connection.Statements.Count > StatementsKept)
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

/// <summary>One connection with its prepared statements.</summary>
sealed class ReaderConnection(SqliteFile file) : IDisposable
{
    public SqliteFile File => file;

    public SqliteConnection Connection { get; } = file.OpenReader();

    public Dictionary<string, Statement> Statements { get; } = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var statement in Statements.Values)
            statement.Dispose();
        Connection.Dispose();
    }
}

/// <summary>
/// One read transaction: whatever is asked of it sees the same release. For one thread at a time. A cancelled token
/// interrupts the statement that runs.
/// </summary>
sealed class ReadSession : IDisposable
{
    readonly Readers readers;
    readonly ReaderConnection reader;
    readonly CancellationTokenRegistration interruption;

    public ReadSession(Readers readers, ReaderConnection reader, CancellationToken cancellation)
    {
        this.readers = readers;
        this.reader = reader;
        Cancellation = cancellation;
        SqliteFile.Execute(reader.Connection, "begin");
        // The snapshot is taken by the first read, not by begin.
        Release = ReadRelease();
        interruption = cancellation.Register(() => raw.sqlite3_interrupt(reader.Connection.Handle!));
    }

    /// <summary>The release that is seen; 0 before the first.</summary>
    public long Release { get; }

    public CancellationToken Cancellation { get; }

    public SqliteConnection Connection => reader.Connection;

    /// <summary>The statement of this text, prepared once for the connection's life; not to be used twice at a time.</summary>
    public Statement Prepare(string sql)
    {
        if (!reader.Statements.TryGetValue(sql, out var statement))
            reader.Statements.Add(sql, statement = new Statement(reader.Connection.Handle!, sql));
        return statement;
    }

    /// <summary>Runs a reading and gives what SQLite throws the store's words.</summary>
    public T Read<T>(Func<ReadSession, T> reading)
    {
        try
        {
            return reading(this);
        }
        catch (SqliteException fault)
        {
            var meant = SqliteFaults.Of(fault, reader.File.Path);
            Cancellation.ThrowIfCancellationRequested();
            throw meant;
        }
    }

    public void Dispose()
    {
        interruption.Dispose();
        foreach (var statement in reader.Statements.Values)
            statement.Reset();
        if (raw.sqlite3_exec(reader.Connection.Handle!, "rollback") == raw.SQLITE_OK)
            readers.Return(reader);
        else
            reader.Dispose();
    }

    long ReadRelease()
    {
        var statement = Prepare("select coalesce(max(release_id), 0) from release");
        statement.Step();
        var release = statement.Long(0);
        statement.Reset();
        return release;
    }
}
