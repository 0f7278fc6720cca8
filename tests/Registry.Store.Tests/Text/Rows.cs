using System.Globalization;
using System.Text.RegularExpressions;

namespace Registry.Store.Tests.Text;

/// <summary>Rows of cases kept beside the tests: tab-separated, a line starting with # is a comment.</summary>
static partial class Rows
{
    public static TheoryData<string, string> Of(string file)
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Text", "Cases", file)))
            if (line.Length > 0 && line[0] != '#')
                rows.Add(Unescaped(line.Split('\t')[0]), Unescaped(line.Split('\t')[1]));
        return rows;
    }

    static string Unescaped(string text) => Escape().Replace(text, Character)
        .Replace("\\t", "\t", StringComparison.Ordinal)
        .Replace("\\r", "\r", StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal);

    static string Character(Match match) =>
        ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString();

    [GeneratedRegex(@"\\u([0-9a-f]{4})")]
    private static partial Regex Escape();
}
