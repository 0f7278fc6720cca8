using Registry.Identity.Identifiers;
using Registry.Store;

namespace Registry.Identity.Resolve;

/// <summary>A body as the mentions of a group have made it so far.</summary>
/// <param name="number">Its place among the bodies of the group, by which they are told apart and put in order.</param>
/// <param name="type">The type of the mention that comes first.</param>
sealed class Candidate(int number, EntityType type)
{
    readonly List<Mention> mentions = [];

    public int Number { get; } = number;

    public EntityType Type { get; } = type;

    public IReadOnlyList<Mention> Mentions => mentions;

    public HashSet<int> Places { get; } = [];

    /// <summary>The principal names of its mentions, folded.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public HashSet<Identifier> Identifiers { get; } = [];

    public void Take(Mention mention)
    {
        mentions.Add(mention);
        if (mention.Place is { } place)
            Places.Add(place);
        Names.Add(mention.Folded);
        Identifiers.UnionWith(mention.Identifiers);
    }

    /// <summary>Takes a mention away again, if it is there.</summary>
    public void Remove(Mention mention)
    {
        if (!mentions.Remove(mention))
            return;
        var rest = mentions.ToArray();
        mentions.Clear();
        Places.Clear();
        Names.Clear();
        Identifiers.Clear();
        foreach (var other in rest)
            Take(other);
    }

    /// <summary>The body as it would be without one of its mentions.</summary>
    public Candidate Without(Mention mention)
    {
        var rest = new Candidate(Number, Type);
        foreach (var other in mentions)
            if (other.Id != mention.Id)
                rest.Take(other);
        return rest;
    }

    /// <summary>The identifier of the mention and the one of this body that say they are two, in words; null when none do.</summary>
    public string? Contradiction(Mention mention)
    {
        foreach (var said in mention.Identifiers)
            foreach (var known in Identifiers)
                if (said.Scheme == known.Scheme && !Identifiers.Contains(said) && IdentifierSchemes.Contradict(said.Scheme, said.Value, known.Value))
                    return $"{said.Scheme} {said.Value} is not {known.Value}";
        return null;
    }
}
