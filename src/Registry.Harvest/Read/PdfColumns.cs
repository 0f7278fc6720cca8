namespace Registry.Harvest.Read;

/// <summary>The columns of a table in a PDF: their names and the heights and edges between them, in points.</summary>
internal sealed class PdfColumns
{
    private readonly double[] edges;

    private PdfColumns(IReadOnlyList<string> names, double[] edges, int page, double headerAt)
    {
        Names = names;
        Page = page;
        HeaderAt = headerAt;
        this.edges = edges;
    }

    /// <summary>The words of the header.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The page of the header, from 0.</summary>
    public int Page { get; }

    /// <summary>How high the header stands on it.</summary>
    public double HeaderAt { get; }

    /// <summary>Whether a line is the header: its cells are these words, among others.</summary>
    public static bool Holds(PdfLine line, IReadOnlyList<string> words)
    {
        HashSet<string> cells = [.. Cells(line).Select(cell => Header.Folded(PdfLine.TextOf(cell)))];
        return words.All(cells.Contains);
    }

    /// <summary>The columns under a header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="page">Its page, from 0.</param>
    /// <param name="below">Every line below it.</param>
    public static PdfColumns Of(PdfLine header, int page, IReadOnlyList<PdfLine> below)
    {
        List<List<PdfWord>> cells = Cells(header);
        double[] edges = new double[Math.Max(0, cells.Count - 1)];
        for (int i = 0; i < edges.Length; i++)
        {
            double left = i == 0 ? double.MinValue : edges[i - 1];
            double right = i + 2 < cells.Count ? Center(cells[i + 2]) : double.MaxValue;
            edges[i] = Valley(cells[i], cells[i + 1], left, right, below);
        }

        return new([.. cells.Select(cell => Header.Folded(PdfLine.TextOf(cell)))], edges, page, header.Middle);
    }

    /// <summary>The column in which a word stands.</summary>
    public int Of(in PdfWord word)
    {
        double center = Center(word);
        int column = 0;
        while (column < edges.Length && center > edges[column])
        {
            column++;
        }

        return column;
    }

    // Words of a header nearer than a character and a half are one name, stretched: 序  号.
    private static List<List<PdfWord>> Cells(PdfLine line)
    {
        List<List<PdfWord>> cells = [];
        foreach (PdfWord word in line.Words)
        {
            if (cells.Count > 0 && word.Left - cells[^1][^1].Right < 1.2 * PdfLine.Em([word]))
            {
                cells[^1].Add(word);
            }
            else
            {
                cells.Add([word]);
            }
        }

        return cells;
    }

    private static double Center(List<PdfWord> cell) => (cell[0].Left + cell[^1].Right) / 2;

    // Of the strips between the middles of two headings the one that the fewest words cross, of these one that has words of most lines on both of
    // its sides, and of these the one nearest to the gap of the header: words stand at the left of a wide column, its heading in the middle.
    private static double Valley(List<PdfWord> before, List<PdfWord> behind, double left, double right, IReadOnlyList<PdfLine> below)
    {
        (double from, double to) = (Center(before), Center(behind));
        double middle = (before[^1].Right + behind[0].Left) / 2;
        (int Crossing, int Apart, double Far) best = (int.MaxValue, 0, 0);
        double edge = middle;
        for (int step = 1; step < Steps; step++)
        {
            double x = from + ((to - from) * step / Steps);
            int crossing = below.Sum(line => line.Words.Count(word => word.Left < x && word.Right > x));
            int apart = below.Count(line => line.Words.Any(word => Center(word) > left && Center(word) < x) && line.Words.Any(word => Center(word) > x && Center(word) < right));
            (int, int, double) here = (crossing, -apart, Math.Abs(x - middle));
            if (here.CompareTo(best) < 0)
            {
                (best, edge) = (here, x);
            }
        }

        return edge;
    }

    private static double Center(in PdfWord word) => word.Left + (word.Width / 2);

    private const int Steps = 64;
}
