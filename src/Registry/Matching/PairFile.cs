using System.Globalization;
using CsvHelper;
using Registry.Identity.Compare;
using Registry.Identity.Identifiers;
using Registry.Identity.Names;
using Registry.Store;

namespace Registry.Matching;

/// <summary>Two subjects of one row of a file of pairs.</summary>
internal sealed record Pair(Subject One, Subject Other);

/// <summary>The files of <c>match --pairs</c>: pairs in, judgements out.</summary>
internal static class PairFile
{
    /// <summary>Reads the pairs of a CSV file: name_a, name_b and, where there are such columns, type_a, place_a, USCC_a and so on; other columns are passed over.</summary>
    /// <exception cref="UsageException">The file cannot be read, or lacks a column; or a type, a place or an identifier is not one.</exception>
    public static IReadOnlyList<Pair> Read(string file)
    {
        var rows = Rows(file);
        if (rows.Count == 0)
            throw new UsageException($"{file} is empty; a row of column names with name_a and name_b would be right.");
        var header = rows[0];
        foreach (var needed in (string[])["name_a", "name_b"])
            if (Array.IndexOf(header, needed) < 0)
                throw new UsageException($"{file} has no column {needed}; found {string.Join(", ", header)}.");
        return [.. rows.Skip(1).Select((row, at) => new Pair(Subject(file, header, row, at + 2, "_a"), Subject(file, header, row, at + 2, "_b")))];
    }

    /// <summary>A row of CSV (RFC 4180).</summary>
    public static string Row(params IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\n";

    /// <summary>A verdict as files and people write it.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Same => "SAME",
        Verdict.NotSame => "NOT_SAME",
        _ => "UNSURE",
    };

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 && text.Trim() == text ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string[]> Rows(string file)
    {
        try
        {
            using var reader = CsvReader.Create(File.OpenRead(file), new CsvReaderOptions { HasHeader = false, Separator = ',', SkipEmptyLines = true });
            List<string[]> rows = [];
            while (reader.Read())
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsEmpty(i) ? "" : reader.GetString(i))]);
            return rows;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new UsageException($"{file} cannot be read: {fault.Message}");
        }
    }

    private static Subject Subject(string file, string[] header, string[] row, int number, string side)
    {
        string At(string column) => Array.IndexOf(header, column + side) is var at and >= 0 && at < row.Length ? row[at] : "";
        UsageException Wrong(string column, string would) => new($"{file} row {number}: found \"{At(column)}\" as {column}{side}; {would} would be right.");
        var type = At("type") is { Length: > 0 } written ? Vocabulary.Current.Type(written)?.Name ?? throw Wrong("type", "a type such as Enterprise") : null;
        int? place = At("place") is not { Length: > 0 } code ? null
            : Gb2260Code.Read(code) is { IsValid: true } reading ? int.Parse(reading.Value, CultureInfo.InvariantCulture) : throw Wrong("place", "a GB/T 2260 code such as 500153");
        var identifiers = header.Where(column => column.EndsWith(side, StringComparison.Ordinal)).Select(column => column[..^side.Length])
            .Where(scheme => Vocabulary.Current.IdentifierSchemes.Any(known => known.Name == scheme) && At(scheme).Length > 0)
            .Select(scheme => IdentifierSchemes.Read(scheme, At(scheme))).Where(reading => reading.IsValid)
            .Select(reading => new Identifier(reading.Scheme, reading.Value));
        return new Subject(NameReader.Read(At("name")), type, place, [.. identifiers]);
    }
}
