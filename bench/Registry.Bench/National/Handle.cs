using SQLitePCL;

namespace Registry.Bench.National;

/// <summary>A connection to a SQLite file by its bare handle, with the statements that were prepared on it.</summary>
internal sealed class Handle : IDisposable
{
    private readonly sqlite3 _database;
    private readonly Dictionary<string, sqlite3_stmt> _statements = new(StringComparer.Ordinal);

    public Handle(string file)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open_v2(file, out _database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null));
        foreach (var pragma in new[] { "pragma query_only = on", "pragma cache_size = -8192", "pragma mmap_size = 2147418112", "pragma temp_store = memory" })
            Check(raw.sqlite3_exec(_database, pragma));
    }

    /// <summary>The statement of a text, prepared once; it is reset.</summary>
    public sqlite3_stmt Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
            return known;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        _statements.Add(sql, statement);
        return statement;
    }

    public void Each(string sql, Action<sqlite3_stmt> row)
    {
        var statement = Statement(sql);
        while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            row(statement);
        raw.sqlite3_reset(statement);
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_database, sql));

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _database.Dispose();
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new InvalidOperationException($"SQLite answered {code}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
    }
}
