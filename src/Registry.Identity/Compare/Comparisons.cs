using Registry.Identity.Places;

namespace Registry.Identity.Compare;

/// <summary>
/// The table of comparisons. Each looks at one part of two names and says how far they agree and why, or null where the part
/// says nothing. A score of <see cref="Matcher.Agreement"/> or more is agreement; anything less leaves a doubt.
/// </summary>
static class Comparisons
{
    /// <summary>The comparisons with their weights.</summary>
    public static IReadOnlyList<(string Name, double Weight, Func<Subject, Subject, Compared?> Compare)> Table { get; } =
    [
        ("place", 3, Place),
        ("core", 6, CoreComparison.Compare),
        ("form", 1.5, FormComparison.Compare),
        ("brackets", 3, Brackets),
        ("type", 1.5, Type),
        ("seat", 1.5, Seat),
    ];

    static Compared? Place(Subject one, Subject other)
    {
        var (a, b) = (one.Name.Place, other.Name.Place);
        if (a is null && b is null)
            return null;
        if (a is null || b is null)
            return CoreComparison.HasPlaceInCore(one.Name, other.Name)
                ? new(0.98, $"{(a ?? b)!.Short} is named in both")
                : new(0.6, $"only one says {(a ?? b)!.Short}");
        if (a.Key == b.Key)
            return new(1, $"both of {a.Short}");
        if (a.Short == b.Short && a.Rank == b.Rank && (a.Province == 0 || b.Province == 0))
            return new(0.92, $"both of {a.Short}, of which there are several");
        return IsAbove(a, b) || IsAbove(b, a) ? new(0.7, $"{a.Short} and {b.Short}, of which one lies in the other") : new(0, $"{a.Short} is not {b.Short}");
    }

    static bool IsAbove(Names.NamePlace outer, Names.NamePlace inner) =>
        inner.Above?.Key == outer.Key || (outer.Rank == DivisionRank.Province && outer.Province == inner.Province && inner.Rank != DivisionRank.Province);

    static Compared? Brackets(Subject one, Subject other)
    {
        var (a, b) = (one.Name.Brackets, other.Name.Brackets);
        if (a.Length == 0 && b.Length == 0)
            return null;
        if (a == b)
            return new(1, $"both with ({a})");
        return a.Length == 0 || b.Length == 0 ? new(0.4, $"only one has ({a}{b}), and what stands in brackets is meaning") : new(0, $"({a}) is not ({b})");
    }

    static Compared? Type(Subject one, Subject other)
    {
        if (one.Type is null || other.Type is null)
            return null;
        return Resolve.TypeRules.ByName(one.Type, other.Type, one.Name.Folded) switch
        {
            Resolve.TypeMatch.Same => new(1, $"both {one.Type}"),
            Resolve.TypeMatch.Compatible => new(0.95, $"{one.Type} may be {other.Type}"),
            Resolve.TypeMatch.Other => new(0.4, $"{one.Type} is not {other.Type}"),
            _ => new(0, $"{one.Type} can never be {other.Type}"),
        };
    }

    static Compared? Seat(Subject one, Subject other)
    {
        if (one.Place is not { } a || other.Place is not { } b)
            return null;
        var (first, second) = (Resolve.PlaceRules.Code(a), Resolve.PlaceRules.Code(b));
        if (a == b)
            return new(1, $"both in {first}");
        return DivisionCode.Agree(first, second) ? new(0.95, $"{first} and {second}, of which one lies in the other") : new(0, $"{first} is not {second}");
    }
}

/// <summary>How far a part agrees, and why.</summary>
readonly record struct Compared(double Score, string Reason);
