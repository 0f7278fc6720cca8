using Microsoft.Data.Sqlite;
using Registry.Store.Sqlite;
using SQLitePCL;

namespace Registry.Store.Reading;

/// <summary>
/// Connections to a SQLite store that only read, kept with their prepared statements from one request to the next. The one used last is used
/// first again; what nobody needed for a while is closed, and with it go its part of the file in memory and its pages. With the last one goes
/// what the requests left on the heap: a process that nobody asks holds what it needs to wait.
/// </summary>
internal sealed class SqliteReaders : GraphReaders
{
    // One for each request that may run at once; further ones are opened when needed and closed after use.
    private const int Kept = 64;

    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(20);

    private readonly SqliteFile _file;
    private readonly TimeProvider _clock;
    private readonly ITimer _closing;

    // The one used last stands last.
    private readonly List<SqliteReader> _idle = [];
    private volatile bool _disposed;

    /// <param name="file">The file of the store.</param>
    /// <param name="clock">Tells how long a connection was not needed.</param>
    public SqliteReaders(SqliteFile file, TimeProvider clock)
    {
        (_file, _clock) = (file, clock);
        _closing = clock.CreateTimer(static readers => ((SqliteReaders)readers!).CloseIdle(), this, LongestIdle / 2, LongestIdle / 2);
    }

    /// <summary>How many connections wait to be used.</summary>
    internal int Idle
    {
        get
        {
            lock (_idle)
            {
                return _idle.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override ReadSession Begin(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        return new SqliteReadSession(this, Take() ?? SqliteReader.Open(_file, Prepared), cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _disposed = true;
        _closing.Dispose();
        while (Take() is { } reader)
        {
            reader.Dispose();
        }
    }

    internal void Return(SqliteReader reader, int statements)
    {
        Count(statements);
        reader.ReturnedAt = _clock.GetTimestamp();
        if (!reader.IsSound || !TryKeep(reader))
        {
            reader.Dispose();
        }
    }

    private SqliteReader? Take()
    {
        lock (_idle)
        {
            if (_idle is not [.., var reader])
            {
                return null;
            }

            _idle.RemoveAt(_idle.Count - 1);
            return reader;
        }
    }

    private bool TryKeep(SqliteReader reader)
    {
        lock (_idle)
        {
            if (_disposed || _idle.Count >= Kept)
            {
                return false;
            }

            _idle.Add(reader);
            return true;
        }
    }

    private void CloseIdle()
    {
        List<SqliteReader> closed;
        bool isQuiet;
        lock (_idle)
        {
            var needed = _idle.FindIndex(reader => _clock.GetElapsedTime(reader.ReturnedAt) < LongestIdle);
            closed = _idle[..(needed < 0 ? _idle.Count : needed)];
            _idle.RemoveRange(0, closed.Count);
            isQuiet = closed.Count > 0 && _idle.Count == 0;
        }

        closed.ForEach(reader => reader.Dispose());
        if (isQuiet)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
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

    /// <summary>When it was last given back.</summary>
    public long ReturnedAt { get; set; }

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
