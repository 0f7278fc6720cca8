using System.Text;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Record = Registry.Harvest.Read.Record;

namespace Registry.Harvest.Tests.Support;

/// <summary>Reads documents to what a test compares.</summary>
static class Reads
{
    public static (List<Record> Records, Findings Findings) All(ReadOptions options, byte[] bytes, string? contentType = null)
    {
        Findings findings = new();
        List<Record> records = [.. RecordReader.For(options).Read(new Content("the document", bytes, contentType), findings, CancellationToken.None)];
        return (records, findings);
    }

    /// <summary>Each record as <c>locator of its first cell: name=text; …</c>, cells without text left out.</summary>
    public static string[] Lines(ReadOptions options, byte[] bytes, string? contentType = null) =>
        [.. All(options, bytes, contentType).Records.Select(Line)];

    public static string[] Lines(ReadOptions options, string text) => Lines(options, Encoding.UTF8.GetBytes(text));

    private static string Line(Record record)
    {
        StringBuilder line = new();
        for (int i = 0; i < record.Cells.Length; i++)
        {
            if (!string.IsNullOrEmpty(record.Cells[i]))
            {
                line.Append(line.Length == 0 ? $"{Locators.Cell(record.Layout, record.Position, i)}: " : "; ").Append(record.Layout.Columns[i].Name).Append('=').Append(record.Cells[i]!.Replace("\n", "⏎", StringComparison.Ordinal));
            }
        }

        return line.ToString();
    }
}
