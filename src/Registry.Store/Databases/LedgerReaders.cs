using System.Data.Common;

namespace Registry.Store;

/// <summary>Connections that read the ledger through Dapper, kept for the next reader. The graph reads by cursors of its own.</summary>
abstract class LedgerReaders : IDisposable
{
    /// <summary>A session that sees one state of the store until it is disposed.</summary>
    public abstract LedgerSession Open(CancellationToken cancellation);

    public abstract void Dispose();
}

/// <summary>
/// One read transaction: whatever is asked of it sees the same release. For one thread at a time. A cancelled token
/// interrupts the statement that runs.
/// </summary>
abstract class LedgerSession : IDisposable
{
    /// <summary>The release that is seen; 0 before the first.</summary>
    public long Release { get; protected init; }

    public abstract DbConnection Connection { get; }

    /// <summary>Runs a reading and gives what the database throws the store's words.</summary>
    public abstract T Read<T>(Func<LedgerSession, T> reading);

    public abstract void Dispose();
}
