namespace Registry.Harvest.Extract.Words;

/// <summary>Words with what they mean, found at a place of a text in one walk.</summary>
/// <typeparam name="T">What a word means.</typeparam>
internal sealed class Trie<T>
{
    private readonly Dictionary<(int Node, char Next), int> edges = [];
    private readonly List<(bool IsWord, T? Meaning)> nodes = [(false, default)];
    private readonly HashSet<char> firsts = [];

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a word; one that is there already keeps its first meaning.</summary>
    public void Add(string word, T meaning)
    {
        int node = 0;
        foreach (char c in word)
        {
            if (!edges.TryGetValue((node, c), out int next))
            {
                next = nodes.Count;
                nodes.Add((false, default));
                edges.Add((node, c), next);
            }

            node = next;
        }

        if (node > 0 && !nodes[node].IsWord)
        {
            firsts.Add(word[0]);
            nodes[node] = (true, meaning);
            Count++;
        }
    }

    /// <summary>The longest word that stands at a place; length 0 when none does.</summary>
    public (int Length, T? Meaning) Longest(ReadOnlySpan<char> text, int at)
    {
        (int Length, T? Meaning) found = default;
        if (at >= text.Length || !firsts.Contains(text[at]))
        {
            return found;
        }

        int node = 0;
        for (int i = at; i < text.Length && edges.TryGetValue((node, text[i]), out node); i++)
        {
            if (nodes[node].IsWord)
            {
                found = (i - at + 1, nodes[node].Meaning);
            }
        }

        return found;
    }

    /// <summary>Whether the text can be cut into words of these, from its first character to its last.</summary>
    public bool Covers(ReadOnlySpan<char> text)
    {
        Span<bool> reached = stackalloc bool[Math.Min(text.Length, 63) + 1];
        if (text.Length > 63)
        {
            return false;
        }

        reached[0] = true;
        for (int start = 0; start < text.Length; start++)
        {
            if (!reached[start])
            {
                continue;
            }

            int node = 0;
            for (int i = start; i < text.Length && edges.TryGetValue((node, text[i]), out node); i++)
            {
                reached[i + 1] |= nodes[node].IsWord;
            }
        }

        return reached[text.Length];
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
