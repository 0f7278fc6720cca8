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
        PdfLine[] numbered = [.. lines.Where(line => First(line, columns) is not { } first || first.All(char.IsAsciiDigit))];
        Cell[] numbers = [.. numbered.Where(line => First(line, columns) is not null).Select(line => new Cell(line.Middle, First(line, columns)!))];
        int others = lines.Count - numbered.Length;
        if (numbers.Length == 0 || numbers.Length < others || (long)numbers.Length * lines.Count > MostShares)
        {
            return lines.Select(line => Row(line, columns));
        }

        foreach (PdfLine line in lines.Except(numbered))
        {
            Report(line.Text, page, findings);
        }

        List<Cell>[] byColumn = [.. columns.Names.Select(_ => new List<Cell>())];
        foreach (PdfLine line in numbered)
        {
            foreach (IGrouping<int, PdfWord> cell in line.Words.GroupBy(word => columns.Of(word)))
            {
                byColumn[cell.Key].Add(new(line.Middle, PdfLine.TextOf([.. cell])));
            }
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

    private static string? First(PdfLine line, PdfColumns columns)
    {
        PdfWord[] words = [.. line.Words.Where(word => columns.Of(word) == 0)];
        return words.Length == 0 ? null : PdfLine.TextOf(words);
    }

    private static void Report(string text, string page, Findings findings) =>
        findings.Remarks.Add(new("TEXT_OUTSIDE_TABLE", $"page {page}: «{text}» stands beside no row of the table", $"page {page}"));

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

    // The cells of a row stand around its number or begin beside it, all in one way, with the boxes of two kinds of type at one height or shifted:
    // the way that fits best is taken.
    private static void Share(List<Cell> lines, Cell[] numbers, Action<int, string> put, string page, Findings findings)
    {
        double pitch = Pitch(lines, numbers);
        (double Cost, int[,] Taken) best = (double.MaxValue, new int[0, 0]);
        foreach (double shift in (double[])[0, Shift(lines, numbers)])
        {
            (double Cost, int[,] Taken)[] ways =
            [
                Cheapest(lines, numbers, pitch, (first, last, number) => Math.Abs(((first + last) / 2) - number - shift)),
                Cheapest(lines, numbers, pitch, (first, _, number) => Math.Abs(first - number - shift)),
            ];
            foreach ((double Cost, int[,] Taken) way in ways)
            {
                best = way.Cost < best.Cost ? way : best;
            }
        }

        int[,] taken = best.Taken;
        for (int n = numbers.Length, l = lines.Count; n > 0 || l > 0;)
        {
            int take = taken[n, l];
            if (take < 0)
            {
                Report(lines[l - 1].Text, page, findings);
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

    // Dynamic programming over (numbers, lines): a group costs how far it stands from its number, a number without a line half a line, and a line that
    // belongs to none two lines (-1).
    private static (double Cost, int[,] Taken) Cheapest(List<Cell> lines, Cell[] numbers, double pitch, Func<double, double, double, double> distance)
    {
        double[,] cost = new double[numbers.Length + 1, lines.Count + 1];
        int[,] taken = new int[numbers.Length + 1, lines.Count + 1];
        for (int n = 0; n <= numbers.Length; n++)
        {
            for (int l = n == 0 ? 1 : 0; l <= lines.Count; l++)
            {
                (cost[n, l], taken[n, l]) = l > 0 ? (cost[n, l - 1] + (2 * pitch), -1) : (double.MaxValue, 0);
                for (int take = 0; n > 0 && take <= Math.Min(MostLines, l); take++)
                {
                    double here = cost[n - 1, l - take] + (take == 0 ? pitch / 2 : distance(lines[l - take].Middle, lines[l - 1].Middle, numbers[n - 1].Middle));
                    if (here < cost[n, l])
                    {
                        (cost[n, l], taken[n, l]) = (here, take);
                    }
                }
            }
        }

        return (cost[numbers.Length, lines.Count], taken);
    }

    // The boxes of Chinese type reach further up than those of figures: by how much, the rows of one line tell.
    private static double Shift(List<Cell> lines, Cell[] numbers)
    {
        double[] nearest = [.. numbers.Select(number => lines.Count == 0 ? 0 : lines.Select(line => line.Middle - number.Middle).MinBy(Math.Abs)).Order()];
        return nearest[nearest.Length / 2];
    }

    private static double Pitch(List<Cell> lines, Cell[] numbers)
    {
        double[] steps = [.. lines.Zip(lines.Skip(1), (a, b) => b.Middle - a.Middle).Concat(numbers.Zip(numbers.Skip(1), (a, b) => b.Middle - a.Middle)).Where(step => step > 1).Order()];
        return steps.Length == 0 ? 12 : steps[steps.Length / 4];
    }

    private readonly record struct Cell(double Middle, string Text);
}
