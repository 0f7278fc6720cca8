using System.Globalization;
using Registry.Harvest.Catalog;

namespace Registry.Harvest.Read;

/// <summary>Chooses among tables that have been read whole.</summary>
internal static class WholeTables
{
    private const int MostTitleRows = 100;

    /// <summary>Those that the source asks for.</summary>
    /// <exception cref="UnreadableException">There is none.</exception>
    public static List<Part> Chosen(List<Part> tables, ReadOptions options, Content content)
    {
        TableChoice choice = options.Table;
        List<Part> chosen = [];
        foreach (Part table in tables)
        {
            bool asked = choice.Number is { } number
                ? table.Name == number.ToString(CultureInfo.InvariantCulture)
                : (IsList(table) && HasWords(table, choice.Words, options)) || (options.HeaderOnce && chosen.Count > 0 && Width(table) == Width(chosen[0]));
            if (asked)
            {
                chosen.Add(table);
                if (choice is { All: false, Words.Count: 0 } && !options.HeaderOnce)
                {
                    break;
                }
            }
        }

        return chosen.Count > 0 ? chosen : throw new UnreadableException(
            UnreadableReason.PartMissing,
            content.Name,
            $"no table {choice} among {tables.Count}",
            "name one of them under read: table, by its number or by words of its header");
    }

    private static int Width(Part table) => table.Rows.Take(MostTitleRows).Select(row => row.Cells.Length).DefaultIfEmpty().Max();

    private static bool IsList(Part table) => table.Rows.Skip(1).Any() && table.Rows.Any(row => row.Cells.Length > 1);

    private static bool HasWords(Part table, IReadOnlyList<string> words, ReadOptions options) => options.HeaderWith.Count > 0
        ? table.Rows.Take(MostTitleRows).Any(row => Holds([row], options.HeaderWith)) && Holds(table.Rows.Take(MostTitleRows), words)
        : words.Count == 0 || Holds(table.Rows.Skip(options.TitleRows).Take(Math.Max(1, options.HeaderRows)), words);

    private static bool Holds(IEnumerable<Row> rows, IReadOnlyList<string> words)
    {
        HashSet<string> header = [.. rows.SelectMany(row => row.Cells).OfType<string>().Select(Header.Folded)];
        return words.All(word => header.Contains(Header.Folded(word)));
    }
}
