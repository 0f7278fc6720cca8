using System.Buffers.Binary;
using System.Globalization;

namespace Registry.Harvest.Read;

/// <summary>
/// Whether a compound file, as .xls is one, has all the sectors that its table says are in use ([MS-CFB] 2.2 and 2.3). Readers do without those that
/// they need not, so that one that was cut may read as if it were whole.
/// </summary>
internal static class CompoundFile
{
    private const int HeaderLength = 512;
    private const int FirstTables = 0x4C;
    private const int TablesInHeader = 109;
    private const uint Free = 0xFFFFFFFF;

    /// <summary>Refuses a file that was cut. Of one over 6 MB, the sectors behind those are not looked at.</summary>
    public static void MustBeWhole(Content content)
    {
        ReadOnlySpan<byte> file = content.Bytes.Span;
        if (file.Length < HeaderLength || BinaryPrimitives.ReadUInt16LittleEndian(file[0x1E..]) is not (9 or 12))
        {
            return;
        }

        int sector = 1 << BinaryPrimitives.ReadUInt16LittleEndian(file[0x1E..]);
        long last = Last(file, sector);
        if (last >= file.Length)
        {
            throw new UnreadableException(
                UnreadableReason.Truncated,
                content.Name,
                string.Create(CultureInfo.InvariantCulture, $"the compound file ends after {file.Length} bytes, and its table of sectors goes on to one at {last}"),
                "fetch it again: a whole one has all its sectors");
        }
    }

    // Where the last sector in use begins. Tables that are not there themselves begin behind the end.
    private static long Last(ReadOnlySpan<byte> file, int sector)
    {
        long last = 0;
        for (int i = 0; i < TablesInHeader && BinaryPrimitives.ReadUInt32LittleEndian(file[(FirstTables + (4 * i))..]) is var table && table != Free; i++)
        {
            long start = (table + 1L) * sector;
            if (start + sector > file.Length)
            {
                return Math.Max(start, file.Length);
            }

            ReadOnlySpan<byte> entries = file.Slice((int)start, sector);
            for (int entry = sector / 4; entry > 0; entry--)
            {
                if (BinaryPrimitives.ReadUInt32LittleEndian(entries[((entry - 1) * 4)..]) != Free)
                {
                    last = Math.Max(last, ((((long)i * sector) / 4) + entry) * sector);
                    break;
                }
            }
        }

        return last;
    }
}
