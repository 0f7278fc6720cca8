using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>
/// A prepared statement driven by its handle: bound, stepped and read without an object per value. For the loops that write
/// or read many rows; parameters count from 1, columns from 0.
/// </summary>
sealed class Statement : IDisposable
{
    readonly sqlite3 database;
    readonly sqlite3_stmt handle;

    public Statement(sqlite3 database, string sql)
    {
        this.database = database;
        SqliteFaults.Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out handle), database);
    }

    public Statement Bind(int parameter, long value)
    {
        SqliteFaults.Check(raw.sqlite3_bind_int64(handle, parameter, value), database);
        return this;
    }

    public Statement Bind(int parameter, long? value) => value is { } some ? Bind(parameter, some) : BindNull(parameter);

    public Statement Bind(int parameter, double value)
    {
        SqliteFaults.Check(raw.sqlite3_bind_double(handle, parameter, value), database);
        return this;
    }

    public Statement Bind(int parameter, string? text) => text is null ? BindNull(parameter) : Bind(parameter, text.AsSpan());

    public Statement Bind(int parameter, ReadOnlySpan<char> text)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var buffer = longest <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(longest);
        var length = Encoding.UTF8.GetBytes(text, buffer);
        BindUtf8(parameter, buffer[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    public Statement BindUtf8(int parameter, ReadOnlySpan<byte> text)
    {
        // An empty span has no address, which SQLite would take for null.
        var code = text.IsEmpty ? raw.sqlite3_bind_text(handle, parameter, "") : raw.sqlite3_bind_text(handle, parameter, text);
        SqliteFaults.Check(code, database);
        return this;
    }

    public Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        var code = bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, parameter, 0) : raw.sqlite3_bind_blob(handle, parameter, bytes);
        SqliteFaults.Check(code, database);
        return this;
    }

    public Statement BindNull(int parameter)
    {
        SqliteFaults.Check(raw.sqlite3_bind_null(handle, parameter), database);
        return this;
    }

    /// <summary>Moves to the next row; false when there is none, and the statement may be bound again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        raw.sqlite3_reset(handle);
        SqliteFaults.Check(code, database);
        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Ends a reading early, so that the statement may be bound again.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    public double? DoubleOrNull(int column) => IsNull(column) ? null : raw.sqlite3_column_double(handle, column);

    public ReadOnlySpan<byte> Utf8(int column)
    {
        var text = raw.sqlite3_column_text(handle, column);
        // column_text first: it converts in place, and column_bytes then counts the converted text.
        return raw.sqlite3_column_bytes(handle, column) == 0 ? [] : raw.sqlite3_column_blob(handle, column);
    }

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => raw.sqlite3_finalize(handle);
}
