using System.Text;

namespace Registry.Store.Sqlite;

/// <summary>Rows of one statement, bound and waiting to be written: numbers in their slots, texts beside one another where SQLite can read them.</summary>
sealed unsafe class RowBlock(int columns)
{
    /// <summary>How many rows wait at most.</summary>
    public const int MostRows = 256;

    // Where the next row may not fit any more; a longer one makes the room larger.
    const int FullAt = 48 * 1024;
    const int Room = 56 * 1024;

    readonly Slot[] slots = new Slot[MostRows * columns];
    byte[] texts = GC.AllocateUninitializedArray<byte>(Room, pinned: true);
    int used;
    bool isRowOpen;

    /// <summary>Whole rows.</summary>
    public int Rows { get; private set; }

    public bool IsFull => Rows == MostRows || used >= FullAt;

    public void Set(int column, long value) => At(column) = new Slot(value, 0, SlotKind.Long);

    public void Set(int column, double value) => At(column) = new Slot(BitConverter.DoubleToInt64Bits(value), 0, SlotKind.Double);

    public void SetNull(int column) => At(column) = default;

    public void Set(int column, ReadOnlySpan<char> text)
    {
        var free = Free(Encoding.UTF8.GetMaxByteCount(text.Length));
        Keep(column, SlotKind.Text, Encoding.UTF8.GetBytes(text, free));
    }

    public void Set(int column, ReadOnlySpan<byte> bytes, SlotKind kind)
    {
        bytes.CopyTo(Free(bytes.Length));
        Keep(column, kind, bytes.Length);
    }

    /// <summary>Ends the row at hand; the next one begins.</summary>
    public void EndRow()
    {
        Rows++;
        isRowOpen = false;
    }

    /// <summary>Whether a row has been begun and not ended: whoever binds a row asks for nothing else meanwhile.</summary>
    public bool IsRowOpen => isRowOpen;

    /// <summary>Forgets all rows.</summary>
    public void Clear() => (Rows, used, isRowOpen) = (0, 0, false);

    /// <summary>Binds some rows to the parameters of a statement that takes as many.</summary>
    public int Bind(nint statement, int first, int rows)
    {
        var parameter = 0;
        var code = 0;
        fixed (byte* start = texts)
        {
            foreach (ref readonly var slot in slots.AsSpan(first * columns, rows * columns))
            {
                parameter++;
                code |= slot.Kind switch
                {
                    SlotKind.Long => Native.BindLong(statement, parameter, slot.Value),
                    SlotKind.Double => Native.BindDouble(statement, parameter, BitConverter.Int64BitsToDouble(slot.Value)),
                    SlotKind.Text => Native.BindText(statement, parameter, start + slot.Value, slot.Length, Native.Static),
                    SlotKind.Blob => Native.BindBlob(statement, parameter, start + slot.Value, slot.Length, Native.Static),
                    _ => Native.BindNull(statement, parameter),
                };
            }
        }
        return code;
    }

    ref Slot At(int column)
    {
        isRowOpen = true;
        return ref slots[Rows * columns + column];
    }

    Span<byte> Free(int length)
    {
        if (texts.Length - used < length)
        {
            var larger = GC.AllocateUninitializedArray<byte>(Math.Max(2 * texts.Length, used + length), pinned: true);
            texts.AsSpan(0, used).CopyTo(larger);
            texts = larger;
        }
        return texts.AsSpan(used);
    }

    void Keep(int column, SlotKind kind, int length)
    {
        At(column) = new Slot(used, length, kind);
        used += length;
    }

    // Of a text and a blob the value says where it begins.
    readonly record struct Slot(long Value, int Length, SlotKind Kind);
}

/// <summary>What lies in a slot.</summary>
enum SlotKind : byte
{
    Null,
    Long,
    Double,
    Text,
    Blob,
}
