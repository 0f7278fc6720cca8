using Registry.Identity.Names;
using Registry.Store;

namespace Registry.Identity.Compare;

/// <summary>Two of many names that were compared and are not two for certain.</summary>
/// <param name="One">The position of the first name.</param>
/// <param name="Other">The position of the second, which is the greater.</param>
/// <param name="Match">What the comparisons say.</param>
public sealed record NearPair(int One, int Other, Match Match);

/// <summary>What comparing many names among one another came to.</summary>
/// <param name="Clusters">For each name the position of the first name that is the same, also through others.</param>
/// <param name="Unsure">The pairs that are near, the nearest first; at most as many as were asked for.</param>
/// <param name="Pairs">How many pairs were compared.</param>
/// <param name="Skipped">How many blocks held too many names to tell anything.</param>
public sealed record ClusteredNames(IReadOnlyList<int> Clusters, IReadOnlyList<NearPair> Unsure, long Pairs, long Skipped);

/// <summary>
/// Compares many names among one another: blocked, scored and put together where they are the same. The outcome does not depend
/// on the order of the names, but for which position stands for a cluster.
/// </summary>
public static class Clustering
{
    // A block of more names says what is common, not what is the same.
    const int Widest = 50;

    /// <summary>Compares the names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="mostUnsure">How many unsure pairs to keep.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ClusteredNames Of(IReadOnlyList<string> names, int mostUnsure, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        var readings = new NameReading[names.Count];
        Parallel.For(0, names.Count, new ParallelOptions { CancellationToken = cancellation }, at => readings[at] = NameReader.Read(names[at]));
        var (keys, records) = Sorted(readings);
        var heads = Enumerable.Range(0, names.Count).ToArray();
        var compared = new HashSet<ulong>();
        var unsure = new PriorityQueue<NearPair, double>();
        long skipped = 0;
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];)
                end++;
            if (end - start > Widest)
                skipped++;
            else
                Compare(readings, records.AsSpan(start, end - start), heads, compared, unsure, mostUnsure, cancellation);
        }
        for (var at = 0; at < heads.Length; at++)
            heads[at] = Head(heads, at);
        var near = new List<NearPair>();
        while (unsure.TryDequeue(out var pair, out _))
            near.Add(pair);
        near.Reverse();
        return new ClusteredNames(heads, [.. near.Where(pair => heads[pair.One] != heads[pair.Other])], compared.Count, skipped);
    }

    static (ulong[] Keys, int[] Records) Sorted(NameReading[] readings)
    {
        var keys = new List<ulong>(readings.Length * 8);
        var records = new List<int>(readings.Length * 8);
        var blocks = new List<ulong>();
        for (var at = 0; at < readings.Length; at++)
        {
            blocks.Clear();
            Blocks.Of(readings[at], blocks);
            foreach (var block in blocks)
            {
                keys.Add(block);
                records.Add(at);
            }
        }
        var (sortedKeys, sortedRecords) = (keys.ToArray(), records.ToArray());
        Array.Sort(sortedKeys, sortedRecords);
        return (sortedKeys, sortedRecords);
    }

    static void Compare(
        NameReading[] readings, Span<int> block, int[] heads, HashSet<ulong> compared, PriorityQueue<NearPair, double> unsure, int mostUnsure, CancellationToken cancellation)
    {
        for (var i = 1; i < block.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (Math.Min(block[i], block[j]), Math.Max(block[i], block[j]));
                if (one == other || !compared.Add(((ulong)one << 32) | (uint)other))
                    continue;
                var match = Matcher.Compare(readings[one], readings[other]);
                if (match.Verdict == Verdict.Same)
                    Unite(heads, one, other);
                else if (match.Verdict == Verdict.Unsure && mostUnsure > 0)
                    Keep(unsure, new NearPair(one, other, match), mostUnsure);
            }
        }
    }

    static void Keep(PriorityQueue<NearPair, double> unsure, NearPair pair, int most)
    {
        if (unsure.Count < most)
            unsure.Enqueue(pair, pair.Match.Score);
        else
            unsure.EnqueueDequeue(pair, pair.Match.Score);
    }

    static void Unite(int[] heads, int one, int other)
    {
        var (a, b) = (Head(heads, one), Head(heads, other));
        heads[Math.Max(a, b)] = Math.Min(a, b);
    }

    static int Head(int[] heads, int at)
    {
        while (heads[at] != at)
            at = heads[at] = heads[heads[at]];
        return at;
    }
}
