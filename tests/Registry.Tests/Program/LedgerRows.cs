using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Registry.Testing;

namespace Registry.Tests.Program;

/// <summary>The rows of the store in a test's folder, on whichever database it lies.</summary>
internal static class LedgerRows
{
    private const string Store = "sqlite:data/registry.db";

    /// <summary>The first column of what a statement gives, as text.</summary>
    public static List<string> Column(string folder, string sql)
    {
        using var connection = Open(folder);
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        List<string> column = [];
        while (reader.Read())
            column.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return column;
    }

    /// <summary>The first value of what a statement gives; whole numbers as <see cref="long"/>.</summary>
    public static object? Execute(string folder, string sql)
    {
        using var connection = Open(folder);
        using var command = Command(connection, sql);
        var value = command.ExecuteScalar();
        return value is int number ? (long)number : value;
    }

    /// <summary>Whether the store has come to have a table.</summary>
    public static bool HasTable(string folder, string table) => (ServerDatabases.AreAsked || File.Exists(FileOf(folder)))
        && Column(folder, ServerDatabases.AreAsked ? $"select name from sys.tables where name = '{table}'" : $"select name from sqlite_schema where name = '{table}'").Count == 1;

    private static string FileOf(string folder) => Path.Combine(folder, "data", "registry.db");

    private static DbConnection Open(string folder)
    {
        if (ServerDatabases.AreAsked)
            return ServerDatabases.Open(ServerStores.For(folder, Store));
        var connection = new SqliteConnection($"Data Source={FileOf(folder)};Pooling=False");
        connection.Open();
        return connection;
    }

#pragma warning disable CA2100 // The texts are those of the tests.
    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
#pragma warning restore CA2100
}
