namespace Registry.Store.Reading;

/// <summary>A value of a parameter or of a cursor: null, a whole number, a number with a fraction, text, bytes or a list.</summary>
public readonly struct SqlValue : IEquatable<SqlValue>
{
    private readonly object? _reference;
    private readonly long _bits;

    private SqlValue(SqlValueKind kind, object? reference, long bits) => (Kind, _reference, _bits) = (kind, reference, bits);

    /// <summary>Null.</summary>
    public static SqlValue Null => default;

    /// <summary>What kind of value it is.</summary>
    public SqlValueKind Kind { get; }

    /// <summary>Whether it is null.</summary>
    public bool IsNull => Kind == SqlValueKind.Null;

    /// <summary>The number, where it is a whole one.</summary>
    public long Integer => _bits;

    /// <summary>The number, where it has a fraction.</summary>
    public double Real => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The text, where it is one.</summary>
    public string Text => (string)_reference!;

    /// <summary>How many items there are, where it is a list.</summary>
    public int Count => Kind == SqlValueKind.Items ? (int)_bits : 0;

    /// <summary>The bytes, where it is bytes or a list.</summary>
    public ReadOnlySpan<byte> Bytes => (byte[])_reference!;

    /// <summary>A whole number.</summary>
    public static SqlValue Of(long value) => new(SqlValueKind.Integer, null, value);

    /// <summary>A number with a fraction.</summary>
    public static SqlValue Of(double value) => new(SqlValueKind.Real, null, BitConverter.DoubleToInt64Bits(value));

    /// <summary>1 or 0.</summary>
    public static SqlValue Of(bool value) => Of(value ? 1L : 0L);

    /// <summary>Text, or null.</summary>
    public static SqlValue Of(string? value) => value is null ? Null : new(SqlValueKind.Text, value, 0);

    /// <summary>A list in the bytes of <see cref="ItemList"/>; they are kept, not copied.</summary>
    internal static SqlValue OfItems(byte[] list, int count) => new(SqlValueKind.Items, list, count);

    /// <summary>What is left to be filled when a template is run.</summary>
    /// <param name="number">Which of the values that it is then given, from 0.</param>
    public static SqlValue Blank(int number) => new(SqlValueKind.Blank, null, number);

    /// <summary>Bytes, or null; they are kept, not copied.</summary>
    public static SqlValue Of(byte[]? value) => value is null ? Null : new(SqlValueKind.Bytes, value, 0);

    /// <inheritdoc/>
    public bool Equals(SqlValue other) => Kind == other.Kind && _bits == other._bits && (Kind is SqlValueKind.Bytes or SqlValueKind.Items
        ? Bytes.SequenceEqual(other.Bytes)
        : Kind == SqlValueKind.Text ? Text == other.Text : Equals(_reference, other._reference));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SqlValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _bits, Kind == SqlValueKind.Text ? Text : null);

    /// <summary>Whether both are the same value.</summary>
    public static bool operator ==(SqlValue left, SqlValue right) => left.Equals(right);

    /// <summary>Whether they are not the same value.</summary>
    public static bool operator !=(SqlValue left, SqlValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        SqlValueKind.Null => "null",
        SqlValueKind.Integer => Integer.ToString(System.Globalization.CultureInfo.InvariantCulture),
        SqlValueKind.Real => Real.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        SqlValueKind.Text => Text,
        SqlValueKind.Items => ItemList.Json(Bytes),
        _ => Convert.ToHexString(Bytes),
    };
}

/// <summary>The kinds of values that a database knows.</summary>
public enum SqlValueKind
{
    /// <summary>Null.</summary>
    Null,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>A number with a fraction, of 64 bits.</summary>
    Real,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A value that is not known yet: a blank of a template.</summary>
    Blank,

    /// <summary>A list of values.</summary>
    Items,
}
