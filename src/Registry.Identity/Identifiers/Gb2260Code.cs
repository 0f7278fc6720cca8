namespace Registry.Identity.Identifiers;

/// <summary>A code of an administrative division by GB/T 2260: six digits, province, prefecture, county by pairs.</summary>
public static class Gb2260Code
{
    /// <summary>The scheme's name.</summary>
    public const string Scheme = "GB2260";

    /// <summary>
    /// Reads a written code: six digits that begin with a province. The twelve digits of the statistical bureau are taken when
    /// the last six are zeros. Whether the division exists is for the gazetteer to say, not for the code.
    /// </summary>
    public static IdentifierReading Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var digits = Written.Capitals(written);
        var code = digits.Length == 12 && digits.EndsWith("000000", StringComparison.Ordinal) ? digits[..6] : digits;
        return Fault(code) is { } fault
            ? IdentifierReading.Invalid(Scheme, written, $"Division code {digits}: {fault}")
            : IdentifierReading.Valid(Scheme, code);
    }

    /// <summary>Whether two digits are those of a province, a municipality, an autonomous or a special administrative region.</summary>
    internal static bool IsProvince(ReadOnlySpan<char> digits) => digits switch
    {
        ['1', >= '1' and <= '5' ] or ['2', >= '1' and <= '3'] or [ '3', >= '1' and <= '7'] or ['4', >= '1' and <= '6'] => true,
        ['5', >= '0' and <= '4' ] or ['6', >= '1' and <= '5'] or [ '7', '1'] or ['8', >= '1' and <= '3'] => true,
        _ => false,
    };

    static string? Fault(string code)
    {
        if (code.Length != 6 || !Written.IsDigits(code))
            return $"found {code.Length} characters; six digits would be right.";
        return IsProvince(code.AsSpan(0, 2)) ? null : $"found \"{code[..2]}\" at the start; the two digits of a province would be right.";
    }
}
