using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Registry.Harvest;

namespace Registry.Harvesting;

/// <summary>Writes what became of the rows of an import: lines for people, CSV or JSON for programs.</summary>
internal static class ReceiptFile
{
    private static readonly JsonWriterOptions Plain = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a file of this name can be written; the end of the name says in which form.</summary>
    public static bool IsNamed(string path) => IsCsv(path) || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>One line a row: where it stands, what became of it, its name, its id, why.</summary>
    public static void Print(IReadOnlyList<ReceiptRow> rows, TextWriter writer)
    {
        foreach (var row in rows)
            writer.WriteLine(string.Join('\t', Cells(row).Select(OneLine)).TrimEnd());
    }

    /// <summary>Writes the file anew.</summary>
    public static void Write(IReadOnlyList<ReceiptRow> rows, string path)
    {
        using var file = File.Create(path);
        if (IsCsv(path))
            WriteCsv(rows, file);
        else
            WriteJson(rows, file);
    }

    private static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static void WriteCsv(IReadOnlyList<ReceiptRow> rows, Stream file)
    {
        using var csv = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        csv.WriteLine("locator,outcome,name,id,reason");
        foreach (var row in rows)
            csv.WriteLine(string.Join(',', Cells(row).Select(Quoted)));
    }

    private static void WriteJson(IReadOnlyList<ReceiptRow> rows, Stream file)
    {
        using var json = new Utf8JsonWriter(file, Plain);
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("locator", row.Locator);
            json.WriteString("outcome", Word(row));
            json.WriteString("name", row.Name);
            json.WriteString("id", row.Entity);
            json.WriteString("reason", row.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string[] Cells(ReceiptRow row) => [row.Locator, Word(row), row.Name ?? "", row.Entity ?? "", row.Reason ?? ""];

    private static string Word(ReceiptRow row) => row.Outcome.ToString().ToLowerInvariant();

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string OneLine(string cell) => cell.ReplaceLineEndings(" ").Replace('\t', ' ');
}
