using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Registry.Store.SqlServer;

/// <summary>
/// The writer of a store on SQL Server: processes take turns at an application lock that the transaction holds. What is written goes out in
/// bulk, at the latest before something is asked of a table that it concerns, and before the transaction ends.
/// </summary>
sealed class SqlServerWriter : Writer
{
    // How long the server waits before we look whether the caller has cancelled.
    const int MillisecondsBetweenLooks = 2000;

    readonly SqlServerPlace place;
    readonly TimeProvider clock;
    readonly Dictionary<string, SqlServerStatement> statements = new(ReferenceEqualityComparer.Instance);
    readonly PendingWrites pending;
    TransactConnection? connection;

    public SqlServerWriter(SqlServerPlace place, TimeSpan patience, TimeProvider clock) : base(place.Name, patience)
    {
        this.place = place;
        this.clock = clock;
        pending = new PendingWrites(this);
    }

    public override TransactConnection Connection => connection ?? throw new InvalidOperationException("Only inside Write.");

    public PendingWrites Pending => pending;

    public override Statement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new SqlServerStatement(this, sql));
        return statement;
    }

    public override void Execute(string sql)
    {
        pending.Flush();
        using var command = Connection.Command(TransactSql.Of(sql).Text);
        Connection.Run(command, ours => ours.ExecuteNonQuery());
    }

    /// <summary>Runs work of which nothing stays.</summary>
    public void Try(Action<Writer> work, CancellationToken cancellation) => Alone(_ =>
    {
        Begin(cancellation);
        using (cancellation.Register(Connection.Interrupt))
        {
            try
            {
                Current = cancellation;
                work(this);
                pending.Flush();
            }
            finally
            {
                Current = default;
                Rollback();
            }
        }
    }, cancellation);

    public override void Dispose()
    {
        Close();
        base.Dispose();
    }

    void Unprepare()
    {
        foreach (var statement in statements.Values)
            statement.Unprepare();
    }

    // To connect can always be repeated: nothing has been asked yet.
    protected override void Open() => Transient.Repeat(() => { Connect(); return true; }, SqlServerFaults.IsTransient, CancellationToken.None);

    void Connect()
    {
        if (connection is { State: ConnectionState.Open })
            return;
        Close();
        connection = new TransactConnection(place.OpenForWriting()) { Running = pending.Settle };
    }

    protected override T InTransaction<T>(Func<Writer, T> work, CancellationToken cancellation)
    {
        // The work may have read and counted; only what comes before it is repeated.
        Transient.Repeat(() => { Connect(); Begin(cancellation); return true; }, SqlServerFaults.IsTransient, cancellation);
        T result = default!;
        using (cancellation.Register(Connection.Interrupt))
        {
            Current = cancellation;
            Finish(writer => result = work(writer));
        }
        return result;
    }

    protected override bool InTransactionIfFree(Action<Writer> work)
    {
        Connect();
        if (!TryBegin(0))
            return false;
        Finish(work);
        return true;
    }

    protected override Exception Meant(DbException fault, CancellationToken cancellation) =>
        fault is SqlException ours ? SqlServerFaults.Of(ours, place.Name, cancellation) : fault;

    void Finish(Action<Writer> work)
    {
        try
        {
            work(this);
            pending.Flush();
            var transaction = Connection.Transaction!;
            transaction.Commit();
            Connection.Transaction = null;
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

    void Begin(CancellationToken cancellation)
    {
        var since = clock.GetTimestamp();
        while (!TryBegin(MillisecondsBetweenLooks))
        {
            Connect();
            cancellation.ThrowIfCancellationRequested();
            if (clock.GetElapsedTime(since) > Patience)
                throw new StoreBusyException($"The store {place.Name} is being written by another process and stayed so for longer than we wait. Try again when its harvest, restore or rebuild has ended.", new TimeoutException());
        }
    }

    bool TryBegin(int milliseconds)
    {
        Connection.Begin(IsolationLevel.ReadCommitted);
        try
        {
            if (ApplicationLock.Take(Connection, place.Lock, milliseconds))
                return true;
            // A server that only speaks SQL Server's protocol was seen to end with the fifth refusal of one session.
            Rollback();
            SqlConnection.ClearPool(Connection.Inner);
            Close();
            return false;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    void Rollback()
    {
        pending.Forget();
        foreach (var statement in statements.Values)
            statement.Reset();
        if (connection?.Rollback() == false)
            Close();
    }

    void Close()
    {
        Unprepare();
        connection?.Dispose();
        connection = null;
    }
}
