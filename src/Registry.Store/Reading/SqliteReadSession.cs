using System.Text;
using Registry.Store.Sqlite;
using SQLitePCL;

namespace Registry.Store.Reading;

/// <summary>A read transaction of SQLite.</summary>
internal sealed class SqliteReadSession : ReadSession
{
    private const int LargestOnStack = 512;

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
        Check();
        var statement = _reader.Prepare(sql.Text);
        for (var i = 0; i < sql.Parameters.Count; i++)
        {
            Bind(statement, statement.PositionOf(i), sql.Parameters[i]);
        }

        return new SqliteRowCursor(_reader, statement, _cancellationToken);
    }

    private protected override RowCursor Open(SqlTemplate template, ReadOnlySpan<SqlValue> blanks)
    {
        Check();
        var statement = _reader.Prepare(template);
        for (var i = 0; i < template.Parameters.Length; i++)
        {
            ref readonly var value = ref template.Parameters[i];
            Bind(statement, statement.PositionOf(i), value.Kind == SqlValueKind.Blank ? blanks[(int)value.Integer] : value);
        }

        return new SqliteRowCursor(_reader, statement, _cancellationToken);
    }

    private void Check()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _cancellationToken.ThrowIfCancellationRequested();
    }

    private void Bind(SqliteStatement statement, int position, in SqlValue value) => _reader.Check(value.Kind switch
    {
        SqlValueKind.Null => raw.sqlite3_bind_null(statement.Handle, position),
        SqlValueKind.Integer => Native.BindLong(statement.Pointer, position, value.Integer),
        SqlValueKind.Real => raw.sqlite3_bind_double(statement.Handle, position, value.Real),
        SqlValueKind.Text => BindText(statement, position, value),
        SqlValueKind.Bytes => raw.sqlite3_bind_blob(statement.Handle, position, value.Bytes),
        SqlValueKind.Items => BindItems(statement, position, value.Bytes),
        _ => throw new InvalidOperationException("A blank of a statement was not filled."),
    });

    private static int BindText(SqliteStatement statement, int position, in SqlValue value)
    {
        var text = value.Text;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > LargestOnStack)
        {
            return BindText(statement, position, Encoding.UTF8.GetBytes(text));
        }

        Span<byte> utf8 = stackalloc byte[LargestOnStack];
        return BindText(statement, position, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    private static unsafe int BindItems(SqliteStatement statement, int position, ReadOnlySpan<byte> list)
    {
        fixed (byte* bytes = list)
        {
            return Native.BindBlob(statement.Pointer, position, bytes, list.Length, Native.Transient);
        }
    }

    // A null address would bind null, not the empty text.
    private static unsafe int BindText(SqliteStatement statement, int position, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* bytes = utf8)
        {
            byte none;
            return Native.BindText(statement.Pointer, position, bytes is null ? &none : bytes, utf8.Length, Native.Transient);
        }
    }
}

/// <summary>The rows of a SQLite statement, read from its handle.</summary>
internal sealed class SqliteRowCursor(SqliteReader reader, SqliteStatement statement, CancellationToken cancellationToken) : RowCursor
{
    private readonly nint _statement = statement.Pointer;

    public override bool Step()
    {
        var code = Native.Step(_statement);
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

    public override bool IsNull(int column) => Native.ColumnType(_statement, column) == raw.SQLITE_NULL;

    public override long Integer(int column) => Native.ColumnLong(_statement, column);

    public override double Real(int column) => Native.ColumnDouble(_statement, column);

    // Of a text the handle gives the UTF-8 bytes as they lie, as the encoding of the database is UTF-8.
    public override unsafe ReadOnlySpan<byte> Bytes(int column)
    {
        var bytes = Native.ColumnBlob(_statement, column);
        return new ReadOnlySpan<byte>(bytes, bytes is null ? 0 : Native.ColumnBytes(_statement, column));
    }

    // Only what is null or empty has no address.
    public override unsafe bool TryBytes(int column, out ReadOnlySpan<byte> bytes)
    {
        var first = Native.ColumnBlob(_statement, column);
        bytes = first is null ? [] : new ReadOnlySpan<byte>(first, Native.ColumnBytes(_statement, column));
        return first is not null || !IsNull(column);
    }

    public override SqlValueKind KindOf(int column) => Native.ColumnType(_statement, column) switch
    {
        raw.SQLITE_NULL => SqlValueKind.Null,
        raw.SQLITE_INTEGER => SqlValueKind.Integer,
        raw.SQLITE_FLOAT => SqlValueKind.Real,
        raw.SQLITE_TEXT => SqlValueKind.Text,
        _ => SqlValueKind.Bytes,
    };

    public override void Dispose()
    {
        // What it answers was told by the last step.
        _ = Native.Reset(_statement);
        GC.KeepAlive(statement);
    }
}
