using Microsoft.Data.SqlClient;

namespace Registry.Store.SqlServer;

/// <summary>What SQL Server's error numbers mean to a user of the store.</summary>
/// <remarks>https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors</remarks>
static class SqlServerFaults
{
    const int Deadlock = 1205;

    // Connections that broke or were not made, and Azure SQL's throttling and moving; 0 and negative numbers are the client's.
    static readonly HashSet<int> passing = [-2, 20, 64, 121, 233, 10053, 10054, 10060, 10928, 10929, 40143, 40197, 40501, 40540, 40613, 49918, 49919, 49920, Deadlock];

    static readonly HashSet<int> unreachable = [-2, -1, 0, 2, 11, 20, 53, 64, 121, 233, 258, 10053, 10054, 10060, 10061, 11001, 40197, 40501, 40613];

    static readonly HashSet<int> full = [1101, 1105, 3257, 5149, 9002, 40544];

    // From here on a fault ends the connection.
    const int Fatal = 20;

    /// <summary>Whether the same may go well a moment later.</summary>
    public static bool IsTransient(Exception fault) => fault is SqlException ours && (passing.Contains(ours.Number) || IsBrokenOff(ours));

    // Where the driver speaks to the network by itself, as on Linux, a connection that breaks has no number. One that was never made has no id
    // either: there the driver itself has tried for as long as its connect time-out says.
    static bool IsBrokenOff(SqlException fault) => fault.Number == 0 && fault.Class >= Fatal && fault.ClientConnectionId != Guid.Empty;

    public static Exception Of(SqlException fault, string store) => fault.Number switch
    {
        4060 or 911 => new StoreUnavailableException($"The database {store} cannot be opened: see that it exists and that the login may use it (docs/sql-server.md).", fault),
        18456 or 18452 => new StoreUnavailableException($"The server of {store} refuses the login: see to the user and password of the address.", fault),
        229 or 230 or 262 or 916 => new StoreUnavailableException($"The login may not do this in {store} ({fault.Message}). docs/sql-server.md lists the rights.", fault),
        1222 => new StoreBusyException($"The store {store} is being written by another process and stayed so for longer than we wait. Try again when its harvest, restore or rebuild has ended.", fault),
        823 or 824 or 825 => new StoreCorruptException($"The store {store} is damaged ({fault.Message}). Restore a backup.", fault),
        3952 or 3951 => new StoreUnavailableException($"The database {store} does not allow snapshot isolation, by which readers see one release: alter database ... set allow_snapshot_isolation on (docs/sql-server.md).", fault),
        var number when full.Contains(number) => new StoreFullException($"No room is left for the store {store}. Give its database room; the last release answers on, and the run can be repeated.", fault),
        var number when unreachable.Contains(number) => new StoreUnavailableException($"The store {store} cannot be reached ({fault.Message.Trim()}).", fault),
        _ => fault,
    };

    /// <summary>As <see cref="Of(SqlException,string)"/>, where the caller may have cancelled.</summary>
    public static Exception Of(SqlException fault, string store, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? new OperationCanceledException("The work on the store was cancelled.", fault, cancellation) : Of(fault, store);
}
