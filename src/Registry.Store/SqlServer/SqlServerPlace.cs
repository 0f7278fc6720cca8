using Microsoft.Data.SqlClient;

namespace Registry.Store.SqlServer;

/// <summary>The database in which a store lies: how it is connected to, and what it is called.</summary>
sealed class SqlServerPlace
{
    readonly string connecting;
    readonly string writing;

    public SqlServerPlace(string connectionString)
    {
        var builder = Read(connectionString);
        connecting = builder.ConnectionString;
        Name = NameOf(builder);
        Lock = $"registry {builder.InitialCatalog}";
        // Told apart on the server, and kept apart by the driver.
        builder.ApplicationName += " writer";
        writing = builder.ConnectionString;
    }

    /// <summary>How it is connected to, with the password.</summary>
    public string ConnectionString => connecting;

    /// <summary>Server and database, without who connects and how.</summary>
    public string Name { get; }

    /// <summary>The name of the lock at which writers take turns. SQL Server keeps locks of one name apart by database, others may not.</summary>
    public string Lock { get; }

    /// <summary>The name of a connection string's server and database.</summary>
    public static string NameOf(string connectionString) => NameOf(Read(connectionString));

    /// <summary>A connection that others used before and will use after.</summary>
    public SqlConnection Open() => Connect(connecting);

    /// <summary>A connection for the writer, kept apart from those of the readers.</summary>
    public SqlConnection OpenForWriting() => Connect(writing);

    static SqlConnection Connect(string connecting)
    {
        var connection = new SqlConnection(connecting);
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqlException)
        {
            connection.Dispose();
            throw;
        }
    }

    static SqlConnectionStringBuilder Read(string connectionString)
    {
        var builder = new SqlConnectionStringBuilder(connectionString) { MultipleActiveResultSets = false };
        if (!builder.ShouldSerialize("Encrypt"))
            builder.Encrypt = true;
        // The driver would tell each that connects in the next seconds of the last failure; we pause by ourselves before we connect anew.
        if (!builder.ShouldSerialize("Pool Blocking Period"))
            builder.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        if (!builder.ShouldSerialize("Application Name"))
            builder.ApplicationName = "registry";
        return builder;
    }

    static string NameOf(SqlConnectionStringBuilder builder) => $"{builder.InitialCatalog} on {builder.DataSource}";
}
