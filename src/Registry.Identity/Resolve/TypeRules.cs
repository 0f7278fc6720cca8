using System.Collections.Frozen;

namespace Registry.Identity.Resolve;

/// <summary>How the type of a mention stands to the type of a body.</summary>
enum TypeMatch
{
    /// <summary>They are the same type.</summary>
    Same,

    /// <summary>One of them is the other said less exactly, or both are natures that one legal person has.</summary>
    Compatible,

    /// <summary>They are different things that may bear one name: a carrier and its operator.</summary>
    Other,

    /// <summary>They can never be one: a division, a recognition and a body.</summary>
    Never,
}

/// <summary>Which types may be one body, though sources type it differently.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Organization is an organisation whose kind a source did not know: it may be any organisation.</item>
/// <item>Carrier is a carrier whose kind a source did not know: it may be any carrier.</item>
/// <item>An institute that is a company is both: ResearchInstitute and Enterprise are one where the name ends in 公司.</item>
/// <item>A mention of no type may be any body but a division or a recognition.</item>
/// <item>A valid identifier joins any two organisations, and any two carriers.</item>
/// <item>A carrier and an organisation of one name are two: the carrier and its operator (DOMAIN 3, 11).</item>
/// <item>A recognition, a figure, an aim, a task and an indicator are the ones that their key or identifier says and never met by name; divisions, policies and
/// honours only meet their like.</item>
/// </list>
/// </remarks>
static class TypeRules
{
    public const string Recognition = "Recognition";

    public const string Division = "AdministrativeDivision";

    public const string Policy = "Policy";
    const string AnyOrganisation = "Organization";
    const string AnyCarrier = "Carrier";

    static readonly FrozenSet<string> Organisations =
        FrozenSet.Create(StringComparer.Ordinal, "Enterprise", "ResearchInstitute", "University", "GovernmentBody", AnyOrganisation);

    static readonly FrozenSet<string> Carriers = FrozenSet.Create(
        StringComparer.Ordinal, "Incubator", "MakerSpace", "StarCreation", "Accelerator", "UniversitySciencePark", "SmeBase", AnyCarrier);

    /// <summary>The type of a body that a mention of no type founds.</summary>
    public const string Untyped = AnyOrganisation;

    public static TypeMatch ByName(string? mention, string body, string folded)
    {
        if (mention == body)
            return IsOwn(mention) ? TypeMatch.Never : TypeMatch.Same;
        if (IsApart(mention) || IsApart(body))
            return TypeMatch.Never;
        return mention is null || IsLessExact(mention, body) || IsInstituteAndCompany(mention, body, folded) ? TypeMatch.Compatible : TypeMatch.Other;
    }

    public static TypeMatch ByIdentifier(string? mention, string body)
    {
        if (mention == body)
            return TypeMatch.Same;
        if (IsApart(mention) || IsApart(body))
            return TypeMatch.Never;
        return mention is null || AreBothIn(Organisations, mention, body) || AreBothIn(Carriers, mention, body) ? TypeMatch.Compatible : TypeMatch.Other;
    }

    /// <summary>How little a type says: 0 for a kind of body, 1 for one whose kind the source did not know, 2 for none.</summary>
    public static int Looseness(string? type) => type switch
    {
        null => 2,
        AnyOrganisation or AnyCarrier => 1,
        _ => 0,
    };

    // A figure, an aim, a task and an indicator are no bodies; a policy and an honour only meet their like.
    static bool IsApart(string? type) => type is Division or Policy or "Designation" || IsOwn(type);

    /// <summary>Whether a type is one of organisations.</summary>
    public static bool IsOrganisation(string type) => Organisations.Contains(type);

    /// <summary>Whether a type is one of carriers.</summary>
    public static bool IsCarrier(string type) => Carriers.Contains(type);

    /// <summary>Whether a type is never met by name: what it is, its key or its identifier says.</summary>
    public static bool IsOwn(string? type) => type is Recognition or "Observation" or "Target" or "Task" or "Indicator";

    static bool IsLessExact(string one, string other) =>
        ((one == AnyOrganisation || other == AnyOrganisation) && AreBothIn(Organisations, one, other))
        || ((one == AnyCarrier || other == AnyCarrier) && AreBothIn(Carriers, one, other));

    static bool IsInstituteAndCompany(string one, string other, string folded) =>
        (one, other) is ("ResearchInstitute", "Enterprise") or ("Enterprise", "ResearchInstitute")
        && folded.EndsWith("公司", StringComparison.Ordinal);

    static bool AreBothIn(FrozenSet<string> family, string one, string other) => family.Contains(one) && family.Contains(other);
}
