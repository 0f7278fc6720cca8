using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>
/// The order in which the mentions of a group are looked at, whatever the order in which they came: what is said exactly is there
/// before what is said loosely. Those that may found a body come before those that may not, those with more identifiers first, then
/// the narrower place, then the more exact type.
/// </summary>
sealed class MentionOrder : IComparer<Mention>
{
    public static MentionOrder Surest { get; } = new();

    public int Compare(Mention? one, Mention? other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.LinkOnly.CompareTo(other.LinkOnly) is var founding and not 0 ? founding
            : other.Identifiers.Count.CompareTo(one.Identifiers.Count) is var identifiers and not 0 ? identifiers
            : Breadth(one).CompareTo(Breadth(other)) is var breadth and not 0 ? breadth
            : TypeRules.Looseness(one.Type?.Name).CompareTo(TypeRules.Looseness(other.Type?.Name)) is var looseness and not 0 ? looseness
            : (one.Type?.Number ?? 0).CompareTo(other.Type?.Number ?? 0) is var type and not 0 ? type
            : string.CompareOrdinal(one.Key, other.Key) is var key and not 0 ? key
            : string.CompareOrdinal(one.Source, other.Source);
    }

    static int Breadth(Mention mention) => mention.Place switch
    {
        null => 3,
        var place when place % 10_000 == 0 => 2,
        var place when place % 100 == 0 => 1,
        _ => 0,
    };
}
