using System.Collections.Frozen;

namespace Registry.Store.Text;

/// <summary>Words whose characters are read otherwise than the collation files them (重庆 is chong, 长沙 is chang).</summary>
sealed class Polyphones
{
    readonly FrozenDictionary<char, Word[]> byFirstCharacter;

    Polyphones(IEnumerable<Word> words) =>
        byFirstCharacter = words
            .GroupBy(word => word.Text[0])
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(word => word.Text.Length).ToArray());

    public readonly record struct Word(string Text, string Initials);

    /// <summary>The table that lies beside this file.</summary>
    public static Polyphones Load()
    {
        using var stream = typeof(Polyphones).Assembly.GetManifestResourceStream("Registry.Store.Text.polyphones.txt")
            ?? throw new InvalidOperationException("The table polyphones.txt is not embedded in Registry.Store.");
        using var reader = new StreamReader(stream);
        return new Polyphones(Parse(reader.ReadToEnd()));
    }

    internal static IEnumerable<Word> Parse(string table)
    {
        var number = 0;
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            yield return line.Split(' ') is [var text, var initials] && text.Length == initials.Length
                ? new Word(text, initials)
                : throw new FormatException($"polyphones.txt line {number}: found \"{line}\"; a word, a blank and one letter for each of its characters would be right.");
        }
    }

    /// <summary>The longest word of the table that stands in the text at a position; null when none does.</summary>
    public Word? At(string text, int position)
    {
        if (!byFirstCharacter.TryGetValue(text[position], out var words))
            return null;
        foreach (var word in words)
            if (string.CompareOrdinal(text, position, word.Text, 0, word.Text.Length) == 0)
                return word;
        return null;
    }
}
