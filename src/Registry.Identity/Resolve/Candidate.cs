using Registry.Identity.Identifiers;
using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>A body as the mentions of a group have made it so far.</summary>
sealed class Candidate
{
    public Candidate(KnownEntity entity)
    {
        Id = entity.Id;
        Type = entity.Type;
        Places.UnionWith(entity.Places);
        Names.UnionWith(entity.Names);
        Identifiers.UnionWith(entity.Identifiers);
    }

    public Candidate(long id, EntityType type)
    {
        Id = id;
        Type = type;
    }

    public long Id { get; }

    public EntityType Type { get; }

    public HashSet<int> Places { get; } = [];

    /// <summary>The principal names of its mentions, folded.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public HashSet<Identifier> Identifiers { get; } = [];

    public void Take(UnresolvedMention mention)
    {
        if (mention.Place is { } place)
            Places.Add(place);
        Names.Add(mention.Folded);
        Identifiers.UnionWith(mention.Identifiers);
    }

    /// <summary>The identifier of the mention and the one of this body that say they are two, in words; null when none do.</summary>
    public string? Contradiction(UnresolvedMention mention)
    {
        foreach (var said in mention.Identifiers)
            foreach (var known in Identifiers)
                if (said.Scheme == known.Scheme && !Identifiers.Contains(said) && IdentifierSchemes.Contradict(said.Scheme, said.Value, known.Value))
                    return $"{said.Scheme} {said.Value} is not {known.Value}";
        return null;
    }
}
