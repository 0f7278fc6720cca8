namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>
/// Documents ready to execute, by their text. Bounded by the bytes they take, as estimated; the longest unused leave first.
/// </summary>
internal sealed class PlanCache
{
    private readonly Dictionary<byte[], LinkedListNode<Entry>> _entries;
    private readonly Dictionary<byte[], LinkedListNode<Entry>>.AlternateLookup<ReadOnlySpan<byte>> _byText;
    private readonly LinkedList<Entry> _recent = new();
    private readonly Lock _lock = new();
    private readonly long _capacity;
    private long _size;

    /// <param name="capacity">The bytes that all entries may take together.</param>
    public PlanCache(long capacity)
    {
        _capacity = capacity;
        _entries = new Dictionary<byte[], LinkedListNode<Entry>>(TextComparer.Instance);
        _byText = _entries.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The number of documents kept.</summary>
    public int Count => _entries.Count;

    public PreparedDocument? Find(ReadOnlySpan<byte> text)
    {
        lock (_lock)
        {
            if (!_byText.TryGetValue(text, out var found))
            {
                return null;
            }

            if (found.Previous is not null)
            {
                _recent.Remove(found);
                _recent.AddFirst(found);
            }

            return found.Value.Document;
        }
    }

    /// <summary>Keeps a document, or charges more bytes for one that is kept.</summary>
    /// <param name="text">The text.</param>
    /// <param name="document">The document.</param>
    /// <param name="bytes">What it takes beyond what was charged before.</param>
    public void Keep(ReadOnlySpan<byte> text, PreparedDocument document, long bytes)
    {
        lock (_lock)
        {
            if (!_byText.TryGetValue(text, out var node))
            {
                var key = text.ToArray();
                node = _recent.AddFirst(new Entry(key, document));
                _entries.Add(key, node);
            }

            node.ValueRef.Bytes += bytes;
            _size += bytes;
            while (_size > _capacity && _recent.Last is { } oldest)
            {
                _recent.RemoveLast();
                _entries.Remove(oldest.Value.Text);
                _size -= oldest.Value.Bytes;
            }
        }
    }

    private struct Entry(byte[] text, PreparedDocument document)
    {
        public readonly byte[] Text = text;
        public readonly PreparedDocument Document = document;
        public long Bytes;
    }

    private sealed class TextComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly TextComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] text) => GetHashCode(text.AsSpan());

        // The hash is seeded anew in each process, so that nobody can send texts that collide.
        public int GetHashCode(ReadOnlySpan<byte> text)
        {
            var hash = default(HashCode);
            hash.AddBytes(text);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
