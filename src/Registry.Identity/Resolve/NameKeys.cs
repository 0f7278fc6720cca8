using System.Collections.Concurrent;
using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>The keys of the mentions of a page, each read once: names are cut into their parts on all processors.</summary>
sealed class NameKeys
{
    // A name takes some ten microseconds: enough of them to be worth a processor's while.
    const int AtOnce = 500;

    readonly Dictionary<long, NameKey> keys;

    NameKeys(Dictionary<long, NameKey> keys) => this.keys = keys;

    /// <summary>Reads the keys of a page.</summary>
    public static NameKeys Of(IReadOnlyList<Mention> page, CancellationToken cancellation)
    {
        var read = new NameKey?[page.Count];
        if (page.Count > 0)
            Parallel.ForEach(Partitioner.Create(0, page.Count, AtOnce), new ParallelOptions { CancellationToken = cancellation }, range =>
            {
                for (var i = range.Item1; i < range.Item2; i++)
                    read[i] = NameKey.Of(page[i]);
            });
        Dictionary<long, NameKey> keys = new(page.Count);
        for (var i = 0; i < read.Length; i++)
            if (read[i] is { } key)
                keys.Add(page[i].Id, key);
        return new NameKeys(keys);
    }

    /// <summary>The key of a mention of the page; null where it has none.</summary>
    public NameKey? Find(Mention mention) => keys.TryGetValue(mention.Id, out var key) ? key : null;
}
