using System.Reflection;

namespace Registry.Harvest.Extract.Words;

/// <summary>What the ending of a name tells.</summary>
/// <param name="Type">The type of body.</param>
/// <param name="Subtype">The subtype; null where the word does not tell.</param>
internal sealed record Suffix(string Type, string? Subtype);

/// <summary>The classes of units.</summary>
internal enum UnitClass
{
    Count,
    People,
    Money,
    Area,
    Share,
    Points,
    Rank,
    Score,
    Factor,
    Other,
}

/// <summary>The vocabularies of the extraction, from the text files beside this one.</summary>
internal static class Vocabulary
{
    /// <summary>Endings of names.</summary>
    public static Trie<Suffix> Suffixes { get; } = Load("suffixes.txt", static (trie, cells) => trie.Add(cells[0], new(cells[1], cells.Length > 2 ? cells[2] : null)), new Trie<Suffix>());

    /// <summary>Words behind which a name begins, found backwards.</summary>
    public static Endings<bool> Breaks { get; } = Load("breaks.txt", AddAll, new Endings<bool>());

    /// <summary>Verbs behind which a name begins only at the head of a clause or before a place.</summary>
    public static Trie<bool> Openings { get; } = Load("openings.txt", AddAll, new Trie<bool>());

    /// <summary>The same, found backwards.</summary>
    public static Endings<bool> OpeningEnds { get; } = Load("openings.txt", AddAll, new Endings<bool>());

    /// <summary>Words inside which nothing begins.</summary>
    public static Trie<bool> Protected { get; } = Load("protected.txt", AddAll, new Trie<bool>());

    /// <summary>Words that name nothing by themselves.</summary>
    public static Trie<bool> Generic { get; } = Load("generic.txt", AddAll, new Trie<bool>());

    /// <summary>Fields of industry and the words of <see cref="Generic"/>.</summary>
    public static Trie<bool> Industries { get; } = Load("generic.txt", AddAll, Load("industries.txt", AddAll, new Trie<bool>()));

    /// <summary>What lists say they are lists of.</summary>
    public static Trie<string> Heads { get; } = Load("heads.txt", static (trie, cells) => trie.Add(cells[0], cells[1]), new Trie<string>());

    /// <summary>Titles of boxes beside an article.</summary>
    public static Trie<bool> Boxes { get; } = Load("boxes.txt", AddAll, new Trie<bool>());

    /// <summary>Words that confer an honour.</summary>
    public static Trie<bool> Honours { get; } = Load("honours.txt", AddAll, new Trie<bool>());

    /// <summary>Units and classifiers.</summary>
    public static Trie<UnitClass> Units { get; } = Load("units.txt", static (trie, cells) => trie.Add(cells[0], Enum.Parse<UnitClass>(cells[1], ignoreCase: true)), new Trie<UnitClass>());

    /// <summary>Short forms of divisions that are words of every text.</summary>
    public static HashSet<string> NotPlaces { get; } = [.. Lines("not-places.txt").SelectMany(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Words with which the name of an activity, a field or a product ends.</summary>
    public static HashSet<string> Deeds { get; } = [.. Lines("deeds.txt").SelectMany(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The files of this folder.</summary>
    public static IEnumerable<string> Files => Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(static name => name[Prefix.Length..]);

    private const string Prefix = "Registry.Harvest.Extract.Words.";

    /// <summary>The lines of a file of this folder, comments left out.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + file)
            ?? throw new InvalidOperationException($"The vocabulary {file} is not embedded in Registry.Harvest.");
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    private static void AddAll(Trie<bool> trie, string[] words) => Array.ForEach(words, word => trie.Add(word, true));

    private static void AddAll(Endings<bool> endings, string[] words) => Array.ForEach(words, word => endings.Add(word, true));

    private static T Load<T>(string file, Action<T, string[]> add, T into)
    {
        foreach (string line in Lines(file))
        {
            add(into, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return into;
    }
}
