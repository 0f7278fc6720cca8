namespace Registry.Graph.Http;

/// <summary>Documents that clients sent once with their hash, to name them by it from then on; the longest unused leave first. Thread-safe.</summary>
/// <param name="capacity">Most bytes of memory, as estimated.</param>
internal sealed class AutomaticDocuments(long capacity)
{
    // The key, the nodes of both collections and the headers of the arrays.
    private const int Overhead = 320;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Hash, byte[] Text)>> _byHash = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Hash, byte[] Text)> _byUse = new();
    private long _bytes;

    public byte[]? Find(string hash)
    {
        lock (_lock)
        {
            if (!_byHash.TryGetValue(hash, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Text;
        }
    }

    public void Keep(string hash, ReadOnlySpan<byte> text)
    {
        lock (_lock)
        {
            if (_byHash.ContainsKey(hash) || text.Length + Overhead > capacity)
            {
                return;
            }

            _byHash.Add(hash, _byUse.AddFirst((hash, text.ToArray())));
            for (_bytes += text.Length + Overhead; _bytes > capacity; _bytes -= _byUse.Last!.Value.Text.Length + Overhead, _byUse.RemoveLast())
            {
                _byHash.Remove(_byUse.Last!.Value.Hash);
            }
        }
    }
}
