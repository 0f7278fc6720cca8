namespace Registry.Harvest.Read;

/// <summary>Holds grids to a size: a page of a few kilobytes can span its cells over billions of places.</summary>
internal static class Breadth
{
    /// <summary>Sheets have 16,384 columns, nearly all empty; twenty thousand rows of them are still read.</summary>
    public const long MostPlaces = 350_000_000;

    /// <summary>Of a page, whose tables are narrow.</summary>
    public const long MostOfPage = 40_000_000;

    /// <summary>Of tables that are held whole.</summary>
    public const long MostHeld = 10_000_000;

    private const int LongestCell = 1024 * 1024;

    /// <summary>Adds the places of one more row to those of the rows before it.</summary>
    /// <exception cref="UnreadableException">There are more than a list has.</exception>
    public static long Add(long places, int width, Content content, long most = MostPlaces)
    {
        long sum = places + width;
        return sum <= most ? sum : throw new UnreadableException(UnreadableReason.TooLarge, content.Name, $"a table covers more than {most} places", "a list has fewer rows times columns; spans or a stray cell make it larger");
    }

    /// <summary>Refuses a record of which a cell is longer than any text of a list.</summary>
    public static void MustBeModest(string?[] cells, Content content)
    {
        foreach (string? cell in cells)
        {
            if (cell?.Length > LongestCell)
            {
                throw new UnreadableException(UnreadableReason.TooLarge, content.Name, $"a cell holds {cell.Length} characters, beginning with «{cell[..40]}»", $"at most {LongestCell} are a cell of a list");
            }
        }
    }
}
