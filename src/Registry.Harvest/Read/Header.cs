using System.Globalization;
using System.Text;

namespace Registry.Harvest.Read;

/// <summary>Names of columns, made from the header rows of a table.</summary>
internal static class Header
{
    /// <summary>A name as it is compared: without white space, which publishers use to stretch words (地　区) and break lines.</summary>
    public static string Folded(string text)
    {
        foreach (char c in text)
        {
            if (IsSpace(c))
            {
                return Without(text);
            }
        }

        return text;
    }

    /// <summary>The names of the columns under these header rows, from the first on; <paramref name="patches"/> renames what the publisher misspelt.</summary>
    /// <remarks>A column without a name is kept between others (<c>column 7</c>) and dropped at the end: sheets have 16,384 of them.</remarks>
    public static List<string> Names(IReadOnlyList<Row> rows, IReadOnlyDictionary<string, string> patches)
    {
        List<string> names = [];
        Dictionary<string, int> met = new(StringComparer.Ordinal);
        int width = rows.Count == 0 ? 0 : rows.Max(Width);
        for (int i = 0; i < width; i++)
        {
            string name = Name(rows, i);
            name = patches.GetValueOrDefault(name, name);
            name = name.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"column {i + 1}") : name;
            int times = met[name] = met.GetValueOrDefault(name) + 1;
            names.Add(times == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({times})"));
        }

        return names;
    }

    private static int Width(Row row)
    {
        int width = row.Cells.Length;
        while (width > 0 && string.IsNullOrWhiteSpace(row.Cells[width - 1]))
        {
            width--;
        }

        return width;
    }

    // A cell that spans the header's rows stands in each of them and is named once.
    private static string Name(IReadOnlyList<Row> rows, int column)
    {
        StringBuilder name = new();
        string last = "";
        foreach (Row row in rows)
        {
            string text = column < row.Cells.Length && row.Cells[column] is { } cell ? Folded(cell) : "";
            if (text.Length > 0 && text != last)
            {
                name.Append(name.Length > 0 ? "/" : "").Append(text);
                last = text;
            }
        }

        return name.ToString();
    }

    private static string Without(string text) => string.Create(text.Length - text.Count(IsSpace), text, static (span, from) =>
    {
        int at = 0;
        foreach (char c in from)
        {
            if (!IsSpace(c))
            {
                span[at++] = c;
            }
        }
    });

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF';
}
