namespace Registry.Identity.Places;

/// <summary>What a written place turned out to be: one division, several that it may be, or none, with the reason in words.</summary>
/// <param name="Written">What was written.</param>
/// <param name="Code">The division's GB/T 2260 code; null when it is not certain.</param>
/// <param name="Candidates">The codes it may be, in the order of the codes, when it is not certain.</param>
/// <param name="Rest">What was written behind the division: a street, a park; empty when nothing.</param>
/// <param name="Reason">Why there is no code; null when there is.</param>
public sealed record PlaceReading(string Written, string? Code, IReadOnlyList<string> Candidates, string Rest, string? Reason)
{
    /// <summary>Whether the place is certain.</summary>
    public bool IsFound => Code is not null;

    /// <summary>Whether the place is one of several.</summary>
    public bool IsAmbiguous => Code is null && Candidates.Count > 1;
}
