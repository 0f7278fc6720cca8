using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>The database file: how it is opened, what is set on a connection, and how it is known as ours.</summary>
sealed class SqliteFile
{
    /// <summary>Marks the file's header as a store of ours: "REGI".</summary>
    public const int ApplicationId = 0x52454749;

    /// <summary>How much of the store its writer keeps at hand: what a million rows touch at random fits in.</summary>
    public const string CacheOfWriter = "pragma cache_size = -122880; pragma threads = 0;";

    /// <summary>The same for large sorts, which take as much for each of their threads: while one reads the rows, another sorts those before.</summary>
    public const string CacheForSorting = "pragma cache_size = -24576; pragma threads = 1;";

    // SQLITE_DBCONFIG_ENABLE_QPSG, https://www.sqlite.org/c3ref/c_dbconfig_defensive.html
    const int EnablePlannerStability = 1007;

    // A connection is never used by two threads at once (the pools of readers, the writer's gate and its rows behind see to that), so
    // that it need not lock itself at every value; and nobody asks how much memory SQLite takes.
    static SqliteFile()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_shutdown();
        Configure(raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD));
        Configure(raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0));
        _ = raw.sqlite3_initialize();
    }

    public SqliteFile(string path) => Path = System.IO.Path.GetFullPath(path);

    public string Path { get; }

    /// <summary>Whether there is a file with anything in it.</summary>
    public bool Exists => File.Exists(Path) && new FileInfo(Path).Length > 0;

    /// <summary>The one connection that writes; creates the file, and its folder, where they are missing.</summary>
    public SqliteConnection OpenWriter()
    {
        CreateFolder();
        // Page size and WAL belong to the file and are set before its first table. NORMAL in WAL: a power cut may lose the
        // last commits, never the database. Foreign keys are checked by the doctor: rows of a publication would each cost
        // half a dozen look-ups of parents that were written a moment before. Large sorts go to temporary files, since one in
        // memory has no bound. When the log is written into the file,
        // Checkpoints decides.
        return Open(SqliteOpenMode.ReadWriteCreate, $"""
            pragma page_size = 8192;
            pragma busy_timeout = 250;
            pragma journal_mode = wal;
            pragma synchronous = normal;
            pragma foreign_keys = off;
            {CacheOfWriter}
            pragma temp_store = file;
            pragma journal_size_limit = 67108864;
            """);
    }

    // Pages are read where the file lies in memory, up to the 2 GB that this SQLite allows or, by WholeFileMap, all of them; what is kept besides is what lies further on.
    const string ForReading = """
        pragma busy_timeout = 5000;
        pragma query_only = on;
        pragma cache_size = -8192;
        pragma mmap_size = 2147418112;
        pragma temp_store = memory;
        """;

    /// <summary>A connection that only reads.</summary>
    public SqliteConnection OpenReader() => Open(SqliteOpenMode.ReadWrite, ForReading);

    /// <summary>
    /// A connection that only reads, by its handle alone, for one thread at a time. Its plans do not depend on the values bound: otherwise
    /// each new value of a limit would have its statement parsed and planned again.
    /// </summary>
    public sqlite3 OpenHandle()
    {
        sqlite3? handle = null;
        try
        {
            SqliteFaults.Check(raw.sqlite3_open_v2(Path, out handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, WholeFileMap.Name), handle);
            SqliteFaults.Check(raw.sqlite3_db_config(handle, EnablePlannerStability, 1, out _), handle);
            Execute(handle, ForReading);
            SqliteFaults.Check(ItemsOf.Register(handle), handle);
            return handle;
        }
        catch (SqliteException fault)
        {
            handle?.Dispose();
            throw SqliteFaults.Of(fault, Path);
        }
    }

    SqliteConnection Open(SqliteOpenMode mode, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        try
        {
            connection.Open();
            Execute(connection, pragmas);
            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw SqliteFaults.Of(fault, Path);
        }
    }

    static void Configure(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new InvalidOperationException($"SQLite cannot be set to be used by one thread a connection ({code}).");
    }

    void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The folder of the store {Path} cannot be created: {fault.Message}", fault);
        }
    }

    /// <summary>Runs statements that give nothing back.</summary>
    public static void Execute(SqliteConnection connection, string sql) => Execute(connection.Handle!, sql);

    static void Execute(sqlite3 handle, string sql) => SqliteFaults.Check(raw.sqlite3_exec(handle, sql), handle);
}
