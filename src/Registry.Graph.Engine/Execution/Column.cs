namespace Registry.Graph.Engine.Execution;

/// <summary>
/// The values of one field for all its parents, in their order. Columns are never changed once made, so one may be given out twice.
/// </summary>
public abstract class Column
{
    private protected Column(int count, NullMask nulls)
    {
        Count = count;
        Nulls = nulls;
    }

    /// <summary>The number of values, nulls included.</summary>
    public int Count { get; }

    /// <summary>Whether any value may be null.</summary>
    public virtual bool MayBeNull => Nulls.Any;

    private protected NullMask Nulls { get; }

    /// <summary>Whether a value is null.</summary>
    /// <param name="row">From 0, below <see cref="Count"/>.</param>
    public virtual bool IsNull(int row) => Nulls[row];

    /// <summary>A column of nulls.</summary>
    public static Column AllNull(int count) => new NullColumn(count);

    /// <summary>The values at some rows, in the order of the indexes; nothing is copied. An index of -1 gives null.</summary>
    /// <param name="rows">The indexes into this column; kept, so they must live as long as the request.</param>
    /// <param name="count">How many of the indexes count.</param>
    public Column Take(int[] rows, int count) => new TakenColumn(this, rows, count);
}

/// <summary>A column without values.</summary>
internal sealed class NullColumn(int count) : Column(count, default)
{
    public override bool MayBeNull => Count > 0;

    public override bool IsNull(int row) => true;
}

/// <summary>Some rows of another column.</summary>
internal sealed class TakenColumn : Column
{
    private readonly bool _hasGaps;

    public TakenColumn(Column source, int[] rows, int count) : base(count, default)
    {
        (Source, Rows) = (source, rows);
        _hasGaps = rows.AsSpan(0, count).Contains(-1);
    }

    public Column Source { get; }

    public int[] Rows { get; }

    public override bool MayBeNull => _hasGaps || Source.MayBeNull;

    public override bool IsNull(int row) => Rows[row] < 0 || Source.IsNull(Rows[row]);
}
