using System.Collections.Frozen;

namespace Registry.Identity.Names;

/// <summary>Words of names that lie beside this file, one a line with what they mean; a line starting with # is a comment.</summary>
sealed class WordList
{
    readonly FrozenDictionary<string, string[]> meanings;
    readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> lookup;
    readonly int longest;

    WordList(Dictionary<string, string[]> meanings)
    {
        this.meanings = meanings.ToFrozenDictionary(StringComparer.Ordinal);
        lookup = this.meanings.GetAlternateLookup<ReadOnlySpan<char>>();
        longest = meanings.Keys.Max(word => word.Length);
    }

    /// <summary>The words of the list and what stands behind each on its line.</summary>
    public IReadOnlyDictionary<string, string[]> Meanings => meanings;

    /// <summary>The table of that name, with so many words of meaning behind each word.</summary>
    public static WordList Load(string file, int meanings) => Parse(file, Text(file), meanings);

    internal static WordList Parse(string file, string table, int meanings)
    {
        var words = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            var cells = line.Split(' ');
            if (cells.Length != meanings + 1 || !words.TryAdd(cells[0], cells[1..]))
                throw new FormatException($"{file} line {number}: found \"{line}\"; a word not listed before and {meanings} for what it means would be right.");
        }
        return new WordList(words);
    }

    /// <summary>The cells of a table's lines.</summary>
    public static IEnumerable<string[]> Lines(string file) =>
        Text(file).Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' '));

    /// <summary>The longest word with which the text ends, leaving at least some characters before it; its length is 0 when none does.</summary>
    public int Ending(ReadOnlySpan<char> text, int leaving)
    {
        for (var length = Math.Min(longest, text.Length - leaving); length > 0; length--)
            if (lookup.ContainsKey(text[^length..]))
                return length;
        return 0;
    }

    /// <summary>What a word of the list means.</summary>
    public string[] MeaningOf(ReadOnlySpan<char> word) => lookup[word];

    static string Text(string file)
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream($"Registry.Identity.Names.{file}")
            ?? throw new InvalidOperationException($"The table {file} is not embedded in Registry.Identity.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
