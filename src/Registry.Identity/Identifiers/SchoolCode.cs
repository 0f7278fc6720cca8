namespace Registry.Identity.Identifiers;

/// <summary>
/// 学校标识码 of a higher education institution (Ministry of Education): ten digits, 41 (regular) or 42 (adult), two of the
/// province, six of the institution; the last five are the admission code. Six schools of the list of 2017 still bore the code
/// of the secondary school that they came from, which begins with 36.
/// </summary>
public static class SchoolCode
{
    /// <summary>The scheme's name.</summary>
    public const string Scheme = "SCHOOL_CODE";

    /// <summary>Reads a written code: ten digits that begin with 41, 42 or 36 and name a province.</summary>
    public static IdentifierReading Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var code = Written.Capitals(written);
        return Fault(code) is { } fault
            ? IdentifierReading.Invalid(Scheme, written, $"School code {code}: {fault}")
            : IdentifierReading.Valid(Scheme, code);
    }

    static string? Fault(string code)
    {
        if (code.Length != 10 || !Written.IsDigits(code))
            return $"found {code.Length} characters; ten digits would be right.";
        if (code[..2] is not ("41" or "42" or "36"))
            return $"found \"{code[..2]}\" at the start; 41, 42 or 36 would be right.";
        return Gb2260Code.IsProvince(code.AsSpan(2, 2)) ? null : $"found \"{code[2..4]}\" at positions 3 and 4; the two digits of a province would be right.";
    }
}
