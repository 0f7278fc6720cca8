using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Registry.Store;

/// <summary>
/// Pairs of a key and a number, gathered in any order and given back in theirs, however many: a table whose key they are is then written from its
/// first page to its last, each page once. What does not fit in memory is sorted by parts into a temporary file and merged.
/// </summary>
/// <param name="inMemory">How many pairs are held in memory; one takes eight bytes and those of its key.</param>
/// <typeparam name="TKey">What decides their order first; plain bytes.</typeparam>
sealed class OrderedPairs<TKey>(int inMemory) : IDisposable
    where TKey : unmanaged, IComparable<TKey>
{
    const int AtOnce = 4096;

    static readonly int size = Unsafe.SizeOf<OrderedPair<TKey>>();

    readonly List<long> ends = [];
    OrderedPair<TKey>[] pairs = new OrderedPair<TKey>[1024];
    int count;
    FileStream? file;

    /// <summary>Adds a pair. For one thread at a time.</summary>
    public void Add(TKey first, long second)
    {
        if (count == inMemory)
            PutAside();
        if (count == pairs.Length)
            Array.Resize(ref pairs, Math.Min(2 * count, inMemory));
        pairs[count++] = new OrderedPair<TKey>(first, second);
    }

    /// <summary>Gives every pair in order, and forgets them.</summary>
    public IEnumerable<OrderedPair<TKey>> Take()
    {
        pairs.AsSpan(0, count).Sort();
        foreach (var pair in ends.Count == 0 ? pairs.Take(count) : Merged())
            yield return pair;
        Forget();
    }

    public void Dispose() => Forget();

    void Forget()
    {
        (count, pairs) = (0, new OrderedPair<TKey>[1024]);
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

    IEnumerable<OrderedPair<TKey>> Merged()
    {
        PriorityQueue<IEnumerator<OrderedPair<TKey>>, OrderedPair<TKey>> parts = new();
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

    IEnumerable<IEnumerator<OrderedPair<TKey>>> Parts()
    {
        var begin = 0L;
        foreach (var end in ends)
        {
            yield return Read(begin, end).GetEnumerator();
            begin = end;
        }
        yield return pairs.Take(count).GetEnumerator();
    }

    IEnumerable<OrderedPair<TKey>> Read(long from, long to)
    {
        var room = new OrderedPair<TKey>[AtOnce];
        while (from < to)
        {
            var wanted = (int)Math.Min(AtOnce, (to - from) / size);
            Fill(MemoryMarshal.AsBytes(room.AsSpan(0, wanted)), from);
            from += (long)wanted * size;
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

/// <summary>A key and a number, in the order of the first, then of the second.</summary>
readonly record struct OrderedPair<TKey>(TKey First, long Second) : IComparable<OrderedPair<TKey>>
    where TKey : unmanaged, IComparable<TKey>
{
    public int CompareTo(OrderedPair<TKey> other) => First.CompareTo(other.First) is var order and not 0 ? order : Second.CompareTo(other.Second);
}

/// <summary>A body and its type in one number: the type has the upper bits, so that it decides the order.</summary>
static class TypeAndBody
{
    const int BitsOfBody = 48;

    public static long Of(int type, long body) => ((long)type << BitsOfBody) | body;

    public static int Type(long both) => (int)(both >> BitsOfBody);

    public static long Body(long both) => both & ((1L << BitsOfBody) - 1);
}
