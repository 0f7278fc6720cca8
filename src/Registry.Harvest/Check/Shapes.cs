using System.Globalization;
using System.Numerics;
using System.Text;
using Registry.Harvest.Read;

namespace Registry.Harvest.Check;

/// <summary>
/// How codes and dates are built: <c>GR202451100001</c> is two letters and twelve digits in every row of its column. A cell that was built as the
/// others are, and now is as none of them, was damaged; so was one of the numbers with which a list counts its records, and a code or a word in
/// Latin letters that one flipped bit made unlike all that stand in its column.
/// </summary>
internal sealed class Shapes
{
    private const double NearlyAll = 0.8;
    private const int Enough = 3;

    // Numbers grow: only so many digits are a code.
    private const int CodeDigits = 8;

    // The shortest code with a head of its own: that of a division, six digits.
    private const int ShortestHead = 6;

    private readonly Dictionary<(int Column, string Shape), long> counts = [];
    private readonly Dictionary<int, long> filled = [];
    private readonly Dictionary<int, long> running = [];
    private readonly Dictionary<(int Column, string Head), long> heads = [];
    private readonly Dictionary<(int Column, string Pair), long> pairs = [];

    private Shapes()
    {
    }

    /// <summary>Those of the columns in which a code or a date changed, from the records in which they stood before.</summary>
    public static Shapes Of(IReadOnlyList<ChangedCell> cells, Func<IEnumerable<Record>> before)
    {
        Shapes shapes = new();
        int[] columns = [.. cells.Where(cell => IsCode(cell.Before)).Select(cell => cell.Index).Distinct()];
        foreach (ChangedCell cell in cells)
        {
            if (FlippedAt(cell) is { } at)
            {
                shapes.heads[(cell.Index, cell.Before[..(at + 1)])] = 0;
                shapes.heads[(cell.Index, cell.After[..(at + 1)])] = 0;
                Array.ForEach(Pairs(cell.Before, at), pair => shapes.pairs[(cell.Index, pair)] = 0);
                Array.ForEach(Pairs(cell.After, at), pair => shapes.pairs[(cell.Index, pair)] = 0);
            }
        }

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
                    Count(shapes.heads, column, head => text.StartsWith(head, StringComparison.Ordinal));
                    Count(shapes.pairs, column, pair => text.Contains(pair, StringComparison.Ordinal));
                }
            }
        }

        return shapes;

        static void Count(Dictionary<(int Column, string), long> counts, int column, Func<string, bool> isIn)
        {
            foreach ((int, string Text) key in counts.Keys.Where(key => key.Column == column && isIn(key.Item2)).ToArray())
            {
                counts[key]++;
            }
        }
    }

    /// <summary>Why a cell is taken to be damaged; null where it is not.</summary>
    public string? Reason(ChangedCell cell)
    {
        if (filled.TryGetValue(cell.Index, out long all) && all >= Enough && running[cell.Index] == all)
        {
            return string.Create(CultureInfo.InvariantCulture, $"column {cell.Column} counted the records from 1 to {all}, and does no more");
        }

        if (Unlike(cell) is { } unlike)
        {
            return unlike;
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

    // A digit in the first half of a code, which says year or place and which others share; a letter whose neighbours are in other words what they
    // were here, and nowhere what they are.
    private string? Unlike(ChangedCell cell)
    {
        if (FlippedAt(cell) is not { } at)
        {
            return null;
        }

        string head = cell.Before[..(at + 1)];
        string other = cell.After[..(at + 1)];
        if (char.IsAsciiDigit(cell.Before[at]))
        {
            return (at + 1) * 2 <= cell.Before.Length && heads[(cell.Index, head)] > 1 && heads[(cell.Index, other)] == 0
                ? $"in column {cell.Column} others begin with {head}, none begins with {other}, and {cell.Before[at]} and {cell.After[at]} differ by one bit"
                : null;
        }

        string[] beside = Pairs(cell.After, at);
        return beside.Length == 2 && Array.TrueForAll(beside, pair => pairs[(cell.Index, pair)] == 0) && Array.TrueForAll(Pairs(cell.Before, at), pair => pairs[(cell.Index, pair)] > 1)
            ? $"in column {cell.Column} no other text holds {beside[0]} or {beside[1]}, others hold what stood there, and {cell.Before[at]} and {cell.After[at]} differ by one bit"
            : null;
    }

    // Where a digit became another, or a letter, by one bit, in a code as long as it was; null where they differ otherwise.
    private static int? FlippedAt(ChangedCell cell)
    {
        if (!IsCode(cell.Before) || cell.Before.Length != cell.After.Length || cell.Before.Length < ShortestHead)
        {
            return null;
        }

        int at = cell.Before.AsSpan().CommonPrefixLength(cell.After);
        return at < cell.Before.Length && Kind(cell.Before[at]) is '9' or 'A' && Kind(cell.Before[at]) == Kind(cell.After[at])
            && BitOperations.IsPow2(cell.Before[at] ^ cell.After[at]) && cell.Before.AsSpan(at + 1).SequenceEqual(cell.After.AsSpan(at + 1))
            ? at
            : null;
    }

    // A character with the one before it and the one behind it.
    private static string[] Pairs(string text, int at) => at > 0 && at + 1 < text.Length ? [text[(at - 1)..(at + 1)], text[at..(at + 2)]] : [];

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
