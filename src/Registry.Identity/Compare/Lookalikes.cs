using System.Collections.Frozen;
using Registry.Identity.Names;

namespace Registry.Identity.Compare;

/// <summary>
/// The distance of two texts: insertions, deletions, replacements and transpositions of neighbours (optimal string alignment),
/// a replacement by a character that print or optical reading confuses (lookalikes.txt) counting a quarter.
/// </summary>
static class Lookalikes
{
    const double Confused = 0.25;

    static readonly FrozenSet<(char, char)> Pairs = WordList.Lines("lookalikes.txt")
        .SelectMany(cells => new[] { (cells[0][0], cells[0][1]), (cells[0][1], cells[0][0]) }).ToFrozenSet();

    /// <summary>The distance; 0 for equal texts.</summary>
    public static double Distance(string one, string other)
    {
        var (before, above, row) = (new double[other.Length + 1], new double[other.Length + 1], new double[other.Length + 1]);
        for (var j = 0; j <= other.Length; j++)
            above[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + Cost(one[i - 1], other[j - 1]));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, above, row) = (above, row, before);
        }
        return above[other.Length];
    }

    static double Cost(char one, char other) => one == other ? 0 : Pairs.Contains((one, other)) ? Confused : 1;
}
