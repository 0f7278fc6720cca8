using Registry.Store;

namespace Registry.Graph.Reconcile;

/// <summary>What a property of the service is.</summary>
internal enum PropertyKind
{
    /// <summary>Every name.</summary>
    Name,

    /// <summary>The place: a division.</summary>
    Place,

    /// <summary>Identifiers of a scheme.</summary>
    Identifier,

    /// <summary>An attribute of a type.</summary>
    Attribute,

    /// <summary>Bodies that it is related to.</summary>
    Relation,
}

/// <summary>A property that bodies have: their names, place, identifiers, attributes and relations, by the words of the vocabulary.</summary>
internal sealed record BodyProperty(string Id, string Name, PropertyKind Kind)
{
    static readonly IReadOnlyList<EntityAttribute> Common = Vocabulary.Current.CommonProperties;

    /// <summary>All of them, in the order of the vocabulary.</summary>
    public static IReadOnlyList<BodyProperty> All { get; } = [.. Of(Vocabulary.Current.Types)];

    /// <summary>Those of a type; all where there is no such type.</summary>
    public static IReadOnlyList<BodyProperty> OfType(string type) => Vocabulary.Current.Type(type) is { } known ? [.. Of([known])] : All;

    /// <summary>The property of that id; null where there is none.</summary>
    public static BodyProperty? Find(string id) => All.FirstOrDefault(property => property.Id == id);

    static IEnumerable<BodyProperty> Of(IEnumerable<EntityType> types) =>
        new BodyProperty[] { new("names", "names 名称", PropertyKind.Name), new("place", "place 所在地", PropertyKind.Place) }
            .Concat(Vocabulary.Current.IdentifierSchemes.Select(scheme => new BodyProperty(scheme.Name, $"{scheme.En} {scheme.Zh}", PropertyKind.Identifier)))
            .Concat(types.SelectMany(type => type.Properties).Concat(Common).DistinctBy(attribute => attribute.Name)
                .Select(attribute => new BodyProperty(attribute.Name, attribute.Name, PropertyKind.Attribute)))
            .Concat(Vocabulary.Current.Predicates.SelectMany(predicate => new[] { predicate.Name, predicate.Inverse }.Distinct())
                .Select(name => new BodyProperty(name, name, PropertyKind.Relation)))
            .DistinctBy(property => property.Id);
}
