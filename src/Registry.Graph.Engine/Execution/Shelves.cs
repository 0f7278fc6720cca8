using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Registry.Graph.Engine.Execution;

/// <summary>
/// Short arrays that requests gave back, kept for the next request, first of all one on the same thread: a request rents dozens of them, and a pool
/// that all threads share takes a lock for each but the first of a length. One request at a time holds them.
/// </summary>
internal sealed class Shelves
{
    // What a very wide request leaves behind is not worth keeping.
    private const int MostRented = 1024;

    // As many as requests may well be at once. They end on another thread than they began on when their answers wait for their readers.
    private const int MostShared = 64;

    private static readonly ConcurrentStack<Shelves> Shared = [];

    [ThreadStatic]
    private static Shelves? s_spare;

    private readonly Shelf<byte> _bytes = new();
    private readonly Shelf<int> _ints = new();
    private readonly Shelf<long> _longs = new();
    private readonly Shelf<ulong> _bits = new();
    private readonly Shelf<double> _doubles = new();
    private readonly Shelf<bool> _booleans = new();

    private Shelves()
    {
    }

    /// <summary>The list in which a request keeps what it rented; it is empty.</summary>
    public RequestMemory.Rented[] Rented { get; set; } = [];

    /// <summary>Those that the last request on this thread gave back, or one on another, or new ones.</summary>
    public static Shelves Take()
    {
        ref var spare = ref s_spare;
        if (spare is { } taken)
        {
            spare = null;
            return taken;
        }

        return Shared.TryPop(out var shared) ? shared : new Shelves();
    }

    /// <summary>Keeps them for the next request.</summary>
    public void GiveBack()
    {
        if (Rented.Length > MostRented)
        {
            Rented = [];
        }

        if (s_spare is null)
        {
            s_spare = this;
        }
        else if (Shared.Count < MostShared)
        {
            Shared.Push(this);
        }
    }

    /// <summary>The shelf for arrays of an element type; of references, which are not kept, one that stays empty.</summary>
    public Shelf<T> Of<T>() =>
        typeof(T) == typeof(byte) ? Unsafe.As<Shelf<T>>(_bytes)
        : typeof(T) == typeof(int) ? Unsafe.As<Shelf<T>>(_ints)
        : typeof(T) == typeof(long) ? Unsafe.As<Shelf<T>>(_longs)
        : typeof(T) == typeof(ulong) ? Unsafe.As<Shelf<T>>(_bits)
        : typeof(T) == typeof(double) ? Unsafe.As<Shelf<T>>(_doubles)
        : typeof(T) == typeof(bool) ? Unsafe.As<Shelf<T>>(_booleans)
        : Shelf<T>.Empty;
}

/// <summary>Arrays of one element type by their lengths, powers of two from 16 to 4,096; at most 16 of each length and 128 kB in all.</summary>
internal sealed class Shelf<T>
{
    private const int ShortestBits = 4;
    private const int Lengths = 9;
    private const int OfEach = 16;
    private const int MostBytes = 128 << 10;

    private readonly Slot[] _slots = new Slot[Lengths * OfEach];
    private readonly int[] _counts = new int[Lengths];
    private int _bytes;

    /// <summary>One on which nothing is ever put.</summary>
    public static Shelf<T> Empty { get; } = new();

    /// <summary>An array of at least this many elements, of arbitrary content; null where none is kept.</summary>
    /// <param name="minimumLength">From 1.</param>
    public T[]? Take(int minimumLength)
    {
        var at = BitOperations.Log2((uint)(minimumLength - 1) | 15) + 1 - ShortestBits;
        if (at >= Lengths || _counts[at] == 0)
        {
            return null;
        }

        ref var slot = ref _slots[(at * OfEach) + --_counts[at]];
        var array = slot.Array!;
        slot.Array = null;
        _bytes -= array.Length * Unsafe.SizeOf<T>();
        return array;
    }

    /// <summary>Keeps an array that nobody uses any more.</summary>
    /// <returns>False where there is no room for it, or its length is none that is kept.</returns>
    public bool Put(T[] array)
    {
        var at = BitOperations.Log2((uint)array.Length) - ShortestBits;
        var bytes = array.Length * Unsafe.SizeOf<T>();
        if ((uint)at >= Lengths || !BitOperations.IsPow2(array.Length) || _counts[at] == OfEach || _bytes + bytes > MostBytes)
        {
            return false;
        }

        _slots[(at * OfEach) + _counts[at]++].Array = array;
        _bytes += bytes;
        return true;
    }

    // Within a struct an array is stored without a look at its type.
    private struct Slot
    {
        public T[]? Array;
    }
}
