using System.Buffers;
using System.Runtime.CompilerServices;

namespace Registry.Graph.Engine.Execution;

/// <summary>
/// The arrays of one request: rented while it runs, given back together when its response has been written, so that neither
/// resolvers nor columns own anything. Not safe for concurrent use; the fields of a request never resolve at the same time.
/// </summary>
public sealed class RequestMemory : IDisposable
{
    // More than most requests rent.
    private const int Usual = 64;

    private static readonly Rented[] Nothing = [];

    private Rented[] _rented = Nothing;
    private int _count;
    private Shelves? _shelves;

    /// <summary>An array of at least this many elements. Its content is arbitrary; it must not be used after the request.</summary>
    /// <typeparam name="T">A primitive, <see cref="string"/> or <see cref="object"/>.</typeparam>
    /// <param name="minimumLength">From 0.</param>
    public T[] Rent<T>(int minimumLength)
    {
        if (minimumLength == 0)
        {
            return [];
        }

        var array = Take<T>(minimumLength);
        Add(new Rented(array, ElementOf<T>()));
        return array;
    }

    /// <summary>An array of at least this many elements, all of them zero, false or null.</summary>
    /// <typeparam name="T">As for <see cref="Rent{T}"/>.</typeparam>
    /// <param name="minimumLength">From 0.</param>
    public T[] RentCleared<T>(int minimumLength)
    {
        var array = Rent<T>(minimumLength);
        Array.Clear(array, 0, minimumLength);
        return array;
    }

    /// <summary>Replaces a rented array by one at least twice as long that starts with the same elements, and gives the old one back.</summary>
    /// <typeparam name="T">As for <see cref="Rent{T}"/>.</typeparam>
    /// <param name="array">An array rented here, or an empty one.</param>
    /// <param name="used">How many elements to keep.</param>
    /// <param name="minimumLength">The length that is needed.</param>
    public void Grow<T>(ref T[] array, int used, int minimumLength)
    {
        var larger = Take<T>((int)Math.Max(minimumLength, Math.Min(array.Length * 2L, Array.MaxLength)));
        Array.Copy(array, larger, used);
        var old = array;
        var at = old.Length == 0 ? -1 : LastIndexOf(old);
        if (at >= 0)
        {
            Return(_rented[at]);
            _rented[at] = new Rented(larger, ElementOf<T>());
        }
        else
        {
            Add(new Rented(larger, ElementOf<T>()));
        }

        array = larger;
    }

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        if (_shelves is not { } shelves)
        {
            return;
        }

        foreach (ref readonly var rented in _rented.AsSpan(0, _count))
        {
            Return(rented);
        }

        _rented.AsSpan(0, _count).Clear();
        shelves.Rented = _rented;
        (_rented, _count, _shelves) = (Nothing, 0, null);
        shelves.GiveBack();
    }

    private T[] Take<T>(int minimumLength) => (_shelves ??= Begin()).Of<T>().Take(minimumLength) ?? ArrayPool<T>.Shared.Rent(minimumLength);

    private Shelves Begin()
    {
        var shelves = Shelves.Take();
        _rented = shelves.Rented;
        return shelves;
    }

    private void Add(in Rented rented)
    {
        if (_count == _rented.Length)
        {
            Array.Resize(ref _rented, Math.Max(Usual, 2 * _count));
        }

        _rented[_count++] = rented;
    }

    private int LastIndexOf(Array array)
    {
        var at = _count - 1;
        while (at >= 0 && !ReferenceEquals(_rented[at].Array, array))
        {
            at--;
        }

        return at;
    }

    // Decided where it is rented, when its type is known without being looked at.
    private static Element ElementOf<T>() =>
        typeof(T) == typeof(byte) ? Element.Byte
        : typeof(T) == typeof(int) ? Element.Int
        : typeof(T) == typeof(long) ? Element.Long
        : typeof(T) == typeof(ulong) ? Element.Bits
        : typeof(T) == typeof(double) ? Element.Double
        : typeof(T) == typeof(bool) ? Element.Boolean
        : typeof(T) == typeof(string) ? Element.Text
        : typeof(T) == typeof(object) ? Element.Object
        : Element.Other;

    private void Return(in Rented rented)
    {
        switch (rented.Element)
        {
            case Element.Byte:
                Return<byte>(rented.Array);
                break;
            case Element.Int:
                Return<int>(rented.Array);
                break;
            case Element.Long:
                Return<long>(rented.Array);
                break;
            case Element.Bits:
                Return<ulong>(rented.Array);
                break;
            case Element.Double:
                Return<double>(rented.Array);
                break;
            case Element.Boolean:
                Return<bool>(rented.Array);
                break;
            case Element.Text:
                ArrayPool<string?>.Shared.Return((string?[])rented.Array, clearArray: true);
                break;
            case Element.Object:
                ArrayPool<object?>.Shared.Return((object?[])rented.Array, clearArray: true);
                break;
        }
    }

    private void Return<T>(Array array)
    {
        var rented = Unsafe.As<T[]>(array);
        if (!_shelves!.Of<T>().Put(rented))
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    internal readonly record struct Rented(Array Array, Element Element);

    internal enum Element
    {
        Other,
        Byte,
        Int,
        Long,
        Bits,
        Double,
        Boolean,
        Text,
        Object,
    }
}
