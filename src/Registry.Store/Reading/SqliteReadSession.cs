using SQLitePCL;

namespace Registry.Store.Reading;

/// <summary>A read transaction of SQLite.</summary>
internal sealed class SqliteReadSession : ReadSession
{
    private readonly SqliteReaders _readers;
    private readonly SqliteReader _reader;
    private readonly CancellationToken _cancellationToken;
    private bool _disposed;

    public SqliteReadSession(SqliteReaders readers, SqliteReader reader, CancellationToken cancellationToken)
    {
        (_readers, _reader, _cancellationToken) = (readers, reader, cancellationToken);
        _reader.Begin(cancellationToken);
    }

    public override void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _reader.End();
        _readers.Return(_reader, Statements);
    }

    private protected override RowCursor Open(SqlText sql)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _cancellationToken.ThrowIfCancellationRequested();
        var statement = _reader.Prepare(sql.Text);
        for (var i = 0; i < sql.Parameters.Count; i++)
        {
            Bind(statement, statement.PositionOf(i), sql.Parameters[i]);
        }

        return new SqliteRowCursor(_reader, statement.Handle, _cancellationToken);
    }

    private void Bind(SqliteStatement statement, int position, SqlValue value) => _reader.Check(value.Kind switch
    {
        SqlValueKind.Null => raw.sqlite3_bind_null(statement.Handle, position),
        SqlValueKind.Integer => raw.sqlite3_bind_int64(statement.Handle, position, value.Integer),
        SqlValueKind.Real => raw.sqlite3_bind_double(statement.Handle, position, value.Real),
        SqlValueKind.Text => raw.sqlite3_bind_text(statement.Handle, position, System.Text.Encoding.UTF8.GetBytes(value.Text)),
        _ => raw.sqlite3_bind_blob(statement.Handle, position, value.Bytes),
    });
}

/// <summary>The rows of a SQLite statement, read from its handle.</summary>
internal sealed class SqliteRowCursor(SqliteReader reader, sqlite3_stmt statement, CancellationToken cancellationToken) : RowCursor
{
    public override bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        reader.Check(code);
        return false;
    }

    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public override long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    public override double Real(int column) => raw.sqlite3_column_double(statement, column);

    // Of a text the handle gives the UTF-8 bytes as they lie, as the encoding of the database is UTF-8.
    public override ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public override SqlValueKind KindOf(int column) => raw.sqlite3_column_type(statement, column) switch
    {
        raw.SQLITE_NULL => SqlValueKind.Null,
        raw.SQLITE_INTEGER => SqlValueKind.Integer,
        raw.SQLITE_FLOAT => SqlValueKind.Real,
        raw.SQLITE_TEXT => SqlValueKind.Text,
        _ => SqlValueKind.Bytes,
    };

    public override void Dispose()
    {
        raw.sqlite3_reset(statement);
        raw.sqlite3_clear_bindings(statement);
    }
}
