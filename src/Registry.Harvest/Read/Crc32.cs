using System.Buffers.Binary;

namespace Registry.Harvest.Read;

/// <summary>The check sum of zip archives (PKWARE APPNOTE 4.4.7; polynomial 0xEDB88320), eight bytes at a step.</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = Made();

    /// <summary>The sum after more bytes; 0 before the first.</summary>
    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~sum;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)] ^ Tables[4][low >> 24]
                ^ Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)] ^ Tables[1][(byte)(high >> 16)] ^ Tables[0][high >> 24];
        }

        foreach (byte b in bytes)
        {
            crc = Tables[0][(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[][] Made()
    {
        uint[][] tables = [.. Enumerable.Range(0, 8).Select(_ => new uint[256])];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }

            tables[0][i] = crc;
        }

        for (int table = 1; table < 8; table++)
        {
            for (int i = 0; i < 256; i++)
            {
                uint before = tables[table - 1][i];
                tables[table][i] = (before >> 8) ^ tables[0][(byte)before];
            }
        }

        return tables;
    }
}
