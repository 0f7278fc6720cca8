using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;

namespace Registry.Harvest.Extract.Relations;

/// <summary>A relation that a text states or implies, by the words of DOMAIN.md 1.2.</summary>
/// <param name="Object">The other body; where it is none of the text's (an honour, a level aspired to), <paramref name="ObjectName"/> alone is set.</param>
/// <param name="Basis">stated, implied or implied_by_name.</param>
internal sealed record Relation(Body Subject, string Predicate, Body? Object, string ObjectName, Span Span, string Basis = "stated")
{
    /// <summary>PLANNED where the text speaks of what is to come.</summary>
    public string? Status { get; init; }

    /// <summary>Who conferred an honour.</summary>
    public string? GrantedBy { get; init; }
}
