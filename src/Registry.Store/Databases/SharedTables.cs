using System.Data.Common;

namespace Registry.Store;

/// <summary>
/// How others reach tables of theirs that lie beside the store's, where the processes of several machines share it: those of the timetable
/// (<c>0009_timetable.sql</c>).
/// </summary>
/// <param name="provider">Makes connections and commands.</param>
/// <param name="connectionString">The connection string, with the password: it is shown nowhere.</param>
public sealed class SharedTables(DbProviderFactory provider, string connectionString)
{
    /// <summary>Makes connections and commands.</summary>
    public DbProviderFactory Provider => provider;

    /// <summary>The connection string, with the password.</summary>
    public string ConnectionString => connectionString;
}
