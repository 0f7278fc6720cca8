using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Registry.Store;

/// <summary>
/// The words of the product: entity types with their attributes, predicates with their inverses, kinds of name, schemes of
/// identifier. Read from <c>schema/vocabulary.json</c>; catalog, mapping, projection and schema all take their words here.
/// </summary>
public sealed class Vocabulary
{
    readonly FrozenDictionary<string, EntityType> typesByName;
    readonly FrozenDictionary<int, EntityType> typesByNumber;
    readonly FrozenDictionary<string, DirectedPredicate> relations;

    Vocabulary(VocabularyFile file)
    {
        Types = file.Types;
        CommonProperties = file.CommonProperties;
        Predicates = file.Predicates;
        NameKinds = file.NameKinds;
        IdentifierSchemes = file.IdentifierSchemes;
        RelationStatuses = file.RelationStatuses;
        RelationBases = file.RelationBases;
        typesByName = Types.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);
        typesByNumber = Types.ToFrozenDictionary(type => type.Number);
        relations = Directions(Predicates).ToFrozenDictionary(direction => direction.Name, StringComparer.Ordinal);
    }

    /// <summary>The vocabulary of this build.</summary>
    public static Vocabulary Current { get; } = Load();

    /// <summary>Every type of body, in the order of their numbers.</summary>
    public IReadOnlyList<EntityType> Types { get; }

    /// <summary>Attributes that every type has: level, levelRaw, status.</summary>
    public IReadOnlyList<EntityAttribute> CommonProperties { get; }

    /// <summary>Every predicate in its canonical direction.</summary>
    public IReadOnlyList<RelationPredicate> Predicates { get; }

    /// <summary>LEGAL, SHORT, FORMER, ENGLISH, ALIAS, OCR.</summary>
    public IReadOnlyList<Word> NameKinds { get; }

    /// <summary>The schemes known to the product; the set is open, catalogs may declare more.</summary>
    public IReadOnlyList<Word> IdentifierSchemes { get; }

    /// <summary>Words of <see cref="RelationStatus"/>.</summary>
    public IReadOnlyList<Word> RelationStatuses { get; }

    /// <summary>Words of <see cref="RelationBasis"/>.</summary>
    public IReadOnlyList<Word> RelationBases { get; }

    /// <summary>The type of that name (<c>Zone</c>), or null.</summary>
    public EntityType? Type(string name) => typesByName.GetValueOrDefault(name);

    /// <summary>The type of that number.</summary>
    /// <exception cref="KeyNotFoundException">No type has the number.</exception>
    public EntityType Type(int number) => typesByNumber[number];

    /// <summary>The predicate of that name read in the direction the name says (<c>locatedIn</c>, <c>hosts</c>), or null.</summary>
    public DirectedPredicate? Relation(string name) => relations.TryGetValue(name, out var found) ? found : null;

    /// <summary>The attribute of that name, the type's own or a common one, or null.</summary>
    public EntityAttribute? Attribute(EntityType type, string name)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Properties.Concat(CommonProperties).FirstOrDefault(attribute => attribute.Name == name);
    }

    /// <summary>Whether a claim may say this: <c>type</c>, <c>name:KIND</c>, <c>identifier:SCHEME</c>, <c>rel:predicate</c>, <c>prop:attribute</c>.</summary>
    public bool Knows(string predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var colon = predicate.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return predicate == ClaimPredicate.Type;
        var word = predicate[(colon + 1)..];
        return predicate[..colon] switch
        {
            "name" => NameKinds.Any(kind => kind.Name == word),
            "identifier" => word.Length > 0,
            "rel" => Relation(word) is { IsInverse: false },
            "prop" => CommonProperties.Concat(Types.SelectMany(type => type.Properties)).Any(attribute => attribute.Name == word),
            _ => false,
        };
    }

    static IEnumerable<DirectedPredicate> Directions(IEnumerable<RelationPredicate> predicates)
    {
        foreach (var predicate in predicates)
        {
            yield return new DirectedPredicate(predicate, IsInverse: false);
            if (!predicate.Symmetric)
                yield return new DirectedPredicate(predicate, IsInverse: true);
        }
    }

    static Vocabulary Load()
    {
        using var json = Assembly.GetExecutingAssembly().GetManifestResourceStream("Registry.Store.vocabulary.json")
            ?? throw new InvalidOperationException("The vocabulary is not embedded in Registry.Store.");
        return new Vocabulary(JsonSerializer.Deserialize(json, VocabularyJson.Default.VocabularyFile)
            ?? throw new InvalidOperationException("The embedded vocabulary is empty."));
    }
}
