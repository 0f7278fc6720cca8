using System.Collections.Frozen;

namespace Registry.Identity.Names;

/// <summary>Endings of names that lie beside this file, one a line with what they mean; a line starting with # is a comment.</summary>
sealed class WordList
{
    readonly FrozenDictionary<string, string> meanings;
    readonly int longest;

    WordList(Dictionary<string, string> meanings)
    {
        this.meanings = meanings.ToFrozenDictionary(StringComparer.Ordinal);
        longest = meanings.Keys.Max(word => word.Length);
    }

    /// <summary>The table of that name.</summary>
    public static WordList Load(string file)
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream($"Registry.Identity.Names.{file}")
            ?? throw new InvalidOperationException($"The table {file} is not embedded in Registry.Identity.");
        using var reader = new StreamReader(stream);
        return Parse(file, reader.ReadToEnd());
    }

    internal static WordList Parse(string file, string table)
    {
        var meanings = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            var cells = line.Split(' ');
            if (cells.Length > 2 || !meanings.TryAdd(cells[0], cells[^1]))
                throw new FormatException($"{file} line {number}: found \"{line}\"; a word not listed before, and at most one word for what it means, would be right.");
        }
        return new WordList(meanings);
    }

    /// <summary>The longest word with which the text ends, leaving at least some characters before it, and what it means; null when none does.</summary>
    public (string Word, string Meaning)? Ending(string text, int leaving)
    {
        for (var length = Math.Min(longest, text.Length - leaving); length > 0; length--)
            if (meanings.TryGetValue(text[^length..], out var meaning))
                return (text[^length..], meaning);
        return null;
    }
}
