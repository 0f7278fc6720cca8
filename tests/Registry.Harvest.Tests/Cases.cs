namespace Registry.Harvest.Tests;

/// <summary>Rows of cases kept beside the tests: tab-separated, a line starting with # is a comment.</summary>
static class Cases
{
    public static IEnumerable<string[]> Rows(string path, int columns) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, path))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(cells => cells.Length == columns
                ? cells
                : throw new InvalidDataException($"{path}: found {cells.Length} columns in \"{string.Join('|', cells)}\"; {columns} would be right."));

    public static TheoryData<string, string> Pairs(string path)
    {
        var data = new TheoryData<string, string>();
        foreach (var cells in Rows(path, 2))
            data.Add(cells[0], cells[1]);
        return data;
    }
}
