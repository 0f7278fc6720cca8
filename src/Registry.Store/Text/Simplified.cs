namespace Registry.Store.Text;

/// <summary>The simplified character for a traditional or variant one, by the table <c>traditional.txt</c>.</summary>
static class Simplified
{
    /// <summary>The ideographs of the basic plane, extension A among them.</summary>
    public const char First = '\u3400', Last = '\u9fff';

    static readonly char[] Table = Parse(Load());

    /// <summary>The simplified character; the character itself where it is one. For characters from First to Last.</summary>
    public static char Of(char character) => Table[character - First];

    internal static char[] Parse(string table)
    {
        var characters = new char[Last - First + 1];
        for (var i = 0; i < characters.Length; i++)
            characters[i] = (char)(First + i);
        var number = 0;
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.Split(' ') is not [[var simplified], { Length: > 0 } others])
                throw new FormatException($"traditional.txt line {number}: found \"{line}\"; a character, a blank and the characters that stand for it would be right.");
            foreach (var other in others)
                characters[other - First] = simplified;
        }
        return characters;
    }

    static string Load()
    {
        using var stream = typeof(Simplified).Assembly.GetManifestResourceStream("Registry.Store.Text.traditional.txt")
            ?? throw new InvalidOperationException("The table traditional.txt is not embedded in Registry.Store.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
