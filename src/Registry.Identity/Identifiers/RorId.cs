using System.Globalization;

namespace Registry.Identity.Identifiers;

/// <summary>
/// An id of the Research Organization Registry: a zero, six characters of Crockford's base 32, two digits that check them
/// (ISO/IEC 7064, modulus 97-10). Canonical as the registry writes it, <c>https://ror.org/023rhb549</c>.
/// </summary>
public static class RorId
{
    /// <summary>The scheme's name.</summary>
    public const string Scheme = "ROR";

    const string Prefix = "https://ror.org/";
    const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Reads a written id: as an address, as a bare id, or with only <c>ror.org/</c> before it.</summary>
    public static IdentifierReading Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var id = Bare(Written.Capitals(written).ToLowerInvariant());
        return Fault(id) is { } fault
            ? IdentifierReading.Invalid(Scheme, written, $"ROR id {id}: {fault}")
            : IdentifierReading.Valid(Scheme, Prefix + id);
    }

    static string Bare(string text)
    {
        var at = text.LastIndexOf("ror.org/", StringComparison.Ordinal);
        return at < 0 ? text : text[(at + "ror.org/".Length)..];
    }

    static string? Fault(string id)
    {
        if (id.Length != 9 || id[0] != '0')
            return $"found {id.Length} characters; nine that begin with 0 would be right.";
        if (Written.Stranger(id, Alphabet) is { } stranger)
            return $"found {stranger}; digits and small letters without i, l, o and u would be right.";
        var check = Check(id.AsSpan(0, 7));
        return id.EndsWith(check, StringComparison.Ordinal) ? null : $"found \"{id[7..]}\" as check digits; \"{check}\" would be right.";
    }

    static string Check(ReadOnlySpan<char> body)
    {
        var number = 0L;
        foreach (var character in body)
            number = number * 32 + Alphabet.IndexOf(character, StringComparison.Ordinal);
        return (98 - number * 100 % 97).ToString("00", CultureInfo.InvariantCulture);
    }
}
