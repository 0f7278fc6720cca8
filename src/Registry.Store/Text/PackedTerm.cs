using System.Buffers.Binary;
using System.Text;

namespace Registry.Store.Text;

/// <summary>
/// A posting of at most sixteen bytes of UTF-8 as two numbers: the pairs of characters, most initials and most words. Their order is that of the
/// bytes, which is that of the postings (SQLite's BINARY).
/// </summary>
/// <param name="Upper">The first eight bytes, the first of them uppermost.</param>
/// <param name="Lower">The others.</param>
readonly record struct PackedTerm(ulong Upper, ulong Lower) : IComparable<PackedTerm>
{
    /// <summary>How many bytes a posting has at most.</summary>
    public const int Length = 16;

    /// <summary>Packs a posting: a letter for the kind, then the text; false where it is too long.</summary>
    public static bool TryPack(char kind, ReadOnlySpan<char> text, out PackedTerm packed)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes.Clear();
        bytes[0] = (byte)kind;
        var fits = Encoding.UTF8.TryGetBytes(text, bytes[1..], out _);
        packed = fits ? Of(bytes) : default;
        return fits;
    }

    /// <summary>Packs a posting as it is stored.</summary>
    public static bool TryPack(ReadOnlySpan<byte> posting, out PackedTerm packed)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes.Clear();
        var fits = posting.TryCopyTo(bytes);
        packed = fits ? Of(bytes) : default;
        return fits;
    }

    /// <summary>Gives the posting as UTF-8; no text holds the zeros that fill what is left.</summary>
    public ReadOnlySpan<byte> Unpack(Span<byte> room)
    {
        BinaryPrimitives.WriteUInt64BigEndian(room, Upper);
        BinaryPrimitives.WriteUInt64BigEndian(room[8..], Lower);
        return room[..Length].TrimEnd((byte)0);
    }

    public int CompareTo(PackedTerm other) => Upper != other.Upper ? Upper.CompareTo(other.Upper) : Lower.CompareTo(other.Lower);

    static PackedTerm Of(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
}
