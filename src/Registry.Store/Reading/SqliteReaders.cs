using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Registry.Store.Sqlite;
using SQLitePCL;

namespace Registry.Store.Reading;

/// <summary>
/// Connections to a SQLite store that only read, kept with their prepared statements from one request to the next.
/// </summary>
/// <param name="file">The file of the store.</param>
internal sealed class SqliteReaders(SqliteFile file) : GraphReaders
{
    // One for each request that may run at once; further ones are opened when needed and closed after use.
    private const int Kept = 64;

    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private volatile bool _disposed;

    /// <inheritdoc/>
    public override ReadSession Begin(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var reader = _idle.TryTake(out var idle) ? idle : SqliteReader.Open(file, Prepared);
        return new SqliteReadSession(this, reader, cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    internal void Return(SqliteReader reader, int statements)
    {
        Count(statements);
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

    private readonly Action<string>? _prepared;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<SqlTemplate, SqliteStatement> _templates = new(ReferenceEqualityComparer.Instance);
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _rollback;
    private long _use;

    private readonly string _path;

    // The request that is served now may have been left, or be past its deadline.
    private CancellationToken _cancellation;

    private SqliteReader(sqlite3 handle, string path, Action<string>? prepared)
    {
        (Handle, _path, _prepared) = (handle, path, prepared);
        Check(raw.sqlite3_prepare_v3(Handle, "begin", raw.SQLITE_PREPARE_PERSISTENT, out _begin));
        Check(raw.sqlite3_prepare_v3(Handle, "rollback", raw.SQLITE_PREPARE_PERSISTENT, out _rollback));
        raw.sqlite3_progress_handler(Handle, InstructionsBetweenLooks, static reader => ((SqliteReader)reader)._cancellation.IsCancellationRequested ? 1 : 0, this);
    }

    public sqlite3 Handle { get; }

    /// <summary>Whether its last transaction ended as it should.</summary>
    public bool IsSound { get; private set; } = true;

    public static SqliteReader Open(SqliteFile file, Action<string>? prepared) => new(file.OpenHandle(), file.Path, prepared);

    /// <param name="cancellation">Interrupts the statement that runs when it is cancelled.</param>
    public void Begin(CancellationToken cancellation)
    {
        Check(Execute(_begin));
        _cancellation = cancellation;
    }

    public void End()
    {
        _cancellation = CancellationToken.None;
        IsSound = Execute(_rollback) == raw.SQLITE_OK;
    }

    public SqliteStatement Prepare(SqlTemplate template)
    {
        if (!_templates.TryGetValue(template, out var statement) || !statement.IsKept)
        {
            _templates[template] = statement = Prepare(template.Text);
        }

        statement.LastUse = ++_use;
        return statement;
    }

    public SqliteStatement Prepare(string text)
    {
        if (!_statements.TryGetValue(text, out var statement))
        {
            if (_statements.Count == KeptStatements)
            {
                var oldest = _statements.MinBy(pair => pair.Value.LastUse);
                oldest.Value.Dispose();
                _statements.Remove(oldest.Key);
                Forget();
            }

            Check(raw.sqlite3_prepare_v3(Handle, text, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
            _statements.Add(text, statement = new SqliteStatement(handle));
            _prepared?.Invoke(text);
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
            statement.Dispose();
        }

        _statements.Clear();
        _begin.Dispose();
        _rollback.Dispose();
        Handle.Dispose();
    }

    private static int Execute(sqlite3_stmt statement)
    {
        raw.sqlite3_step(statement);
        return raw.sqlite3_reset(statement);
    }

    // Of what has left the plan cache nobody asks again.
    private void Forget()
    {
        if (_templates.Count > 2 * KeptStatements)
        {
            _templates.Clear();
        }
    }
}

/// <summary>A prepared statement and where its parameters stand.</summary>
internal sealed class SqliteStatement(sqlite3_stmt handle) : IDisposable
{
    private int[] _positions = [];

    public sqlite3_stmt Handle => handle;

    /// <summary>Where it lies; valid while it is kept.</summary>
    public nint Pointer { get; } = handle.DangerousGetHandle();

    /// <summary>Whether it is still prepared.</summary>
    public bool IsKept { get; private set; } = true;

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

    public void Dispose()
    {
        IsKept = false;
        handle.Dispose();
    }
}
