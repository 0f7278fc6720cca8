namespace Registry.Store;

/// <summary>
/// A prepared statement of the writer, for the loops that write or read many rows; parameters count from 1, columns from 0. Every
/// parameter is bound anew before each run. SQLite's is driven by its address; SQL Server's gathers rows that are written and buffers those
/// that are read.
/// </summary>
abstract class Statement : IDisposable
{
    public abstract Statement Bind(int parameter, long value);

    public abstract Statement Bind(int parameter, double value);

    public abstract Statement Bind(int parameter, ReadOnlySpan<char> text);

    public abstract Statement BindUtf8(int parameter, ReadOnlySpan<byte> text);

    public abstract Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes);

    public abstract Statement BindNull(int parameter);

    public Statement Bind(int parameter, long? value) => value is { } some ? Bind(parameter, some) : BindNull(parameter);

    public virtual Statement Bind(int parameter, string? text) => text is null ? BindNull(parameter) : Bind(parameter, text.AsSpan());

    /// <summary>Moves to the next row; false when there is none, and the statement may be bound again.</summary>
    public abstract bool Step();

    /// <summary>Runs a statement that gives no rows.</summary>
    public abstract void Run();

    /// <summary>Ends a reading early, so that the statement may be bound again.</summary>
    public abstract void Reset();

    public abstract bool IsNull(int column);

    public abstract long Long(int column);

    public abstract double Double(int column);

    /// <summary>Valid until the next step.</summary>
    public abstract ReadOnlySpan<byte> Utf8(int column);

    /// <summary>Valid until the next step.</summary>
    public abstract ReadOnlySpan<byte> Blob(int column);

    public abstract string Text(int column);

    public int Int(int column) => (int)Long(column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    public double? DoubleOrNull(int column) => IsNull(column) ? null : Double(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public abstract void Dispose();
}
