using System.Text;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>
/// A prepared statement driven by its address: bound, stepped and read without an object per value. For the loops that write
/// or read many rows; parameters count from 1, columns from 0. Every parameter is bound anew before each run.
/// </summary>
sealed unsafe class NativeStatement : Statement
{
    const int RoomForTexts = 4096;

    readonly SqliteWriter? writer;
    readonly sqlite3 database;
    // What is bound lies here, where SQLite reads it while the statement runs, so that nothing is copied twice.
    readonly byte[] texts = GC.AllocateUninitializedArray<byte>(RoomForTexts, pinned: true);
    readonly byte* room;
    nint handle;
    int used;
    bool ran;
    bool isReading;

    /// <param name="writer">Whose rows are to be written before the statement is touched; null where none wait.</param>
    /// <param name="database">The connection.</param>
    /// <param name="sql">The text.</param>
    public NativeStatement(SqliteWriter? writer, sqlite3 database, string sql)
    {
        this.writer = writer;
        this.database = database;
        fixed (byte* first = texts)
            room = first;
        handle = Prepare(database, sql);
    }

    /// <summary>The address of the prepared statement of a text.</summary>
    public static nint Prepare(sqlite3 database, string sql)
    {
        var text = Encoding.UTF8.GetBytes(sql);
        fixed (byte* first = text)
        {
            SqliteFaults.Check(Native.Prepare(database.DangerousGetHandle(), first, text.Length, raw.SQLITE_PREPARE_PERSISTENT, out var prepared, 0), database);
            return prepared;
        }
    }

    public override Statement Bind(int parameter, long value)
    {
        Own();
        Check(Native.BindLong(handle, parameter, value));
        return this;
    }

    public override Statement Bind(int parameter, double value)
    {
        Own();
        Check(Native.BindDouble(handle, parameter, value));
        return this;
    }

    public override Statement Bind(int parameter, ReadOnlySpan<char> text)
    {
        Own();
        if (Room(Encoding.UTF8.GetMaxByteCount(text.Length)) is { Length: > 0 } free)
        {
            var length = Encoding.UTF8.GetBytes(text, free);
            Check(Native.BindText(handle, parameter, room + used, length, Native.Static));
            used += length;
            return this;
        }
        return BindUtf8(parameter, Encoding.UTF8.GetBytes(text.ToArray()));
    }

    public override Statement BindUtf8(int parameter, ReadOnlySpan<byte> text)
    {
        Own();
        var kept = Keep(text);
        fixed (byte* first = text)
            // An empty span has no address, which SQLite would take for null.
            Check(Native.BindText(handle, parameter, kept is not null ? kept : text.IsEmpty ? room : first, text.Length, kept is not null ? Native.Static : Native.Transient));
        return this;
    }

    public override Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        Own();
        var kept = Keep(bytes);
        fixed (byte* first = bytes)
            Check(Native.BindBlob(handle, parameter, kept is not null ? kept : bytes.IsEmpty ? room : first, bytes.Length, kept is not null ? Native.Static : Native.Transient));
        return this;
    }

    public override Statement BindNull(int parameter)
    {
        Own();
        Check(Native.BindNull(handle, parameter));
        return this;
    }

    /// <summary>Moves to the next row; false when there is none, and the statement may be bound again.</summary>
    public override bool Step()
    {
        if (isReading)
            writer?.Wait();
        else
            writer?.Settle();
        ran = isReading = true;
        var code = Native.Step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        // sqlite3_reset and sqlite3_finalize only repeat the code of the last step, which was looked at.
        _ = Native.Reset(handle);
        isReading = false;
        Check(code);
        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public override void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Ends a reading early, so that the statement may be bound again.</summary>
    public override void Reset()
    {
        Own();
        _ = Native.Reset(handle);
        isReading = false;
    }

    public override bool IsNull(int column) => Native.ColumnType(Own(), column) == raw.SQLITE_NULL;

    public override long Long(int column) => Native.ColumnLong(Own(), column);

    public override double Double(int column) => Native.ColumnDouble(Own(), column);

    public override ReadOnlySpan<byte> Utf8(int column)
    {
        var text = Native.ColumnText(Own(), column);
        // column_text first: it converts in place, and column_bytes then counts the converted text.
        return text is null ? [] : new ReadOnlySpan<byte>(text, Native.ColumnBytes(handle, column));
    }

    public override string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    public override ReadOnlySpan<byte> Blob(int column)
    {
        var bytes = Native.ColumnBlob(Own(), column);
        return bytes is null ? [] : new ReadOnlySpan<byte>(bytes, Native.ColumnBytes(handle, column));
    }

    public override void Dispose()
    {
        _ = Native.Finalize(handle);
        handle = 0;
    }

    // Nobody else may use the connection meanwhile.
    nint Own()
    {
        writer?.Wait();
        return handle;
    }

    void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            SqliteFaults.Check(code, database);
    }

    // Empty where the room is too small; SQLite then makes a copy of its own.
    Span<byte> Room(int length)
    {
        if (ran)
            (ran, used) = (false, 0);
        return length <= RoomForTexts - used ? new Span<byte>(room + used, Math.Max(length, 1)) : [];
    }

    byte* Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || Room(bytes.Length) is not { Length: > 0 } free)
            return null;
        bytes.CopyTo(free);
        var kept = room + used;
        used += bytes.Length;
        return kept;
    }
}
