using System.Buffers.Text;

namespace Registry.Harvest.Read;

/// <summary>
/// Whether the table of cross references of a PDF (ISO 32000-1, 7.5.4) leads to its objects. Programs that read a PDF build a new one where it does
/// not, and say nothing: what was lost or written twice is read as if it were meant.
/// </summary>
internal static class PdfReferences
{
    private const int EntryLength = 20;

    /// <summary>Whether each entry leads to its object; true as well where the references are packed into a stream.</summary>
    public static bool Lead(Content content)
    {
        ReadOnlySpan<byte> file = content.Bytes.Span;
        int named = file.LastIndexOf("startxref"u8);
        if (named < 0 || Number(file[(named + 9)..], out _) is not { } start || start >= file.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> table = file[(int)start..];
        return table.StartsWith("xref"u8) ? EntriesLead(file, table[4..]) : IsObject(table, null);
    }

    private static bool EntriesLead(ReadOnlySpan<byte> file, ReadOnlySpan<byte> table)
    {
        while (true)
        {
            table = table.TrimStart(" \r\n"u8);
            if (table.StartsWith("trailer"u8))
            {
                return true;
            }

            if (Number(table, out int first) is not { } number || Number(table[first..], out int second) is not { } count)
            {
                return false;
            }

            table = table[(first + second)..].TrimStart(" \r\n"u8);
            if (count > table.Length / EntryLength)
            {
                return false;
            }

            for (int i = 0; i < count; i++, table = table[EntryLength..])
            {
                if (table[17] == 'n' && !(Number(table, out _) is { } at && at < file.Length && IsObject(file[(int)at..], number + i)))
                {
                    return false;
                }
            }
        }
    }

    // 12 0 obj
    private static bool IsObject(ReadOnlySpan<byte> text, long? number) =>
        Number(text, out int first) is { } found && (number is null || found == number)
        && Number(text[first..], out int second) is not null && text[(first + second)..].TrimStart(" \r\n"u8).StartsWith("obj"u8);

    private static long? Number(ReadOnlySpan<byte> text, out int length)
    {
        ReadOnlySpan<byte> trimmed = text.TrimStart(" \r\n"u8);
        bool isNumber = Utf8Parser.TryParse(trimmed, out uint number, out int digits);
        length = text.Length - trimmed.Length + digits;
        return isNumber ? number : null;
    }
}
