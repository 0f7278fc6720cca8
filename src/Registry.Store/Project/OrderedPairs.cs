using System.Runtime.InteropServices;

namespace Registry.Store;

/// <summary>
/// Pairs of numbers, gathered in any order and given back in theirs, however many: a table whose key they are is then written from its
/// first page to its last, each page once. What does not fit in memory is sorted by parts into a temporary file and merged.
/// </summary>
/// <param name="inMemory">How many pairs are held in memory; one takes sixteen bytes.</param>
sealed class OrderedPairs(int inMemory) : IDisposable
{
    const int AtOnce = 4096;

    readonly List<long> ends = [];
    OrderedPair[] pairs = new OrderedPair[1024];
    int count;
    FileStream? file;

    /// <summary>Adds a pair. For one thread at a time.</summary>
    public void Add(ulong first, long second)
    {
        if (count == inMemory)
            PutAside();
        if (count == pairs.Length)
            Array.Resize(ref pairs, Math.Min(2 * count, inMemory));
        pairs[count++] = new OrderedPair(first, second);
    }

    /// <summary>Gives every pair in order, and forgets them.</summary>
    public IEnumerable<OrderedPair> Take()
    {
        pairs.AsSpan(0, count).Sort();
        foreach (var pair in ends.Count == 0 ? pairs.Take(count) : Merged())
            yield return pair;
        Forget();
    }

    public void Dispose() => Forget();

    void Forget()
    {
        (count, pairs) = (0, new OrderedPair[1024]);
        ends.Clear();
        file?.Dispose();
        file = null;
    }

    void PutAside()
    {
        file ??= Open();
        pairs.AsSpan(0, count).Sort();
        file.Write(MemoryMarshal.AsBytes(pairs.AsSpan(0, count)));
        ends.Add(file.Position);
        count = 0;
    }

    // It has no name as soon as it is open: whatever ends the process leaves nothing behind.
    static FileStream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"registry-{Guid.NewGuid():N}");
        var open = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0);
        File.Delete(path);
        return open;
    }

    IEnumerable<OrderedPair> Merged()
    {
        PriorityQueue<IEnumerator<OrderedPair>, OrderedPair> parts = new();
        foreach (var part in Parts())
        {
            if (part.MoveNext())
                parts.Enqueue(part, part.Current);
        }
        while (parts.TryPeek(out var least, out var pair))
        {
            yield return pair;
            if (least.MoveNext())
                parts.DequeueEnqueue(least, least.Current);
            else
                parts.Dequeue();
        }
    }

    IEnumerable<IEnumerator<OrderedPair>> Parts()
    {
        var begin = 0L;
        foreach (var end in ends)
        {
            yield return Read(begin, end).GetEnumerator();
            begin = end;
        }
        yield return pairs.Take(count).GetEnumerator();
    }

    IEnumerable<OrderedPair> Read(long from, long to)
    {
        var room = new OrderedPair[AtOnce];
        while (from < to)
        {
            var wanted = (int)Math.Min(AtOnce, (to - from) / Marshal.SizeOf<OrderedPair>());
            Fill(MemoryMarshal.AsBytes(room.AsSpan(0, wanted)), from);
            from += (long)wanted * Marshal.SizeOf<OrderedPair>();
            for (var i = 0; i < wanted; i++)
                yield return room[i];
        }
    }

    void Fill(Span<byte> room, long from)
    {
        while (room.Length > 0)
        {
            var read = RandomAccess.Read(file!.SafeFileHandle, room, from);
            if (read == 0)
                throw new EndOfStreamException($"The temporary file {file.Name} is shorter than what was written into it.");
            room = room[read..];
            from += read;
        }
    }
}

/// <summary>Two numbers in the order of the first, then of the second.</summary>
readonly record struct OrderedPair(ulong First, long Second) : IComparable<OrderedPair>
{
    public int CompareTo(OrderedPair other) => First != other.First ? First.CompareTo(other.First) : Second.CompareTo(other.Second);
}

/// <summary>A body and its type in one number: the type has the upper bits, so that it decides the order.</summary>
static class TypeAndBody
{
    const int BitsOfBody = 48;

    public static long Of(int type, long body) => ((long)type << BitsOfBody) | body;

    public static int Type(long both) => (int)(both >> BitsOfBody);

    public static long Body(long both) => both & ((1L << BitsOfBody) - 1);
}
