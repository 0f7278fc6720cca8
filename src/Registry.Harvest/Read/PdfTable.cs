using System.Globalization;

namespace Registry.Harvest.Read;

/// <summary>
/// Makes rows of the lines of a page. Where the first column holds running numbers each of them is a row, and the lines of the other columns
/// are shared out among them so that those of a cell stand around its number, or below it from its height on; elsewhere a line is a row.
/// </summary>
internal static class PdfTable
{
    /// <summary>A page of more lines times rows than this is none that is printed.</summary>
    private const long MostShares = 4_000_000;

    /// <summary>A cell of more lines than this is none.</summary>
    private const int MostLines = 12;

    public static IEnumerable<string?[]> Cells(IReadOnlyList<PdfLine> lines, PdfColumns columns, string page, Findings findings)
    {
        List<Cell>[] byColumn = [.. columns.Names.Select(_ => new List<Cell>())];
        foreach (PdfLine line in lines)
        {
            foreach (IGrouping<int, PdfWord> cell in line.Words.GroupBy(word => columns.Of(word)).OrderBy(cell => cell.Key))
            {
                byColumn[cell.Key].Add(new(line.Middle, PdfLine.TextOf([.. cell])));
            }
        }

        List<Cell> numbers = [.. byColumn[0].Where(cell => cell.Text.All(char.IsAsciiDigit))];
        if (numbers.Count == 0 || numbers.Count < byColumn[0].Count || (long)numbers.Count * lines.Count > MostShares)
        {
            return lines.Select(line => Row(line, columns));
        }

        string?[][] rows = [.. numbers.Select(number => new string?[columns.Names.Count])];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row][0] = numbers[row].Text;
        }

        for (int column = 1; column < byColumn.Length; column++)
        {
            Share(byColumn[column], numbers, (row, text) => rows[row][column] = rows[row][column] is { } before ? Joined(before, text) : text, page, findings);
        }

        return rows;
    }

    private static string?[] Row(PdfLine line, PdfColumns columns)
    {
        string?[] cells = new string?[columns.Names.Count];
        foreach (IGrouping<int, PdfWord> cell in line.Words.GroupBy(word => columns.Of(word)))
        {
            cells[cell.Key] = PdfLine.TextOf([.. cell]);
        }

        return cells;
    }

    private static string Joined(string before, string text) =>
        char.IsAsciiLetter(before[^1]) && char.IsAsciiLetter(text[0]) ? $"{before} {text}" : before + text;

    // The cheapest way to share the lines out, by dynamic programming over (numbers, lines): a group costs how far it stands from its number, a line
    // that belongs to none costs two lines' height and is reported.
    private static void Share(List<Cell> lines, List<Cell> numbers, Action<int, string> put, string page, Findings findings)
    {
        double pitch = Pitch(lines, numbers);
        double[,] cost = new double[numbers.Count + 1, lines.Count + 1];
        int[,] taken = new int[numbers.Count + 1, lines.Count + 1];
        for (int n = 0; n <= numbers.Count; n++)
        {
            for (int l = 0; l <= lines.Count; l++)
            {
                (cost[n, l], taken[n, l]) = Cheapest(lines, numbers, cost, n, l, pitch);
            }
        }

        for (int n = numbers.Count, l = lines.Count; n > 0 || l > 0;)
        {
            int take = taken[n, l];
            if (take < 0)
            {
                findings.Remarks.Add(new("TEXT_OUTSIDE_TABLE", $"page {page}: «{lines[l - 1].Text}» stands beside no row of the table", $"page {page}"));
                l--;
                continue;
            }

            n--;
            l -= take;
            for (int i = 0; i < take; i++)
            {
                put(n, lines[l + i].Text);
            }
        }
    }

    private static (double Cost, int Taken) Cheapest(List<Cell> lines, List<Cell> numbers, double[,] cost, int n, int l, double pitch)
    {
        if (n == 0 && l == 0)
        {
            return (0, 0);
        }

        // The line is left out: -1.
        (double Cost, int Taken) best = l > 0 ? (cost[n, l - 1] + (2 * pitch), -1) : (double.MaxValue, 0);
        for (int take = 0; n > 0 && take <= Math.Min(MostLines, l); take++)
        {
            double here = cost[n - 1, l - take] + (take == 0 ? pitch / 2 : Distance(lines, l - take, l - 1, numbers[n - 1].Middle));
            if (here < best.Cost)
            {
                best = (here, take);
            }
        }

        return best;
    }

    private static double Distance(List<Cell> lines, int first, int last, double number) =>
        Math.Min(Math.Abs(((lines[first].Middle + lines[last].Middle) / 2) - number), Math.Abs(lines[first].Middle - number));

    private static double Pitch(List<Cell> lines, List<Cell> numbers)
    {
        double[] steps = [.. lines.Zip(lines.Skip(1), (a, b) => b.Middle - a.Middle).Concat(numbers.Zip(numbers.Skip(1), (a, b) => b.Middle - a.Middle)).Where(step => step > 1).Order()];
        return steps.Length == 0 ? 12 : steps[steps.Length / 4];
    }

    private readonly record struct Cell(double Middle, string Text);
}
