using System.Data.Common;
using Registry.Store.Reading;

namespace Registry.Store;

/// <summary>What differs between the databases in which a store may lie. Nothing outside the store knows which it is.</summary>
abstract class Engine : IDisposable
{
    /// <summary>What the store is called in messages: its file, or its server and database.</summary>
    public abstract string Name { get; }

    /// <summary>Whether there is a store yet.</summary>
    public abstract bool Exists { get; }

    /// <summary>Tables of others beside the store's; null where the store is one machine's.</summary>
    public virtual SharedTables? SharedTables => null;

    /// <summary>The one writer.</summary>
    public abstract Writer Writer { get; }

    /// <summary>The readers of the ledger.</summary>
    public abstract LedgerReaders Ledger { get; }

    /// <summary>The readers of the graph.</summary>
    public abstract GraphReaders Graph { get; }

    /// <summary>The engine of an address.</summary>
    public static Engine Of(StoreAddress address, TimeProvider clock, TimeSpan patience) => address.Connection is { } connection
        ? new SqlServer.SqlServerEngine(connection, clock, patience)
        : new Sqlite.SqliteEngine(address.Path, clock, patience);

    /// <summary>Creates the store or brings its schema forward.</summary>
    public abstract MigrationReport Migrate(CancellationToken cancellation);

    /// <summary>Copies one state of the store into a new file.</summary>
    public abstract void Backup(string target, CancellationToken cancellation);

    /// <summary>Puts a copy in the place of what the store holds.</summary>
    public abstract void Restore(string from, CancellationToken cancellation);

    /// <summary>What the database itself finds wrong with what it keeps.</summary>
    public abstract IEnumerable<Finding> Integrity(DbConnection open);

    /// <summary>Runs work that writes into the store as it now is, of which nothing stays.</summary>
    public abstract void Try(Action<Writer> work, CancellationToken cancellation);

    /// <summary>Inside <see cref="Try"/>: keeps the rows that a table has now as <c>kept_</c> and its name.</summary>
    public abstract void KeepRows(Writer open, string table);

    public abstract void Dispose();
}
