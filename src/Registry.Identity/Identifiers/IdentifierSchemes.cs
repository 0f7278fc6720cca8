using System.Collections.Frozen;

namespace Registry.Identity.Identifiers;

/// <summary>The schemes of identifiers that have a rule. The vocabulary is open: a scheme without a rule keeps what was written.</summary>
public static class IdentifierSchemes
{
    static readonly FrozenDictionary<string, Func<string, IdentifierReading>> Rules =
        new Dictionary<string, Func<string, IdentifierReading>>
        {
            [UnifiedSocialCreditCode.Scheme] = UnifiedSocialCreditCode.Read,
            [SchoolCode.Scheme] = SchoolCode.Read,
            [HteCertificateNumber.Scheme] = HteCertificateNumber.Read,
            [SmeRegistrationNumber.Scheme] = SmeRegistrationNumber.Read,
            [Gb2260Code.Scheme] = Gb2260Code.Read,
            [RorId.Scheme] = RorId.Read,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the scheme has a rule here, so that a written value can be invalid for more than being empty.</summary>
    public static bool HasRule(string scheme) => Rules.ContainsKey(scheme);

    /// <summary>Reads a written identifier by its scheme's rule; without a rule, what was written, trimmed, is valid.</summary>
    public static IdentifierReading Read(string scheme, string written)
    {
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        ArgumentNullException.ThrowIfNull(written);
        if (string.IsNullOrWhiteSpace(written))
            return IdentifierReading.Invalid(scheme, written, $"{scheme}: found nothing.");
        return Rules.TryGetValue(scheme, out var rule) ? rule(written) : IdentifierReading.Valid(scheme, written.Trim());
    }

    /// <summary>
    /// Whether two valid identifiers of one scheme say that their bodies are different ones. A body has one of each, but for
    /// numbers that are given anew by period: certificates differ by their year of issue, registrations every year.
    /// </summary>
    public static bool Contradict(string scheme, string one, string other) => one != other && scheme switch
    {
        HteCertificateNumber.Scheme => HteCertificateNumber.YearOf(one) == HteCertificateNumber.YearOf(other),
        SmeRegistrationNumber.Scheme => false,
        _ => true,
    };
}
