namespace Registry.Identity.Identifiers;

/// <summary>What a written identifier turned out to be: valid in its canonical writing, or invalid with the reason in words.</summary>
/// <param name="Scheme">The scheme's name: USCC, SCHOOL_CODE, HTE_CERTIFICATE, GB2260, ROR, or one that a catalog declares.</param>
/// <param name="Value">The canonical writing when valid; what was written, untouched, when not.</param>
/// <param name="Fault">What was found, where, and what would have been right; null when valid.</param>
public readonly record struct IdentifierReading(string Scheme, string Value, string? Fault)
{
    /// <summary>Whether the identifier may be used to join. An invalid one is kept as written and flagged, never joined by.</summary>
    public bool IsValid => Fault is null;

    internal static IdentifierReading Valid(string scheme, string canonical) => new(scheme, canonical, null);

    internal static IdentifierReading Invalid(string scheme, string written, string fault) => new(scheme, written, fault);
}
