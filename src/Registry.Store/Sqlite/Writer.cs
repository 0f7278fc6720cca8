using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>
/// The one writer. Threads of this process take turns at a gate, processes at SQLite's write lock; both wait until
/// <paramref name="patience"/> is over or the caller cancels.
/// </summary>
sealed class Writer(SqliteFile file, TimeSpan patience, TimeProvider clock) : IDisposable
{
    readonly SemaphoreSlim gate = new(1, 1);
    // By reference: the texts are constants, and hashing one costs as much as running a small statement.
    readonly Dictionary<string, Statement> statements = new(ReferenceEqualityComparer.Instance);
    SqliteConnection? connection;

    public SqliteFile File => file;

    /// <summary>The token of the transaction under way.</summary>
    public CancellationToken Current { get; private set; }

    public SqliteConnection Connection => connection ?? throw new InvalidOperationException("Only inside Write.");

    /// <summary>The statement of this text, which is a constant, prepared once for the connection's life.</summary>
    public Statement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new Statement(Connection.Handle!, sql));
        return statement;
    }

    /// <summary>Runs the work as one transaction: all of it, or nothing when it throws.</summary>
    public T Write<T>(Func<Writer, T> work, CancellationToken cancellation)
    {
        Enter(cancellation);
        try
        {
            connection ??= file.OpenWriter();
            return InTransaction(work, cancellation);
        }
        catch (SqliteException fault)
        {
            throw Translated(fault, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Write(Action<Writer> work, CancellationToken cancellation) =>
        Write(writer => { work(writer); return true; }, cancellation);

    /// <summary>Runs the work with the connection but outside a transaction.</summary>
    public void Alone(Action<Writer> work, CancellationToken cancellation)
    {
        Enter(cancellation);
        try
        {
            connection ??= file.OpenWriter();
            work(this);
        }
        catch (SqliteException fault)
        {
            throw Translated(fault, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Writes now or not at all: false when someone else is writing.</summary>
    public bool TryWrite(Action<Writer> work)
    {
        if (!gate.Wait(0))
            return false;
        try
        {
            connection ??= file.OpenWriter();
            if (raw.sqlite3_exec(Connection.Handle!, "begin immediate") != raw.SQLITE_OK)
                return false;
            Finish(work);
            return true;
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Of(fault, file.Path);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Inside <see cref="Alone"/>: takes the write lock.</summary>
    public void BeginHere(CancellationToken cancellation) => Begin(cancellation);

    /// <summary>Inside <see cref="Alone"/>: takes back what was begun there.</summary>
    public void RollbackHere() => Rollback();

    /// <summary>Throws when the caller of the transaction under way has cancelled.</summary>
    public void Breathe() => Current.ThrowIfCancellationRequested();

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
        connection?.Dispose();
        gate.Dispose();
    }

    void Enter(CancellationToken cancellation)
    {
        if (!gate.Wait(patience, cancellation))
            throw new StoreBusyException($"The store {file.Path} is being written by this process and stayed so for longer than {patience}.", new TimeoutException());
    }

    T InTransaction<T>(Func<Writer, T> work, CancellationToken cancellation)
    {
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
            if (code != raw.SQLITE_BUSY || clock.GetElapsedTime(since) > patience)
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

    Exception Translated(SqliteException fault, CancellationToken cancellation) =>
        SqliteFaults.Of(fault, file.Path) is OperationCanceledException && cancellation.IsCancellationRequested
            ? new OperationCanceledException("The work on the store was cancelled.", fault, cancellation)
            : SqliteFaults.Of(fault, file.Path);
}
