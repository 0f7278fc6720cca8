using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Registry.Store.SqlServer;

/// <summary>The readers of the ledger of a store on SQL Server.</summary>
sealed class SqlServerLedgerReaders(SqlServerPlace place) : LedgerReaders
{
    public override LedgerSession Open(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return Transient.Repeat(() => new SqlServerLedgerSession(place, cancellation), SqlServerFaults.IsTransient, cancellation);
        }
        catch (SqlException fault)
        {
            throw SqlServerFaults.Of(fault, place.Name, cancellation);
        }
    }

    public override void Dispose()
    {
        // Connections that nobody uses are the driver's.
    }
}

/// <summary>A read transaction under snapshot isolation: it waits for no writer, and no writer for it.</summary>
sealed class SqlServerLedgerSession : LedgerSession
{
    readonly SqlServerPlace place;
    readonly CancellationToken cancellation;
    readonly CancellationTokenRegistration interruption;

    public SqlServerLedgerSession(SqlServerPlace place, CancellationToken cancellation)
    {
        this.place = place;
        this.cancellation = cancellation;
        Connection = new TransactConnection(place.Open());
        try
        {
            Connection.Begin(IsolationLevel.Snapshot);
            // The state is taken by the first read.
            Release = Connection.ExecuteScalar<long>("select coalesce(max(release_id), 0) from release");
        }
        catch
        {
            Connection.Dispose();
            throw;
        }
        interruption = cancellation.Register(Connection.Interrupt);
    }

    public override TransactConnection Connection { get; }

    public override T Read<T>(Func<LedgerSession, T> reading)
    {
        try
        {
            return reading(this);
        }
        catch (SqlException fault)
        {
            throw SqlServerFaults.Of(fault, place.Name, cancellation);
        }
    }

    public override void Dispose()
    {
        interruption.Dispose();
        Connection.Rollback();
        Connection.Dispose();
    }
}
