using Dapper;
using Microsoft.Data.Sqlite;

namespace Registry.Store.Sqlite;

/// <summary>A second connection to the file: in WAL it sees the last commit, whatever the writer does meanwhile.</summary>
sealed class SqliteBeside : Beside
{
    // It reads from one end to the other: what it has read it does not need again.
    const string ForReadingOnce = "pragma mmap_size = 0; pragma cache_size = -4096;";

    readonly SqliteConnection connection;
    readonly Dictionary<string, NativeStatement> statements = new(StringComparer.Ordinal);

    SqliteBeside(SqliteConnection connection) => this.connection = connection;

    /// <summary>Opens one; null where the file has no write-ahead log, so that a reader and the writer would wait for each other.</summary>
    public static SqliteBeside? Open(SqliteFile file)
    {
        var connection = file.OpenReader();
        if (connection.ExecuteScalar<string>("pragma journal_mode") != "wal")
        {
            connection.Dispose();
            return null;
        }
        SqliteFile.Execute(connection, ForReadingOnce);
        return new SqliteBeside(connection);
    }

    public override Statement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new NativeStatement(null, connection.Handle!, sql));
        return statement;
    }

    public override void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        connection.Dispose();
    }
}
