using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Registry.Testing;

/// <summary>
/// Databases on the server that REGISTRY_TEST_SQLSERVER names. Where it is set, the tests run over SQL Server; where it is not, over SQLite.
/// A test program makes databases of its own, lends them to one test at a time, empties them in between and drops them when it ends.
/// </summary>
static class ServerDatabases
{
    /// <summary>The variable that names the server by a connection string.</summary>
    public const string Variable = "REGISTRY_TEST_SQLSERVER";

    static readonly ConcurrentBag<string> idle = [];
    static readonly ConcurrentBag<string> made = [];
    static readonly Lazy<bool> isBabelfish = new(IsBabelfish);
    static int count;

    static ServerDatabases() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DropAll();

    /// <summary>Whether the tests run over SQL Server.</summary>
    public static bool AreAsked => Server is not null;

    static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    /// <summary>Skips a test of what only SQLite has.</summary>
    public static void SkipUnlessSqlite(string why)
    {
        if (AreAsked)
            Assert.Skip($"Is about SQLite: {why}");
    }

    /// <summary>Skips a test of what Babelfish, which only speaks SQL Server's protocol, does not do.</summary>
    public static void SkipOnBabelfish(string why)
    {
        if (AreAsked && isBabelfish.Value)
            Assert.Skip($"Not proved on Babelfish: {why}");
    }

    /// <summary>Skips a test of what only a server has.</summary>
    public static void SkipUnlessServer()
    {
        if (!AreAsked)
            Assert.Skip($"Needs a SQL Server, whose connection string stands in {Variable}.");
    }

    /// <summary>The address of a database without rows, its schema there or not; to be given back.</summary>
    public static string Lend(out bool hasSchema)
    {
        hasSchema = idle.TryTake(out var known);
        return known ?? Make();
    }

    /// <summary>A database for a test that changes its schema; dropped with the others.</summary>
    public static string Make()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"registry_test_{Environment.ProcessId}_{Interlocked.Increment(ref count)}");
        Execute(Server!, $"create database {name}");
        made.Add(name);
        AllowSnapshots(name);
        return "sqlserver:" + Of(name);
    }

    /// <summary>Takes a database back for the next test.</summary>
    public static void TakeBack(string address)
    {
        var connection = address["sqlserver:".Length..];
        Execute(connection, string.Join('\n', Tables(connection).Select(table => $"truncate table [{table}];")));
        idle.Add(address);
    }

    /// <summary>A connection to a database that was lent.</summary>
    public static SqlConnection Open(string address)
    {
        var connection = new SqlConnection(address["sqlserver:".Length..]);
        connection.Open();
        return connection;
    }

    static bool IsBabelfish()
    {
        using var open = new SqlConnection(Server);
        open.Open();
        using var command = new SqlCommand("select @@version", open);
        return ((string)command.ExecuteScalar()).Contains("Babelfish", StringComparison.OrdinalIgnoreCase);
    }

    static string Of(string database) => new SqlConnectionStringBuilder(Server) { InitialCatalog = database }.ConnectionString;

    // A server that has no such switch reads snapshots anyway, or its migration says that it does not.
    static void AllowSnapshots(string database)
    {
        try
        {
            Execute(Server!, $"alter database {database} set allow_snapshot_isolation on");
        }
        catch (SqlException fault)
        {
            TestContext.Current.SendDiagnosticMessage("The switch of {0} is refused: {1}", database, fault.Message);
        }
    }

    static List<string> Tables(string connection)
    {
        using var open = new SqlConnection(connection);
        open.Open();
        using var command = new SqlCommand("select name from sys.tables where name <> 'migration'", open);
        using var reader = command.ExecuteReader();
        List<string> tables = [];
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    static void DropAll()
    {
        SqlConnection.ClearAllPools();
        foreach (var database in made)
            Drop(database);
    }

    static void Drop(string database)
    {
        try
        {
            Execute(Server!, $"drop database {database}");
        }
        catch (SqlException fault)
        {
            Console.Error.WriteLine($"{database} is left on the server: {fault.Message}");
        }
    }

#pragma warning disable CA2100 // Names of databases and tables are no parameters.
    static void Execute(string connection, string sql)
    {
        if (sql.Length == 0)
            return;
        using var open = new SqlConnection(connection);
        open.Open();
        using var command = new SqlCommand(sql, open) { CommandTimeout = 300 };
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
