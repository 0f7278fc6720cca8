namespace Registry.Identity.Tests;

/// <summary>Rows of cases kept beside the tests: tab-separated, a line starting with # is a comment.</summary>
static class Cases
{
    public static IEnumerable<string[]> Rows(string file, int columns) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", file))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(cells => cells.Length == columns
                ? cells
                : throw new InvalidDataException($"{file}: found {cells.Length} columns in \"{string.Join('|', cells)}\"; {columns} would be right."));

    public static TheoryData<string, string, string> Triples(string file)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var cells in Rows(file, 3))
            data.Add(cells[0], cells[1], cells[2]);
        return data;
    }
}
