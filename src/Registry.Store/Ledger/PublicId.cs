namespace Registry.Store;

/// <summary>
/// The ids that bodies bear outside: the type's prefix and eight letters, <c>zone-k3v9x0qe</c>. The letters are the body's
/// number put through a permutation of 40 bits (a Feistel network, Luby and Rackoff 1988), so that ids never meet and do not
/// tell how many there are. An id is made once and kept in the ledger; the number that its letters come from is only where to look first.
/// </summary>
static class PublicId
{
    // Crockford's base 32: no i, l, o, u, so that an id read aloud is not misread.
    const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    const int Length = 8;
    const uint Rounds = 4;
    const int HalfBits = 20;
    const uint HalfMask = (1u << HalfBits) - 1;

    /// <summary>The id of the body with this number.</summary>
    public static string Of(EntityType type, long number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, 1L << (2 * HalfBits));
        var mixed = Permute((ulong)number);
        Span<char> letters = stackalloc char[Length];
        for (var i = letters.Length - 1; i >= 0; i--, mixed >>= 5)
            letters[i] = Letters[(int)(mixed & 31)];
        return string.Concat(type.Prefix, "-", letters);
    }

    /// <summary>The number that the letters of an id come from; 0, which no body has, where they are no such letters. Whether its body bears the id is to be looked up.</summary>
    public static long NumberOf(ReadOnlySpan<char> id)
    {
        if (id.Length < Length + 1 || id[^(Length + 1)] != '-')
            return 0;
        ulong mixed = 0;
        foreach (var letter in id[^Length..])
        {
            var value = Letters.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0)
                return 0;
            mixed = (mixed << 5) | (uint)value;
        }
        return (long)Unpermute(mixed);
    }

    static ulong Permute(ulong number)
    {
        var left = (uint)(number >> HalfBits) & HalfMask;
        var right = (uint)number & HalfMask;
        for (uint round = 1; round <= Rounds; round++)
            (left, right) = (right, left ^ Mix(right, round));
        return ((ulong)left << HalfBits) | right;
    }

    static ulong Unpermute(ulong mixed)
    {
        var left = (uint)(mixed >> HalfBits) & HalfMask;
        var right = (uint)mixed & HalfMask;
        for (var round = Rounds; round >= 1; round--)
            (left, right) = (right ^ Mix(left, round), left);
        return ((ulong)left << HalfBits) | right;
    }

    static uint Mix(uint half, uint round)
    {
        var mixed = (half + round * 0x9e3779b9) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >> 15)) * 0xc2b2ae35;
        return (mixed ^ (mixed >> 13)) & HalfMask;
    }
}
