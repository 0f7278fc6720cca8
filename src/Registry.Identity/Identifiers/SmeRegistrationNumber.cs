namespace Registry.Identity.Identifiers;

/// <summary>
/// 科技型中小企业入库登记编号: new every year and valid that year, so it names a registration and joins only within one year's
/// lists. Its inner structure is not confirmed from a page: nothing is checked.
/// </summary>
public static class SmeRegistrationNumber
{
    /// <summary>The scheme's name.</summary>
    public const string Scheme = "TECH_SME_NUMBER";

    /// <summary>Reads a written number: half width, capitals, no blanks; any is valid.</summary>
    public static IdentifierReading Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return IdentifierReading.Valid(Scheme, Written.Capitals(written));
    }
}
