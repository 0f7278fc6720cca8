using System.Text;

namespace Registry.Graph.Engine.Execution;

/// <summary>Texts as UTF-8, one after the other in one array: String, ID, enum values, dates. They are written without a string being made.</summary>
public sealed class Utf8Column : Column
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    internal Utf8Column(byte[] bytes, int[] ends, int count, NullMask nulls, bool isJson) : base(count, nulls)
    {
        (_bytes, _ends) = (bytes, ends);
        IsJson = isJson;
    }

    /// <summary>Whether each text is a JSON value that is written as it is, for scalars such as Any.</summary>
    public bool IsJson { get; }

    /// <summary>The text of a row; empty where it is null.</summary>
    /// <param name="row">From 0, below <see cref="Column.Count"/>.</param>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var start = row == 0 ? 0 : _ends[row - 1];
            return _bytes.AsSpan(start, _ends[row] - start);
        }
    }

    /// <summary>A column of strings, for the few values that are not already UTF-8.</summary>
    public static Utf8Column Of(RequestMemory memory, IReadOnlyList<string?> values)
    {
        var builder = new Utf8ColumnBuilder(memory, values.Count);
        foreach (var value in values)
        {
            builder.Append(value);
        }

        return builder.Build();
    }
}

/// <summary>Collects the texts of a <see cref="Utf8Column"/> in rented arrays.</summary>
/// <param name="memory">The memory of the request.</param>
/// <param name="capacity">How many values to expect; more may come.</param>
public sealed class Utf8ColumnBuilder(RequestMemory memory, int capacity = 16)
{
    private byte[] _bytes = memory.Rent<byte>(Math.Max(capacity, 4) * 16);
    private int[] _ends = memory.Rent<int>(Math.Max(capacity, 4));
    private NullMask _nulls;
    private int _used;

    /// <summary>The number of values so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a text.</summary>
    /// <param name="utf8">Valid UTF-8; it is copied.</param>
    public void Append(ReadOnlySpan<byte> utf8)
    {
        if (_bytes.Length - _used < utf8.Length)
        {
            memory.Grow(ref _bytes, _used, checked(_used + utf8.Length));
        }

        utf8.CopyTo(_bytes.AsSpan(_used));
        _used += utf8.Length;
        End();
    }

    /// <summary>Adds a text, or null.</summary>
    public void Append(string? text)
    {
        if (text is null)
        {
            AppendNull();
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        if (_bytes.Length - _used < length)
        {
            memory.Grow(ref _bytes, _used, checked(_used + length));
        }

        _used += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_used));
        End();
    }

    /// <summary>Adds a number in decimal digits.</summary>
    public void Append(long number)
    {
        if (_bytes.Length - _used < 20)
        {
            memory.Grow(ref _bytes, _used, checked(_used + 20));
        }

        number.TryFormat(_bytes.AsSpan(_used), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        _used += written;
        End();
    }

    /// <summary>Adds null.</summary>
    public void AppendNull()
    {
        End();
        _nulls.Set(Count - 1, _ends.Length, memory);
    }

    /// <summary>The column of all that was added.</summary>
    /// <param name="isJson">Whether each text is a JSON value, to be written as it is.</param>
    public Utf8Column Build(bool isJson = false) => new(_bytes, _ends, Count, _nulls, isJson);

    private void End()
    {
        if (_ends.Length == Count)
        {
            memory.Grow(ref _ends, Count, Count + 1);
        }

        _ends[Count++] = _used;
    }
}
