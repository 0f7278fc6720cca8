using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Registry.Store.Sqlite;
using SQLitePCL;

namespace Registry.Store.Reading;

/// <summary>
/// Connections to a SQLite store that only read, kept with their prepared statements from one request to the next.
/// </summary>
/// <param name="file">The file of the store.</param>
internal sealed class SqliteReaders(SqliteFile file) : IDisposable
{
    // One for each request that may run at once; further ones are opened when needed and closed after use.
    private const int Kept = 64;

    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private long _statements;
    private volatile bool _disposed;

    /// <summary>How many statements were run by all sessions that have ended.</summary>
    public long Statements => Interlocked.Read(ref _statements);

    /// <summary>Begins a read transaction. It sees the release that stands when its first statement runs.</summary>
    /// <param name="cancellationToken">Interrupts the statement that runs when it is cancelled.</param>
    public ReadSession Begin(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var reader = _idle.TryTake(out var idle) ? idle : SqliteReader.Open(file);
        return new SqliteReadSession(this, reader, cancellationToken);
    }

    /// <summary>Closes the connections that no session uses; those in use close with their session.</summary>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    internal void Return(SqliteReader reader, int statements)
    {
        Interlocked.Add(ref _statements, statements);
        if (_disposed || _idle.Count >= Kept || !reader.IsSound)
        {
            reader.Dispose();
        }
        else
        {
            _idle.Add(reader);
        }
    }
}

/// <summary>A connection with its prepared statements.</summary>
internal sealed class SqliteReader : IDisposable
{
    // A request's statements are few and their texts constant per shape; this holds the shapes of a busy schema.
    private const int KeptStatements = 256;

    // About a tenth of a millisecond. An interruption from outside would be lost on a statement that is just about to start.
    private const int InstructionsBetweenLooks = 10_000;

    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private long _use;

    private readonly SqliteConnection _connection;
    private readonly string _path;

    // The request that is served now may have been left, or be past its deadline.
    private CancellationToken _cancellation;

    private SqliteReader(SqliteConnection connection, string path)
    {
        (_connection, _path) = (connection, path);
        raw.sqlite3_progress_handler(Handle, InstructionsBetweenLooks, static reader => ((SqliteReader)reader)._cancellation.IsCancellationRequested ? 1 : 0, this);
    }

    public sqlite3 Handle => _connection.Handle!;

    /// <summary>Whether its last transaction ended as it should.</summary>
    public bool IsSound { get; private set; } = true;

    public static SqliteReader Open(SqliteFile file) => new(file.OpenReader(), file.Path);

    /// <param name="cancellation">Interrupts the statement that runs when it is cancelled.</param>
    public void Begin(CancellationToken cancellation)
    {
        Execute("begin");
        _cancellation = cancellation;
    }

    public void End()
    {
        _cancellation = CancellationToken.None;
        foreach (var statement in _statements.Values)
        {
            raw.sqlite3_reset(statement.Handle);
        }

        IsSound = raw.sqlite3_exec(Handle, "rollback") == raw.SQLITE_OK;
    }

    public SqliteStatement Prepare(string text)
    {
        if (!_statements.TryGetValue(text, out var statement))
        {
            if (_statements.Count == KeptStatements)
            {
                var oldest = _statements.MinBy(pair => pair.Value.LastUse);
                oldest.Value.Handle.Dispose();
                _statements.Remove(oldest.Key);
            }

            Check(raw.sqlite3_prepare_v3(Handle, text, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
            _statements.Add(text, statement = new SqliteStatement(handle));
        }

        statement.LastUse = ++_use;
        return statement;
    }

    /// <exception cref="StoreException">The database could not do what it was told.</exception>
    public void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return;
        }

        throw SqliteFaults.Of(new SqliteException(raw.sqlite3_errmsg(Handle).utf8_to_string(), code, raw.sqlite3_extended_errcode(Handle)), _path);
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Handle.Dispose();
        }

        _statements.Clear();
        _connection.Dispose();
    }

    private void Execute(string sql) => Check(raw.sqlite3_exec(Handle, sql));
}

/// <summary>A prepared statement and where its parameters stand.</summary>
internal sealed class SqliteStatement(sqlite3_stmt handle)
{
    private int[] _positions = [];

    public sqlite3_stmt Handle => handle;

    public long LastUse { get; set; }

    /// <summary>The position of parameter <c>@pN</c>, which the database numbers by first appearance.</summary>
    public int PositionOf(int parameter)
    {
        if (_positions.Length == 0)
        {
            var positions = new int[raw.sqlite3_bind_parameter_count(handle)];
            for (var i = 0; i < positions.Length; i++)
            {
                positions[i] = raw.sqlite3_bind_parameter_index(handle, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@p{i}"));
            }

            _positions = positions;
        }

        return _positions[parameter];
    }
}
