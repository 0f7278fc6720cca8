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
    // To connect can always be repeated: nothing has been asked yet.
    public SqlConnection Open() => Transient.Repeat(() => Connect(connecting), SqlServerFaults.IsTransient, CancellationToken.None);

    /// <summary>A connection for the writer, kept apart from those of the readers.</summary>
    public SqlConnection OpenForWriting() => Transient.Repeat(() => Connect(writing), SqlServerFaults.IsTransient, CancellationToken.None);

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
        if (!builder.ShouldSerialize("Application Name"))
            builder.ApplicationName = "registry";
        return builder;
    }

    static string NameOf(SqlConnectionStringBuilder builder) => $"{builder.InitialCatalog} on {builder.DataSource}";
}
