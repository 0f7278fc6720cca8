namespace Registry.Identity.Identifiers;

/// <summary>
/// 统一社会信用代码 (GB 32100-2015): 18 characters, of which the first two say the registering authority and the category, six
/// the division of first registration, nine the organisation code (GB 11714), and the last checks the rest.
/// </summary>
public static class UnifiedSocialCreditCode
{
    /// <summary>The scheme's name.</summary>
    public const string Scheme = "USCC";

    /// <summary>The number of characters.</summary>
    public const int Length = 18;

    // GB 32100-2015, 4.2: digits and capitals without I, O, S, V, Z; a character's value is its place.
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // 3^(i-1) mod 31
    static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    // GB 11714-1997, 3.2
    static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Reads a written code: its length, its characters and both of its check characters.</summary>
    public static IdentifierReading Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var code = Written.Capitals(written);
        return Fault(code) is { } fault
            ? IdentifierReading.Invalid(Scheme, written, $"USCC {code}: {fault}")
            : IdentifierReading.Valid(Scheme, code);
    }

    /// <summary>
    /// The GB/T 2260 code of the place of first registration in a valid code. It is the division's code of that day and says
    /// nothing about the present seat.
    /// </summary>
    public static string RegisteredAt(string code) => code[2..8];

    /// <summary>The organisation code (GB 11714) in a valid code: nine characters.</summary>
    public static string OrganisationCode(string code) => code[8..17];

    static string? Fault(string code)
    {
        if (code.Length != Length)
            return $"found {code.Length} characters; {Length} would be right.";
        if (Written.Stranger(code, Alphabet) is { } stranger)
            return $"found {stranger}; digits and capitals without I, O, S, V and Z would be right.";
        if (!Written.IsDigits(code.AsSpan(2, 6)))
            return $"found \"{code[2..8]}\" at positions 3 to 8; the six digits of a division would be right.";
        if (OrganisationCheck(code.AsSpan(8, 8)) is var organisation && organisation != code[16])
            return $"found \"{code[16]}\" as check character of the organisation code {code[8..17]}; \"{organisation}\" would be right.";
        return Check(code) is var check && check != code[17] ? $"found \"{code[17]}\" as check character; \"{check}\" would be right." : null;
    }

    static char Check(string code)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += Alphabet.IndexOf(code[i], StringComparison.Ordinal) * Weights[i];
        return Alphabet[(31 - sum % 31) % 31];
    }

    static char OrganisationCheck(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
            sum += (char.IsAsciiDigit(body[i]) ? body[i] - '0' : body[i] - 'A' + 10) * OrganisationWeights[i];
        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
