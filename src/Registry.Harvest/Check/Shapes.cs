using System.Globalization;
using System.Text;
using Registry.Harvest.Read;

namespace Registry.Harvest.Check;

/// <summary>
/// How codes and dates are built: <c>GR202451100001</c> is two letters and twelve digits in every row of its column. A cell that was built as the
/// others are, and now is as none of them, was damaged; so was one of the numbers with which a list counts its records.
/// </summary>
internal sealed class Shapes
{
    private const double NearlyAll = 0.8;
    private const int Enough = 3;

    // Numbers grow: only so many digits are a code.
    private const int CodeDigits = 8;

    private readonly Dictionary<(int Column, string Shape), long> counts = [];
    private readonly Dictionary<int, long> filled = [];
    private readonly Dictionary<int, long> running = [];

    private Shapes()
    {
    }

    /// <summary>Those of the columns in which a code or a date changed, from the records in which they stood before.</summary>
    public static Shapes Of(IReadOnlyList<ChangedCell> cells, Func<IEnumerable<Record>> before)
    {
        Shapes shapes = new();
        int[] columns = [.. cells.Where(cell => IsCode(cell.Before)).Select(cell => cell.Index).Distinct()];
        foreach (Record record in columns.Length == 0 ? [] : before())
        {
            foreach (int column in columns)
            {
                if (column < record.Cells.Length && record.Cells[column] is { Length: > 0 } text)
                {
                    long number = shapes.filled.GetValueOrDefault(column) + 1;
                    bool counts = text == number.ToString(CultureInfo.InvariantCulture) && shapes.running.GetValueOrDefault(column) == number - 1;
                    shapes.running[column] = counts ? number : shapes.running.GetValueOrDefault(column);
                    (int, string) shape = (column, Shape(text));
                    shapes.counts[shape] = shapes.counts.GetValueOrDefault(shape) + 1;
                    shapes.filled[column] = shapes.filled.GetValueOrDefault(column) + 1;
                }
            }
        }

        return shapes;
    }

    /// <summary>Why a cell is taken to be damaged; null where it is not.</summary>
    public string? Reason(ChangedCell cell)
    {
        if (filled.TryGetValue(cell.Index, out long all) && all >= Enough && running[cell.Index] == all)
        {
            return string.Create(CultureInfo.InvariantCulture, $"column {cell.Column} counted the records from 1 to {all}, and does no more");
        }

        if (!IsCode(cell.Before) || cell.After.Length == 0 || (cell.Before.Length < CodeDigits && cell.Before.All(char.IsAsciiDigit) && cell.After.All(char.IsAsciiDigit)))
        {
            return null;
        }

        long like = counts.GetValueOrDefault((cell.Index, Shape(cell.Before)));
        return like >= Enough && like >= NearlyAll * filled.GetValueOrDefault(cell.Index) && !counts.ContainsKey((cell.Index, Shape(cell.After)))
            ? string.Create(CultureInfo.InvariantCulture, $"in column {cell.Column} {like} of {filled[cell.Index]} were built like the old one, and none like the new one")
            : null;
    }

    private static bool IsCode(string text) => text.Length > 0 && (text.Any(char.IsAsciiDigit) || text.All(char.IsAscii));

    // Runs of letters and digits with their length; of one digit or two no matter which, as days and months have them.
    private static string Shape(string text)
    {
        StringBuilder shape = new();
        for (int i = 0; i < text.Length;)
        {
            char kind = Kind(text[i]);
            int start = i;
            while (i < text.Length && Kind(text[i]) == kind && (kind is '9' or 'A' || i == start))
            {
                i++;
            }

            shape.Append(kind);
            if (kind == '9' && i - start > 2)
            {
                shape.Append(i - start);
            }
        }

        return shape.ToString();
    }

    private static char Kind(char c) => char.IsAsciiDigit(c) ? '9' : char.IsAsciiLetter(c) ? 'A' : c;
}
