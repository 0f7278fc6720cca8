namespace Registry.Store;

/// <summary>
/// The ids that bodies bear outside: the type's prefix and eight letters, <c>zone-k3v9x0qe</c>. The letters are the body's
/// number put through a permutation of 40 bits (a Feistel network, Luby and Rackoff 1988), so that ids never meet and do not
/// tell how many there are. An id is made once and kept in the ledger; nothing computes it a second time.
/// </summary>
static class PublicId
{
    // Crockford's base 32: no i, l, o, u, so that an id read aloud is not misread.
    const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    const int HalfBits = 20;
    const uint HalfMask = (1u << HalfBits) - 1;

    /// <summary>The id of the body with this number.</summary>
    public static string Of(EntityType type, long number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, 1L << (2 * HalfBits));
        var mixed = Permute((ulong)number);
        Span<char> letters = stackalloc char[8];
        for (var i = letters.Length - 1; i >= 0; i--, mixed >>= 5)
            letters[i] = Letters[(int)(mixed & 31)];
        return string.Concat(type.Prefix, "-", letters);
    }

    static ulong Permute(ulong number)
    {
        var left = (uint)(number >> HalfBits) & HalfMask;
        var right = (uint)number & HalfMask;
        for (uint round = 1; round <= 4; round++)
            (left, right) = (right, left ^ Mix(right, round));
        return ((ulong)left << HalfBits) | right;
    }

    static uint Mix(uint half, uint round)
    {
        var mixed = (half + round * 0x9e3779b9) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >> 15)) * 0xc2b2ae35;
        return (mixed ^ (mixed >> 13)) & HalfMask;
    }
}
