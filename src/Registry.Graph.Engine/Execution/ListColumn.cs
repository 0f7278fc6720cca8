namespace Registry.Graph.Engine.Execution;

/// <summary>A list, or null, for each parent: slices of one column that holds the items of all of them, parent after parent.</summary>
public sealed class ListColumn : Column
{
    private readonly int[] _ends;

    /// <summary>A column of lists.</summary>
    /// <param name="items">The items of all lists; its length is the last end.</param>
    /// <param name="ends">For each list the number of items up to and with its last; kept, not copied.</param>
    /// <param name="count">How many lists there are.</param>
    /// <param name="nulls">Which lists are null; such a list has no items.</param>
    public ListColumn(Column items, int[] ends, int count, NullMask nulls = default) : base(count, nulls)
    {
        var expected = count == 0 ? 0 : ends[count - 1];
        if (items.Count != expected)
        {
            throw new ArgumentException($"The lists end at item {expected}, but there are {items.Count} items.", nameof(items));
        }

        (Items, _ends) = (items, ends);
    }

    /// <summary>The items of all lists.</summary>
    public Column Items { get; }

    /// <summary>The first item of a list.</summary>
    /// <param name="row">From 0, below <see cref="Column.Count"/>.</param>
    public int Start(int row) => row == 0 ? 0 : _ends[row - 1];

    /// <summary>The item after the last of a list.</summary>
    /// <param name="row">From 0, below <see cref="Column.Count"/>.</param>
    public int End(int row) => _ends[row];

    /// <summary>The column with one list, of all the items.</summary>
    public static ListColumn One(Column items) => new(items, [items.Count], 1);
}

/// <summary>Collects the lists of a <see cref="ListColumn"/>, parent after parent.</summary>
/// <param name="memory">The memory of the request.</param>
/// <param name="capacity">How many lists to expect; more may come.</param>
public sealed class ListColumnBuilder(RequestMemory memory, int capacity = 16)
{
    private int[] _ends = memory.Rent<int>(Math.Max(capacity, 4));
    private NullMask _nulls;

    /// <summary>The number of lists so far.</summary>
    public int Count { get; private set; }

    /// <summary>The item after the last of a list that was added.</summary>
    /// <param name="row">From 0, below <see cref="Count"/>.</param>
    public int End(int row) => _ends[row];

    /// <summary>Adds a list.</summary>
    /// <param name="end">The number of items of all lists up to and with this one.</param>
    public void Append(int end)
    {
        if (Count == _ends.Length)
        {
            memory.Grow(ref _ends, Count, Count + 1);
        }

        _ends[Count++] = end;
    }

    /// <summary>Adds null.</summary>
    public void AppendNull()
    {
        Append(Count == 0 ? 0 : _ends[Count - 1]);
        _nulls.Set(Count - 1, _ends.Length, memory);
    }

    /// <summary>The column of all lists.</summary>
    /// <param name="items">The items of all of them.</param>
    public ListColumn Build(Column items) => new(items, _ends, Count, _nulls);
}
