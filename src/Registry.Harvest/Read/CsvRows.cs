using System.Globalization;
using System.Runtime.InteropServices;
using CsvHelper;
using Registry.Harvest.Catalog;

namespace Registry.Harvest.Read;

/// <summary>Rows of delimited text; the delimiter is stated or found from the first lines.</summary>
internal sealed class CsvRows(ReadOptions options) : RowReader
{
    /// <summary>A record longer than this is an unclosed quote, not a row of a list.</summary>
    private const int LongestRecord = 4 * 1024 * 1024;

    // A quote in the middle of a cell is text (创"E"空间); any other breach of the quoting has swallowed or split cells.
    private CsvMalformedReason? malformed;

    public override LocatorForm Form => LocatorForm.Row;

    public override IEnumerable<Part> Parts(Content content, Findings findings, CancellationToken cancellationToken)
    {
        Signature.MustBe(ReadForm.Csv, content);
        Charset charset = Charset.Of(content, options.Charset);
        findings.Charset = $"{charset.Encoding.WebName} ({charset.Reason})";
        yield return new("", Rows(content, charset));
    }

    private IEnumerable<Row> Rows(Content content, Charset charset)
    {
        malformed = null;
        using CsvReader reader = CsvReader.Create(Open(content, charset), Options(charset));
        long number = 0;
        while (Next(reader, content))
        {
            number++;
            if (malformed is { } reason)
            {
                throw Unquoted(content, number, reason == CsvMalformedReason.UnterminatedQuote ? "a quote opens and is never closed" : "text stands behind a closing quote");
            }

            string?[] cells = new string?[reader.FieldCount];
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.IsEmpty(i) ? null : reader.GetString(i);
            }

            yield return new(number, cells);
        }
    }

    private static MemoryStream Open(Content content, Charset charset)
    {
        ReadOnlyMemory<byte> text = content.Bytes[charset.Preamble..];
        return MemoryMarshal.TryGetArray(text, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(text.ToArray(), writable: false);
    }

    private CsvReaderOptions Options(Charset charset) => new()
    {
        Separator = options.Delimiter,
        Mode = options.Quote is null ? CsvMode.NoEscape : CsvMode.Rfc4180,
        Quote = options.Quote ?? '"',
        HasHeader = false,
        SkipEmptyLines = false,
        DetectSeparatorHint = false,
        MaxRecordSize = LongestRecord,
        OnMalformedRecord = record => malformed ??= record.Reason == CsvMalformedReason.StrayQuote ? null : record.Reason,
        Encoding = charset.Encoding is System.Text.UTF8Encoding ? null : charset.Encoding,
        PoolStrings = true,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    private static bool Next(CsvReader reader, Content content)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException fault)
        {
            throw Unquoted(content, fault.RecordNumber, fault.Message.TrimEnd('.'));
        }
    }

    private static UnreadableException Unquoted(Content content, long row, string found) => new(
        UnreadableReason.Corrupt,
        content.Name,
        string.Create(CultureInfo.InvariantCulture, $"row {row}: {found}"),
        "a quote inside a quoted cell is doubled and every quote is closed; write quote: none where the publisher means quotes as text");
}
