using System.Numerics;
using System.Text;

namespace Registry.Store;

/// <summary>
/// How often texts were added, in some bytes for each: never too few, seldom too many. A count-min sketch of two rows (Cormode and Muthukrishnan,
/// "An improved data stream summary: the count-min sketch and its applications", 2005).
/// </summary>
sealed class CountSketch
{
    /// <summary>What is counted so often or more often counts as this.</summary>
    public const int Most = byte.MaxValue;

    // Four counters for each text in each row: one text of twenty is counted too high.
    const int CountersOfOne = 4;

    readonly byte[] first;
    readonly byte[] second;
    readonly int shift;

    /// <param name="expected">How many texts will be added, about.</param>
    public CountSketch(long expected)
    {
        var counters = BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(CountersOfOne * expected, 1024, 1 << 26));
        (first, second) = (new byte[counters], new byte[counters]);
        shift = 64 - BitOperations.Log2(counters);
    }

    public void Add(string text) => Add(Hash(text));

    public void AddUtf8(ReadOnlySpan<byte> text)
    {
        Span<char> room = stackalloc char[256];
        if (text.Length <= room.Length)
            Add(Hash(room[..Encoding.UTF8.GetChars(text, room)]));
        else
            Add(Encoding.UTF8.GetString(text));
    }

    /// <summary>How often a text was added at most.</summary>
    public int AtMost(string text)
    {
        var (one, other) = Counters(Hash(text));
        return Math.Min(first[one], second[other]);
    }

    static uint Hash(ReadOnlySpan<char> text) => (uint)string.GetHashCode(text, StringComparison.Ordinal);

    void Add(uint hash)
    {
        var (one, other) = Counters(hash);
        first[one] += first[one] < Most ? (byte)1 : (byte)0;
        second[other] += second[other] < Most ? (byte)1 : (byte)0;
    }

    // Two odd numbers spread the hash differently over the rows (multiplicative hashing, Knuth, The Art of Computer Programming 3, 6.4).
    (int One, int Other) Counters(uint hash) => ((int)(hash * 0x9E3779B97F4A7C15 >> shift), (int)((hash + 1UL) * 0xC2B2AE3D27D4EB4F >> shift));
}
