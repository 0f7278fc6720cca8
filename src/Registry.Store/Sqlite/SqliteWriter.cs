using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>The writer of a SQLite store: processes take turns at SQLite's write lock.</summary>
sealed class SqliteWriter(SqliteFile file, TimeSpan patience, TimeProvider clock) : Writer(file.Path, patience)
{
    // By reference: the texts are constants, and hashing one costs as much as running a small statement.
    readonly Dictionary<string, Statement> statements = new(ReferenceEqualityComparer.Instance);
    // Those with rows that wait.
    readonly List<GatheredStatement> gathering = [];
    readonly RowsBehind behind = new();
    readonly Checkpoints checkpoints = new(file);
    SqliteConnection? connection;
    bool isBehind;

    public override SqliteConnection Connection
    {
        get
        {
            Settle();
            return connection ?? throw new InvalidOperationException("Only inside Write.");
        }
    }

    public override Statement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = (Statement?)GatheredStatement.Of(this, Connection.Handle!, sql) ?? new NativeStatement(this, Connection.Handle!, sql));
        return statement;
    }

    public override Beside? OpenBeside() => SqliteBeside.Open(file);

    public override void Execute(string sql) => SqliteFile.Execute(Connection, sql);

    /// <summary>Takes a row: its block waits, or is written behind where it is full.</summary>
    public void Take(GatheredStatement statement, bool isFull)
    {
        if (!isFull)
        {
            statement.IsGathering = statement.IsGathering || Gather(statement);
            return;
        }
        isBehind = true;
        // A row that is changed must be there.
        foreach (var insert in statement.IsUpdate ? gathering.Where(other => !other.IsUpdate) : [])
        {
            if (insert.HandOver() is { } rows)
                behind.Bring(insert, rows);
        }
        behind.Bring(statement, statement.HandOver()!);
    }

    /// <summary>Sees to it that all rows are written.</summary>
    public void Settle()
    {
        Wait();
        if (gathering.Count == 0)
            return;
        foreach (var statement in gathering.OrderBy(statement => statement.IsUpdate))
        {
            statement.IsGathering = false;
            if (statement.HandOver() is { } rows)
                statement.Write(rows);
        }
        gathering.Clear();
    }

    /// <summary>Waits until nobody else uses the connection.</summary>
    public void Wait()
    {
        if (!isBehind)
            return;
        isBehind = false;
        behind.Wait();
    }

    public override void WriteNewBodies(long first, Action<bool> work)
    {
        var indexes = new DeferredIndexes(this);
        work(indexes.Drop(first));
        indexes.Create();
    }

    /// <summary>Inside <see cref="Writer.Alone"/>: takes the write lock.</summary>
    public void BeginHere(CancellationToken cancellation) => Begin(cancellation);

    /// <summary>Inside <see cref="Writer.Alone"/>: takes back what was begun there.</summary>
    public void RollbackHere() => Rollback();

    public override void Dispose()
    {
        behind.Dispose();
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
        checkpoints.Dispose();
        connection?.Dispose();
        base.Dispose();
    }

    protected override void Open()
    {
        if (connection is not null)
            return;
        connection = file.OpenWriter();
        checkpoints.TakeOver(connection);
    }

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
            checkpoints.Begin();
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
        Forget();
        ResetAll();
        // SQLite has already rolled back after a full disk or an I/O error; a second rollback would hide the first fault.
        if (raw.sqlite3_get_autocommit(Connection.Handle!) == 0)
            raw.sqlite3_exec(Connection.Handle!, "rollback");
    }

    void Begin(CancellationToken cancellation)
    {
        checkpoints.Wait();
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

    bool Gather(GatheredStatement statement)
    {
        gathering.Add(statement);
        return true;
    }

    void Forget()
    {
        behind.Rest();
        isBehind = false;
        foreach (var statement in gathering)
        {
            statement.IsGathering = false;
            statement.Forget();
        }
        gathering.Clear();
    }

    // A statement left in the middle of its rows would keep the transaction from ending.
    void ResetAll()
    {
        foreach (var statement in statements.Values)
            statement.Reset();
    }
}
