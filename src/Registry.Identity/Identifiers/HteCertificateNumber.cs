namespace Registry.Identity.Identifiers;

/// <summary>
/// 高新技术企业证书编号: GR (or the older GF), the year, then eight digits. It stays with the enterprise through renames, so it
/// joins them.
/// </summary>
/// <remarks>
/// How province and plan cities show within the eight digits, and what stood before GR, is general knowledge and not confirmed
/// from a page: only the length and the kinds of characters are checked, for lists do print numbers cut short
/// (<c>GR20151200027</c> beside <c>GR201512000273</c>).
/// </remarks>
public static class HteCertificateNumber
{
    /// <summary>The scheme's name.</summary>
    public const string Scheme = "HTE_CERTIFICATE";

    const int Length = 14;

    /// <summary>Reads a written number: two letters that begin with G, then twelve digits.</summary>
    public static IdentifierReading Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var number = Written.Capitals(written);
        return Fault(number) is { } fault
            ? IdentifierReading.Invalid(Scheme, written, $"Certificate number {number}: {fault}")
            : IdentifierReading.Valid(Scheme, number);
    }

    /// <summary>The year of issue in a valid number; a certificate is given anew, with another number, every three years.</summary>
    public static string YearOf(string number) => number[2..6];

    static string? Fault(string number)
    {
        if (number.Length != Length)
            return $"found {number.Length} characters; {Length} would be right (GR, a year and eight digits).";
        if (number[0] != 'G' || !char.IsAsciiLetterUpper(number[1]))
            return $"found \"{number[..2]}\" at the start; GR would be right.";
        return Written.IsDigits(number.AsSpan(2)) ? null : $"found \"{number[2..]}\" after the letters; twelve digits would be right.";
    }
}
