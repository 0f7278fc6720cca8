namespace Registry.Graph.Engine.Execution;

/// <summary>An object, or null, for each parent: which row of a batch of rows it is. Two parents may have the same row; its fields are then resolved once.</summary>
public sealed class ObjectColumn : Column
{
    private readonly int[]? _indexes;

    /// <summary>A column of chosen rows.</summary>
    /// <param name="rows">The objects.</param>
    /// <param name="indexes">For each value its row, or -1 for null; kept, not copied.</param>
    /// <param name="count">How many of the indexes count.</param>
    public ObjectColumn(Rows rows, int[] indexes, int count) : base(count, default)
    {
        (Rows, _indexes) = (rows, indexes);
        MayBeNull = indexes.AsSpan(0, count).Contains(-1);
    }

    private ObjectColumn(Rows rows) : base(rows.Count, default) => Rows = rows;

    /// <summary>The objects.</summary>
    public Rows Rows { get; }

    /// <inheritdoc/>
    public override bool MayBeNull { get; }

    /// <summary>The row of a value, or -1.</summary>
    /// <param name="row">From 0, below <see cref="Column.Count"/>.</param>
    public int this[int row] => _indexes is null ? row : _indexes[row];

    internal bool IsEachRow => _indexes is null;

    /// <summary>The column in which each value is the row of the same number.</summary>
    public static ObjectColumn Each(Rows rows) => new(rows);

    /// <inheritdoc/>
    public override bool IsNull(int row) => this[row] < 0;
}
