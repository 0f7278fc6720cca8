using System.Numerics;

namespace Registry.Store;

/// <summary>A set of row numbers, a bit each: ten million claims in little more than a megabyte.</summary>
sealed class IdSet
{
    ulong[] words = new ulong[64];

    public long Count { get; private set; }

    /// <summary>Adds a number; false when it was there.</summary>
    public bool Add(long id)
    {
        var word = checked((int)(id >> 6));
        if (word >= words.Length)
            Array.Resize(ref words, Math.Max(word + 1, words.Length * 2));
        var bit = 1UL << (int)(id & 63);
        if ((words[word] & bit) != 0)
            return false;
        words[word] |= bit;
        Count++;
        return true;
    }

    /// <summary>Takes a number out.</summary>
    public void Remove(long id)
    {
        if (!Contains(id))
            return;
        words[id >> 6] &= ~(1UL << (int)(id & 63));
        Count--;
    }

    public bool Contains(long id)
    {
        var word = id >> 6;
        return word < words.Length && (words[word] & (1UL << (int)(id & 63))) != 0;
    }

    /// <summary>The numbers, ascending.</summary>
    public IEnumerable<long> Ascending()
    {
        for (var word = 0; word < words.Length; word++)
        {
            for (var bits = words[word]; bits != 0; bits &= bits - 1)
                yield return ((long)word << 6) + BitOperations.TrailingZeroCount(bits);
        }
    }
}
