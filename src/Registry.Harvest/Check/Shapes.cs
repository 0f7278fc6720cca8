using System.Globalization;
using System.Text;
using Registry.Harvest.Read;

namespace Registry.Harvest.Check;

/// <summary>
/// How codes and dates are built: <c>GR202451100001</c> is two letters and twelve digits in every row of its column. A cell that was built as the
/// others are, and now is as none of them, was damaged; so was one of the numbers with which a list counts its records, and a code whose head
/// one other digit made unlike all that stand in its column.
/// </summary>
internal sealed class Shapes
{
    private const double NearlyAll = 0.8;
    private const int Enough = 3;

    // Numbers grow: only so many digits are a code.
    private const int CodeDigits = 8;

    // Where more of the numbers changed, the list was numbered anew.
    private const int FewNumbers = 4;

    // The shortest code with a head of its own: that of a division, six digits.
    private const int ShortestHead = 6;

    private readonly Dictionary<(int Column, string Shape), long> counts = [];
    private readonly Dictionary<int, long> filled = [];
    private readonly Dictionary<int, long> running = [];
    private readonly Dictionary<(int Column, string Head), long> heads = [];
    private readonly int[] columns;
    private readonly int fewNumbers;
    private readonly Dictionary<int, int> changed;

    /// <summary>Those of the columns in which a code or a date changed; what they hold is still to be taken.</summary>
    /// <param name="cells">The cells that changed.</param>
    /// <param name="areAsMany">Whether there are as many records as there were; what counted them need not count others.</param>
    public Shapes(IReadOnlyList<ChangedCell> cells, bool areAsMany)
    {
        fewNumbers = areAsMany ? FewNumbers : 0;
        columns = [.. cells.Where(cell => IsCode(cell.Before)).Select(cell => cell.Index).Distinct()];
        changed = cells.CountBy(cell => cell.Index).ToDictionary();
        foreach (ChangedCell cell in cells)
        {
            if (ChangedAt(cell) is { } at)
            {
                heads[(cell.Index, cell.Before[..(at + 1)])] = 0;
                heads[(cell.Index, cell.After[..(at + 1)])] = 0;
            }
        }
    }

    /// <summary>Whether there is anything to be looked for.</summary>
    public bool Looks => columns.Length > 0;

    /// <summary>Takes a record as it stood before.</summary>
    public void Take(in Record record)
    {
        foreach (int column in columns)
        {
            if (column >= record.Cells.Length || record.Cells[column] is not { Length: > 0 } text)
            {
                continue;
            }

            long number = filled.GetValueOrDefault(column) + 1;
            bool isCounted = text == number.ToString(CultureInfo.InvariantCulture) && running.GetValueOrDefault(column) == number - 1;
            running[column] = isCounted ? number : running.GetValueOrDefault(column);
            filled[column] = number;
            (int, string) shape = (column, Shape(text));
            counts[shape] = counts.GetValueOrDefault(shape) + 1;
            foreach ((int Column, string Head) head in heads.Keys.Where(head => head.Column == column && text.StartsWith(head.Head, StringComparison.Ordinal)).ToArray())
            {
                heads[head]++;
            }
        }
    }

    /// <summary>Why a cell is taken to be damaged; null where it is not.</summary>
    public string? Reason(ChangedCell cell)
    {
        if (filled.TryGetValue(cell.Index, out long all) && all >= Enough && running[cell.Index] == all && changed[cell.Index] <= fewNumbers)
        {
            return string.Create(CultureInfo.InvariantCulture, $"column {cell.Column} counted the records from 1 to {all}, and does no more");
        }

        if (Headless(cell) is { } headless)
        {
            return headless;
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

    // A digit in the head of a code, which says year or place, and which others share.
    private string? Headless(ChangedCell cell)
    {
        if (ChangedAt(cell) is not { } at)
        {
            return null;
        }

        string head = cell.Before[..(at + 1)];
        string other = cell.After[..(at + 1)];
        return heads[(cell.Index, head)] > 1 && heads[(cell.Index, other)] == 0
            ? $"in column {cell.Column} others begin with {head} and none with {other}"
            : null;
    }

    // Where in the head of a code a digit became another, and nothing else; null where they differ otherwise. Four sevenths: letters, year and province
    // of a certificate's number, the province and half the prefecture of a division.
    private static int? ChangedAt(ChangedCell cell)
    {
        if (!IsCode(cell.Before) || cell.Before.Length != cell.After.Length || cell.Before.Length < ShortestHead)
        {
            return null;
        }

        int at = cell.Before.AsSpan().CommonPrefixLength(cell.After);
        return (at + 1) * 7 <= cell.Before.Length * 4 && char.IsAsciiDigit(cell.Before[at]) && char.IsAsciiDigit(cell.After[at])
            && cell.Before.AsSpan(at + 1).SequenceEqual(cell.After.AsSpan(at + 1))
            ? at
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
