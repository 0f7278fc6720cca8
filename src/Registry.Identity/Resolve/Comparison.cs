using Registry.Identity.Compare;
using Registry.Identity.Names;
using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>What the rules say of a mention and one body.</summary>
/// <param name="Body">The body.</param>
/// <param name="Verdict">What they say.</param>
/// <param name="Rule">Which rule says so.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Score">How far the names agree, where they are not the same text; null else.</param>
/// <param name="Looseness">Of SAME: 0 where type and place are equal; a lower one is preferred to a higher.</param>
sealed record Comparison(Candidate Body, Verdict Verdict, string Rule, string Reason, int Looseness = 0, double? Score = null)
{
    /// <summary>Whether an identifier says so; then names say nothing beside it.</summary>
    public bool IsByIdentifier => Rule is Rules.SameIdentifier or Rules.IdentifiersContradict or Rules.IdentifierOtherType;

    /// <summary>Why a mention and the others of its body are one, where it was looked at before them.</summary>
    public static Comparison? Of(Mention mention, Candidate others)
    {
        if (mention.Identifiers.Any(others.Identifiers.Contains))
            return ByIdentifier(mention, others);
        if (mention.Type?.Name == TypeRules.Recognition)
            return null;
        var shared = mention.Names.OrderByDescending(name => name == mention.Folded)
            .FirstOrDefault(name => others.Mentions.Any(other => other.Names.Contains(name)) && (name == mention.Folded || others.Names.Contains(name)));
        if (shared is not null)
            return ByName(mention, others, shared);
        return NameKey.Of(mention) is { } key && others.Names.FirstOrDefault(key.IsOf) is { } same ? ByParts(mention, others, same) : null;
    }

    /// <summary>Compares a mention with a body that bears one of its identifiers; null when they cannot be one.</summary>
    public static Comparison? ByIdentifier(Mention mention, Candidate body)
    {
        var shared = mention.Identifiers.First(body.Identifiers.Contains);
        var types = TypeRules.ByIdentifier(mention.Type?.Name, body.Type.Name);
        if (types == TypeMatch.Never)
            return null;
        if (body.Contradiction(mention) is { } contradiction)
            return new(body, Verdict.Unsure, Rules.IdentifiersContradict, $"Same {shared.Scheme} {shared.Value}, but {contradiction}.");
        if (types == TypeMatch.Other && !body.Names.Contains(mention.Folded))
            return new(body, Verdict.Unsure, Rules.IdentifierOtherType, $"Same {shared.Scheme} {shared.Value}, but {TypeOf(mention)} is not {body.Type.Name}: it may be the operator's.");
        return new(body, Verdict.Same, Rules.SameIdentifier, $"Same {shared.Scheme} {shared.Value}.");
    }

    /// <summary>Compares a mention with a body by a name that both bear; null when they cannot be one.</summary>
    public static Comparison? ByName(Mention mention, Candidate body, string name)
    {
        var types = TypeRules.ByName(mention.Type?.Name, body.Type.Name, name);
        var places = PlaceRules.Match(mention, body);
        if (types == TypeMatch.Never || places == PlaceMatch.Different)
            return null;
        var written = $"Same name \"{name}\"";
        if (types == TypeMatch.Other)
            return new(body, Verdict.Unsure, Rules.SameNameOtherType, $"{written}, but {TypeOf(mention)} is not {body.Type.Name}.");
        if (body.Contradiction(mention) is { } contradiction)
            return new(body, Verdict.NotSame, Rules.DifferentIdentifier, $"{written}, but {contradiction}.");
        if (places == PlaceMatch.Unknown)
            return new(body, Verdict.Unsure, Rules.SameNamePlaceUnknown, $"{written} and type {body.Type.Name}, but {PlacesOf(mention, body)}.");
        return new(body, Verdict.Same, Rules.SameNameTypePlace, $"{written}, {TypesOf(mention, body)} and {PlacesOf(mention, body)}.",
            (types == TypeMatch.Same ? 0 : 2) + (places == PlaceMatch.Equal ? 0 : 1));
    }

    /// <summary>Compares a mention with a body one of whose names says the same in every part; null when they cannot be one.</summary>
    public static Comparison? ByParts(Mention mention, Candidate body, string name)
    {
        if (ByName(mention, body, name) is not { } named || named.Rule == Rules.SameNameOtherType)
            return null;
        var match = Matcher.Compare(NameReader.ReadFolded(mention.Name, mention.Folded), NameReader.ReadFolded(name, name));
        var reason = $"\"{mention.Folded}\" is \"{name}\" in every part ({match.Reason}). {named.Reason}";
        return named with
        {
            Rule = named.Rule == Rules.SameNameTypePlace ? Rules.SameNameParts : named.Rule, Reason = reason, Looseness = named.Looseness + 4, Score = match.Score,
        };
    }

    static string TypeOf(Mention mention) => mention.Type?.Name ?? "no type";

    static string TypesOf(Mention mention, Candidate body) => mention.Type?.Name == body.Type.Name
        ? $"type {body.Type.Name}"
        : $"type ({TypeOf(mention)} may be {body.Type.Name})";

    static string PlacesOf(Mention mention, Candidate body)
    {
        var own = mention.Place is { } place ? PlaceRules.Code(place) : "no place";
        var others = body.Places.Count == 0 ? "no place" : string.Join(", ", body.Places.Order().Select(PlaceRules.Code));
        return own == others ? $"place {own}".Replace("place no place", "no place in either", StringComparison.Ordinal) : $"place ({own} beside {others})";
    }
}
