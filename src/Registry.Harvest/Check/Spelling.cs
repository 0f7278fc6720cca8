using System.Numerics;
using Registry.Harvest.Read;

namespace Registry.Harvest.Check;

/// <summary>
/// How words are spelt in a column: where one letter became another, was lost or came in, and its neighbours make pairs that no other text of the
/// column has, while others have those that stood there (<c>有限公司</c>, <c>有公司</c>), nobody wrote it so.
/// </summary>
internal sealed class Spelling
{
    // How many other texts must hold what stood there; where a single bit differs, one says enough.
    private const int Enough = 2;

    /// <summary>What counts or ranks: another one is as good.</summary>
    public const string Ordinals = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸东西南北中大小上下";

    private readonly Dictionary<(int Column, string Pair), long> pairs = [];

    /// <summary>Those of the columns in which one letter changed; what they hold is still to be taken.</summary>
    public Spelling(IEnumerable<ChangedCell> cells)
    {
        foreach (ChangedCell cell in cells)
        {
            if (SlipIn(cell) is { } slip)
            {
                foreach (string pair in slip.Before.Concat(slip.After))
                {
                    pairs[(cell.Index, pair)] = 0;
                }
            }
        }
    }

    /// <summary>Whether there is anything to be looked for.</summary>
    public bool Looks => pairs.Count > 0;

    /// <summary>Takes a record as it stood before.</summary>
    public void Take(in Record record)
    {
        foreach ((int Column, string Pair) key in pairs.Keys.ToArray())
        {
            if (key.Column < record.Cells.Length && record.Cells[key.Column] is { } text && text.Contains(key.Pair, StringComparison.Ordinal))
            {
                pairs[key]++;
            }
        }
    }

    /// <summary>Why a cell is taken to be damaged; null where it is not.</summary>
    public string? Reason(ChangedCell cell)
    {
        if (SlipIn(cell) is not { } slip)
        {
            return null;
        }

        int enough = slip.IsFlip ? 1 : Enough;
        return Array.TrueForAll(slip.Before, pair => pairs[(cell.Index, pair)] > enough) && Array.TrueForAll(slip.After, pair => pairs[(cell.Index, pair)] == 0)
            ? $"in column {cell.Column} others hold {Named(slip.Before)}, none holds {Named(slip.After)}{(slip.IsFlip ? ", and the letters differ by one bit" : "")}"
            : null;
    }

    private static string Named(string[] pairs) => string.Join(" and ", pairs.Select(pair => $"«{pair}»"));

    // One letter within the text, changed, lost or come in. Of Latin letters only a flipped bit tells: they number and grade as well.
    private static Slip? SlipIn(ChangedCell cell)
    {
        (string before, string after) = (cell.Before, cell.After);
        int start = before.AsSpan().CommonPrefixLength(after);
        int length = Math.Max(before.Length, after.Length);
        bool isSlip = start > 0 && Math.Abs(before.Length - after.Length) <= 1 && length > 1;
        int old = before.Length == length ? 1 : 0;
        int now = after.Length == length ? 1 : 0;
        if (!isSlip || before.Length - start - old < 1 || !before.AsSpan(start + old).SequenceEqual(after.AsSpan(start + now)))
        {
            return null;
        }

        string changed = before[start..(start + old)] + after[start..(start + now)];
        bool isFlip = changed.Length == 2 && changed.All(char.IsAsciiLetter) && BitOperations.IsPow2(changed[0] ^ changed[1]);
        return isFlip || changed.All(c => char.IsLetter(c) && !char.IsAscii(c) && !Ordinals.Contains(c, StringComparison.Ordinal))
            ? new(Pairs(before, start, old), Pairs(after, start, now), isFlip)
            : null;
    }

    private static string[] Pairs(string text, int start, int length) =>
        [.. Enumerable.Range(start - 1, length + 1).Select(at => text.Substring(at, 2))];

    private sealed record Slip(string[] Before, string[] After, bool IsFlip);
}
