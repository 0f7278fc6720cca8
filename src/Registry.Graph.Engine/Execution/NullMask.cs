namespace Registry.Graph.Engine.Execution;

/// <summary>Which rows are null: a bit a row, nothing at all while none is.</summary>
public struct NullMask
{
    private ulong[]? _bits;

    /// <summary>Whether any row was set.</summary>
    public readonly bool Any => _bits is not null;

    /// <summary>Whether the row was set.</summary>
    /// <param name="row">From 0; rows behind the last that was set may lie behind the capacity.</param>
    public readonly bool this[int row] => _bits is { } bits && row >> 6 < bits.Length && (bits[row >> 6] & (1UL << (row & 63))) != 0;

    /// <summary>Sets a row.</summary>
    /// <param name="row">From 0, below the capacity.</param>
    /// <param name="capacity">The number of rows that the mask must be able to hold.</param>
    /// <param name="memory">Where its bits are rented.</param>
    public void Set(int row, int capacity, RequestMemory memory)
    {
        var words = (capacity + 63) >> 6;
        if (_bits is null)
        {
            // All of it: what is rented is longer than what is asked for, and later rows lie in the rest.
            _bits = memory.Rent<ulong>(words);
            Array.Clear(_bits);
        }
        else if (_bits.Length < words)
        {
            var used = _bits.Length;
            memory.Grow(ref _bits, used, words);
            Array.Clear(_bits, used, _bits.Length - used);
        }

        _bits[row >> 6] |= 1UL << (row & 63);
    }
}
