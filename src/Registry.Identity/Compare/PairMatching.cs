using Registry.Identity.Identifiers;
using Registry.Identity.Names;
using Registry.Store;
using Registry.Store.Reading;

namespace Registry.Identity.Compare;

/// <summary>
/// Judges pairs of names by what a store knows, then by the names: two names of one body of the store are one, names of two
/// bodies whose identifiers contradict are two.
/// </summary>
/// <param name="session">The store; null to go by the names alone.</param>
public sealed class PairMatching(ReadSession? session)
{
    readonly Dictionary<string, IReadOnlyList<NamedBody>> known = new(StringComparer.Ordinal);

    /// <summary>Judges a pair.</summary>
    public Match Judge(Subject one, Subject other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return ByStore(one.Name, other.Name) ?? Matcher.Compare(one, other, (a, b) => Judge(new Subject(a), new Subject(b)));
    }

    Match? ByStore(NameReading one, NameReading other)
    {
        var (a, b) = (Bodies(one), Bodies(other));
        if (a.Count == 0 || b.Count == 0)
            return null;
        if (a.FirstOrDefault(body => b.Any(same => same.Key == body.Key)) is { } shared)
            return Match.Decided(Verdict.Same, a.Count == 1 && b.Count == 1 ? 1 : 0.95, "store", $"both are names of {shared.Name} ({shared.Id})");
        return a.All(first => b.All(second => Contradiction(first, second) is not null))
            ? Match.Decided(Verdict.NotSame, 0, "store", $"{a[0].Name} ({a[0].Id}) and {b[0].Name} ({b[0].Id}) are two: {Contradiction(a[0], b[0])}")
            : null;
    }

    IReadOnlyList<NamedBody> Bodies(NameReading name)
    {
        if (session is null || name.Folded.Length == 0)
            return [];
        if (!known.TryGetValue(name.Folded, out var bodies))
            known[name.Folded] = bodies = session.Bodies([.. session.Bearing([name.Folded]).Select(row => row.Key).Distinct()]);
        return bodies;
    }

    static string? Contradiction(NamedBody one, NamedBody other) => one.Identifiers
        .SelectMany(a => other.Identifiers, (a, b) => (a, b))
        .Where(pair => pair.a.Scheme == pair.b.Scheme && IdentifierSchemes.Contradict(pair.a.Scheme, pair.a.Value, pair.b.Value))
        .Select(pair => $"{pair.a.Scheme} {pair.a.Value} is not {pair.b.Value}")
        .FirstOrDefault();
}
