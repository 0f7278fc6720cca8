namespace Registry.Graph.Engine.Execution;

/// <summary>Values of one unmanaged kind side by side.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
public abstract class ValueColumn<T> : Column where T : struct
{
    private readonly T[] _values;

    private protected ValueColumn(T[] values, int count, NullMask nulls) : base(count, nulls) => _values = values;

    /// <summary>The value of a row; arbitrary where it is null.</summary>
    /// <param name="row">From 0, below <see cref="Column.Count"/>.</param>
    public T this[int row] => _values[row];
}

/// <summary>Whole numbers: Int, Long, and ID, which is written between quotation marks.</summary>
/// <param name="values">At least as many as <paramref name="count"/>; kept, not copied.</param>
/// <param name="count">The number of values.</param>
/// <param name="nulls">Which of them are null.</param>
public sealed class LongColumn(long[] values, int count, NullMask nulls = default) : ValueColumn<long>(values, count, nulls);

/// <summary>Numbers with a fraction: Float, Decimal.</summary>
/// <param name="values">At least as many as <paramref name="count"/>; kept, not copied.</param>
/// <param name="count">The number of values.</param>
/// <param name="nulls">Which of them are null.</param>
public sealed class DoubleColumn(double[] values, int count, NullMask nulls = default) : ValueColumn<double>(values, count, nulls);

/// <summary>True and false.</summary>
/// <param name="values">At least as many as <paramref name="count"/>; kept, not copied.</param>
/// <param name="count">The number of values.</param>
/// <param name="nulls">Which of them are null.</param>
public sealed class BooleanColumn(bool[] values, int count, NullMask nulls = default) : ValueColumn<bool>(values, count, nulls);

/// <summary>Collects the values of a column in rented arrays.</summary>
/// <typeparam name="T"><see cref="long"/>, <see cref="double"/> or <see cref="bool"/>.</typeparam>
/// <param name="memory">The memory of the request.</param>
/// <param name="capacity">How many values to expect; more may come.</param>
public sealed class ValueColumnBuilder<T>(RequestMemory memory, int capacity = 16) where T : struct
{
    private T[] _values = memory.Rent<T>(Math.Max(capacity, 4));
    private NullMask _nulls;

    /// <summary>The number of values so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a value.</summary>
    public void Append(T value)
    {
        if (Count == _values.Length)
        {
            memory.Grow(ref _values, Count, Count + 1);
        }

        _values[Count++] = value;
    }

    /// <summary>Adds a value, or null.</summary>
    public void Append(T? value)
    {
        if (value is { } given)
        {
            Append(given);
        }
        else
        {
            AppendNull();
        }
    }

    /// <summary>Adds null.</summary>
    public void AppendNull()
    {
        Append(default(T));
        _nulls.Set(Count - 1, _values.Length, memory);
    }

    /// <summary>The column of all that was added.</summary>
    public Column Build() => _values switch
    {
        long[] longs => new LongColumn(longs, Count, _nulls),
        double[] doubles => new DoubleColumn(doubles, Count, _nulls),
        bool[] booleans => new BooleanColumn(booleans, Count, _nulls),
        _ => throw new NotSupportedException($"There is no column of {typeof(T).Name}; a column holds long, double or bool."),
    };
}

/// <summary>Leaf values of any kind, for rare fields: string, bool, numbers, nulls.</summary>
/// <param name="values">The values, in the order of the parents; kept, not copied.</param>
public sealed class AnyColumn(IReadOnlyList<object?> values) : Column(values.Count, default)
{
    /// <inheritdoc/>
    public override bool MayBeNull => true;

    /// <summary>The value of a row.</summary>
    /// <param name="row">From 0, below <see cref="Column.Count"/>.</param>
    public object? this[int row] => values[row];

    /// <inheritdoc/>
    public override bool IsNull(int row) => values[row] is null;
}
