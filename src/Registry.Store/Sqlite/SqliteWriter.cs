using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>The writer of a SQLite store: processes take turns at SQLite's write lock.</summary>
sealed class SqliteWriter(SqliteFile file, TimeSpan patience, TimeProvider clock) : Writer(file.Path, patience)
{
    // By reference: the texts are constants, and hashing one costs as much as running a small statement.
    readonly Dictionary<string, NativeStatement> statements = new(ReferenceEqualityComparer.Instance);
    SqliteConnection? connection;

    public override SqliteConnection Connection => connection ?? throw new InvalidOperationException("Only inside Write.");

    public override Statement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new NativeStatement(Connection.Handle!, sql));
        return statement;
    }

    public override void Execute(string sql) => SqliteFile.Execute(Connection, sql);

    public override void WriteNewBodies(long first, Action work)
    {
        var indexes = new DeferredIndexes(this);
        indexes.Drop(first);
        work();
        indexes.Create();
    }

    /// <summary>Inside <see cref="Writer.Alone"/>: takes the write lock.</summary>
    public void BeginHere(CancellationToken cancellation) => Begin(cancellation);

    /// <summary>Inside <see cref="Writer.Alone"/>: takes back what was begun there.</summary>
    public void RollbackHere() => Rollback();

    public override void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
        connection?.Dispose();
        base.Dispose();
    }

    protected override void Open() => connection ??= file.OpenWriter();

    protected override bool InTransactionIfFree(Action<Writer> work)
    {
        Open();
        if (raw.sqlite3_exec(Connection.Handle!, "begin immediate") != raw.SQLITE_OK)
            return false;
        Finish(work);
        return true;
    }

    protected override Exception Meant(DbException fault, CancellationToken cancellation)
    {
        if (fault is not SqliteException ours)
            return fault;
        var meant = SqliteFaults.Of(ours, file.Path);
        return meant is OperationCanceledException && cancellation.IsCancellationRequested
            ? new OperationCanceledException("The work on the store was cancelled.", fault, cancellation)
            : meant;
    }

    protected override T InTransaction<T>(Func<Writer, T> work, CancellationToken cancellation)
    {
        Open();
        Begin(cancellation);
        T result = default!;
        using (cancellation.Register(() => raw.sqlite3_interrupt(Connection.Handle!)))
        {
            Current = cancellation;
            Finish(writer => result = work(writer));
        }
        return result;
    }

    void Finish(Action<Writer> work)
    {
        try
        {
            work(this);
            SqliteFile.Execute(Connection, "commit");
        }
        catch
        {
            Rollback();
            throw;
        }
        finally
        {
            Current = default;
        }
    }

    void Rollback()
    {
        ResetAll();
        // SQLite has already rolled back after a full disk or an I/O error; a second rollback would hide the first fault.
        if (raw.sqlite3_get_autocommit(Connection.Handle!) == 0)
            raw.sqlite3_exec(Connection.Handle!, "rollback");
    }

    void Begin(CancellationToken cancellation)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var code = raw.sqlite3_exec(Connection.Handle!, "begin immediate");
            if (code != raw.SQLITE_BUSY || clock.GetElapsedTime(since) > Patience)
            {
                SqliteFaults.Check(code, Connection.Handle!);
                return;
            }
        }
    }

    // A statement left in the middle of its rows would keep the transaction from ending.
    void ResetAll()
    {
        foreach (var statement in statements.Values)
            statement.Reset();
    }
}
