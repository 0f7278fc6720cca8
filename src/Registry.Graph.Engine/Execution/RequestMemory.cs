using System.Buffers;

namespace Registry.Graph.Engine.Execution;

/// <summary>
/// The arrays of one request: rented while it runs, given back together when its response has been written, so that neither
/// resolvers nor columns own anything. Not safe for concurrent use; the fields of a request never resolve at the same time.
/// </summary>
public sealed class RequestMemory : IDisposable
{
    private readonly List<Array> _rented = [];

    /// <summary>An array of at least this many elements. Its content is arbitrary; it must not be used after the request.</summary>
    /// <typeparam name="T">A primitive, <see cref="string"/> or <see cref="object"/>.</typeparam>
    /// <param name="minimumLength">From 0.</param>
    public T[] Rent<T>(int minimumLength)
    {
        if (minimumLength == 0)
        {
            return [];
        }

        var array = ArrayPool<T>.Shared.Rent(minimumLength);
        _rented.Add(array);
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
        var larger = ArrayPool<T>.Shared.Rent((int)Math.Max(minimumLength, Math.Min(array.Length * 2L, Array.MaxLength)));
        Array.Copy(array, larger, used);
        var old = array;
        var at = old.Length == 0 ? -1 : _rented.FindLastIndex(rented => ReferenceEquals(rented, old));
        if (at >= 0)
        {
            _rented[at] = larger;
            Return(old);
        }
        else
        {
            _rented.Add(larger);
        }

        array = larger;
    }

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        foreach (var array in _rented)
        {
            Return(array);
        }

        _rented.Clear();
    }

    private static void Return(Array array)
    {
        switch (array)
        {
            case byte[] bytes:
                ArrayPool<byte>.Shared.Return(bytes);
                break;
            case int[] ints:
                ArrayPool<int>.Shared.Return(ints);
                break;
            case long[] longs:
                ArrayPool<long>.Shared.Return(longs);
                break;
            case ulong[] bits:
                ArrayPool<ulong>.Shared.Return(bits);
                break;
            case double[] doubles:
                ArrayPool<double>.Shared.Return(doubles);
                break;
            case bool[] booleans:
                ArrayPool<bool>.Shared.Return(booleans);
                break;
            case string?[] strings:
                ArrayPool<string?>.Shared.Return(strings, clearArray: true);
                break;
            case object?[] objects when array.GetType() == typeof(object[]):
                ArrayPool<object?>.Shared.Return(objects, clearArray: true);
                break;
        }
    }
}
