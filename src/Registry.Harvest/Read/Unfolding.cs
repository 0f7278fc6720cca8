using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Registry.Harvest.Read;

/// <summary>Holds zipped documents to a size, before anything is made of them.</summary>
internal static class Unfolding
{
    private const int MostEntries = 4096;
    private const long MostBytes = 1024L * 1024 * 1024;

    /// <summary>A sheet of one repeated cell folds to about a hundredth; a thousandth is a bomb.</summary>
    private const int MostRatio = 400;

    private const long RatioCountsFrom = 32 * 1024 * 1024;

    /// <summary>Unfolds every entry once into nothing, so that neither a lying size nor a bad block reaches the reader.</summary>
    public static void MustBeModest(Content content, CancellationToken cancellationToken)
    {
        try
        {
            using ZipArchive archive = Open(content);
            if (archive.Entries.Count > MostEntries)
            {
                throw TooLarge(content, string.Create(CultureInfo.InvariantCulture, $"the archive has {archive.Entries.Count} entries"), $"at most {MostEntries} are read");
            }

            Measure(content, archive, cancellationToken);
        }
        catch (InvalidDataException fault)
        {
            throw new UnreadableException(UnreadableReason.Corrupt, content.Name, $"its archive is damaged ({fault.Message.TrimEnd('.')})", "fetch it again: every entry must be whole");
        }
    }

    private static ZipArchive Open(Content content) => new(
        MemoryMarshal.TryGetArray(content.Bytes, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.Bytes.ToArray(), writable: false),
        ZipArchiveMode.Read);

    private static void Measure(Content content, ZipArchive archive, CancellationToken cancellationToken)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            long total = 0;
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                uint sum = 0;
                using Stream unfolded = entry.Open();
                for (int read; (read = unfolded.Read(block)) > 0;)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    total += read;
                    sum = Crc32.Append(sum, block.AsSpan(0, read));
                    if (total > MostBytes || (total > RatioCountsFrom && total / MostRatio > content.Bytes.Length))
                    {
                        throw TooLarge(content, string.Create(CultureInfo.InvariantCulture, $"{content.Bytes.Length} bytes unfold to more than {total}"), "a list folds to more than a four-hundredth and to less than 1 GB");
                    }
                }

                // A block that was damaged unfolds to something else more often than it breaks.
                if (sum != entry.Crc32)
                {
                    throw new InvalidDataException($"the check sum of {entry.FullName} is wrong");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static UnreadableException TooLarge(Content content, string found, string right) =>
        new(UnreadableReason.TooLarge, content.Name, found, right);
}
