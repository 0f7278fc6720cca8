namespace Registry.Harvest.Extract.Words;

/// <summary>Words with what they mean, found at a place of a text in one walk.</summary>
/// <typeparam name="T">What a word means.</typeparam>
internal sealed class Trie<T>
{
    // The first character leads by a table in pages, of which a small vocabulary has few; the others by a search of the few that follow.
    private const int PageSize = 256;

    private static readonly int[] Nothing = new int[PageSize];

    private readonly int[][] firsts = Pages();
    private readonly List<Node> nodes = [new()];

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a word; one that is there already keeps its first meaning.</summary>
    public void Add(string word, T meaning)
    {
        if (word.Length == 0)
        {
            return;
        }

        int node = First(word[0]);
        if (node == 0)
        {
            node = nodes.Count;
            nodes.Add(new());
            Lead(word[0], node);
        }

        for (int i = 1; i < word.Length; i++)
        {
            int next = nodes[node].Next(word[i]);
            if (next == 0)
            {
                next = nodes.Count;
                nodes.Add(new());
                nodes[node].Lead(word[i], next);
            }

            node = next;
        }

        if (!nodes[node].IsWord)
        {
            (nodes[node].IsWord, nodes[node].Meaning) = (true, meaning);
            Count++;
        }
    }

    /// <summary>The longest word that stands at a place; length 0 when none does.</summary>
    public (int Length, T? Meaning) Longest(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length)
        {
            return default;
        }

        (int Length, T? Meaning) found = default;
        int node = First(text[at]);
        for (int i = at + 1; node > 0; i++)
        {
            Node here = nodes[node];
            if (here.IsWord)
            {
                found = (i - at, here.Meaning);
            }

            node = i < text.Length ? here.Next(text[i]) : 0;
        }

        return found;
    }

    /// <summary>Marks the meaning of every word that stands anywhere in a text, words inside words too.</summary>
    public void Mark(ReadOnlySpan<char> text, Action<T> mark)
    {
        for (int start = 0; start < text.Length; start++)
        {
            int node = First(text[start]);
            for (int i = start + 1; node > 0; i++)
            {
                if (nodes[node].IsWord)
                {
                    mark(nodes[node].Meaning!);
                }

                node = i < text.Length ? nodes[node].Next(text[i]) : 0;
            }
        }
    }

    /// <summary>Whether the text can be cut into words of these, from its first character to its last.</summary>
    public bool Covers(ReadOnlySpan<char> text)
    {
        if (text.Length > 63)
        {
            return false;
        }

        ulong reached = 1;
        for (int start = 0; start < text.Length; start++)
        {
            if ((reached >> start & 1) == 0)
            {
                continue;
            }

            int node = First(text[start]);
            for (int i = start + 1; node > 0; i++)
            {
                reached |= nodes[node].IsWord ? 1UL << i : 0;
                node = i < text.Length ? nodes[node].Next(text[i]) : 0;
            }
        }

        return (reached >> text.Length & 1) == 1;
    }

    private static int[][] Pages()
    {
        int[][] pages = new int[(char.MaxValue + 1) / PageSize][];
        Array.Fill(pages, Nothing);
        return pages;
    }

    private int First(char letter) => firsts[letter / PageSize][letter % PageSize];

    private void Lead(char letter, int to)
    {
        ref int[] page = ref firsts[letter / PageSize];
        page = ReferenceEquals(page, Nothing) ? new int[PageSize] : page;
        page[letter % PageSize] = to;
    }

    private sealed class Node
    {
        private char[] letters = [];
        private int[] next = [];

        public bool IsWord { get; set; }

        public T? Meaning { get; set; }

        public int Next(char letter)
        {
            int at = letters.AsSpan().IndexOf(letter);
            return at < 0 ? 0 : next[at];
        }

        public void Lead(char letter, int to)
        {
            letters = [.. letters, letter];
            next = [.. next, to];
        }
    }
}

/// <summary>Words found at the end of a text.</summary>
internal sealed class Endings<T>
{
    private readonly Trie<T> reversed = new();

    public void Add(string word, T meaning)
    {
        char[] letters = word.ToCharArray();
        Array.Reverse(letters);
        reversed.Add(new string(letters), meaning);
    }

    /// <summary>The longest word with which the text ends before a place; length 0 when none does.</summary>
    public (int Length, T? Meaning) Before(ReadOnlySpan<char> text, int end, int from = 0)
    {
        Span<char> back = stackalloc char[Math.Min(16, end - from)];
        for (int i = 0; i < back.Length; i++)
        {
            back[i] = text[end - 1 - i];
        }

        return reversed.Longest(back, 0);
    }
}
