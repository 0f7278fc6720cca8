using System.Globalization;
using Registry.Store.Text;

namespace Registry.Store;

/// <summary>One thing that claims say: they are its evidence, and the smallest of their numbers is its own.</summary>
/// <param name="Claims">The claims, best first.</param>
readonly record struct Fact(List<BodyClaim> Claims)
{
    public long Id => Claims.Count == 1 ? Claims[0].Id : Claims.Min(claim => claim.Id);

    public BodyClaim Best => Claims[0];
}

readonly record struct NameFact(string Kind, string Value, string Key, Fact Fact);

readonly record struct IdentifierFact(string Scheme, string Value, bool IsValid, Fact Fact);

/// <param name="Attribute">The attribute.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsChosen">Whether it is the one that is shown.</param>
/// <param name="Fact">The claims that say it, or from which it follows.</param>
/// <param name="Rule">By which rule it follows from them; null where they say it.</param>
readonly record struct PropertyFact(string Attribute, string Value, bool IsChosen, Fact Fact, string? Rule = null);

readonly record struct NatureFact(int Type, Fact Fact);

/// <param name="Predicate">The predicate.</param>
/// <param name="Other">The other body.</param>
/// <param name="OtherType">Its type.</param>
/// <param name="Fact">The claims that say it.</param>
/// <param name="IsLeft">Whether it says where the body lay before it moved.</param>
readonly record struct RelationFact(RelationPredicate Predicate, long Other, int OtherType, Fact Fact, bool IsLeft = false)
{
    public RelationStatus Status => IsLeft ? RelationStatus.Ended : (RelationStatus)(Fact.Claims.Find(claim => claim.Status is not null)?.Status ?? (int)RelationStatus.Active);

    public RelationBasis Basis => (RelationBasis)Fact.Claims.Min(claim => claim.Basis ?? (int)RelationBasis.Stated);
}

/// <summary>
/// What the claims about one body come to: its names with the principal one, its identifiers, the chosen value of each
/// attribute beside the others, its relations. A function of the claims alone.
/// </summary>
sealed class Facts
{
    static readonly string[] KindsByPreference = ["LEGAL", "SHORT", "ALIAS", "ENGLISH", "OCR", "FORMER"];

    readonly EntityType type;

    public Facts(long entity, EntityType type, List<BodyClaim> claims, List<BodyClaim> symmetric, string foundingName, string? day)
    {
        this.type = type;
        claims.Sort(BodyClaim.BestFirst);
        IsListed = claims.Exists(claim => claim.IsOpen);
        // A body that no source lists any more is shown as it was last known.
        var standing = IsListed && claims.Exists(claim => !claim.IsOpen) ? claims.FindAll(claim => claim.IsOpen) : claims;
        Names = NamesOf(claims, standing);
        Name = Principal(foundingName);
        NameKey = Names is [{ Value: var first, Key: var key }, ..] && first == Name ? key : FoldedName.Of(Name);
        NameSort = PinyinOrder.Key(Name);
        Identifiers = [.. Groups(standing, Topic.Identifier).Select(group => new IdentifierFact(group.Key.Word, group.Key.Value, IsValid(group.Fact), group.Fact))];
        Properties = type.Name == "Recognition" ? Terms.Of(PropertiesOf(standing), day) : PropertiesOf(standing);
        Natures = NaturesOf(standing);
        Relations = RelationsOf(entity, claims, symmetric);
    }

    /// <summary>Whether any claim stands.</summary>
    public bool IsListed { get; }

    public string Name { get; }

    /// <summary>The principal name folded.</summary>
    public string NameKey { get; }

    /// <summary>The key of the principal name in pinyin order.</summary>
    public byte[] NameSort { get; }

    public List<NameFact> Names { get; }

    /// <summary>What it can be found by: each name once, the principal one among them.</summary>
    public IReadOnlyCollection<string> AllNames =>
        Names is [{ Value: var only }] && only == Name ? [Name] : Names.Select(name => name.Value).Append(Name).ToHashSet(StringComparer.Ordinal);

    public List<IdentifierFact> Identifiers { get; }

    public List<PropertyFact> Properties { get; }

    public List<NatureFact> Natures { get; }

    /// <summary>Relations of which the body is the subject, and symmetric ones.</summary>
    public List<RelationFact> Relations { get; }

    /// <summary>Of the bodies of a type to which a relation leads, the first by number; null where there is none.</summary>
    public long? First(int predicate, int type)
    {
        long? first = null;
        foreach (var relation in Relations)
        {
            if (relation.Predicate.Number == predicate && relation.OtherType == type && !(first <= relation.Other))
                first = relation.Other;
        }
        return first;
    }

    public string? Status => IsListed ? Chosen("status") : "INACTIVE";

    /// <summary>The chosen value of an attribute as written, or null.</summary>
    public string? Chosen(string attribute)
    {
        foreach (var property in Properties)
        {
            if (property.IsChosen && property.Attribute == attribute)
                return property.Value;
        }
        return null;
    }

    /// <summary>The value of a column of the type's table; null where nothing is said or what is said is no such value.</summary>
    public object? Column(EntityAttribute attribute)
    {
        if (attribute.Identifier is { } scheme)
            return Identifiers.FirstOrDefault(identifier => identifier.Scheme == scheme && identifier.IsValid).Value;
        var value = Chosen(attribute.Name);
        return attribute.Data switch
        {
            AttributeData.Integer => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            AttributeData.Decimal => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
            AttributeData.Boolean => value switch { "true" => 1L, "false" => 0L, _ => null },
            _ => value,
        };
    }

    static List<NameFact> NamesOf(List<BodyClaim> claims, List<BodyClaim> standing)
    {
        var names = Groups(standing, Topic.Name).ConvertAll(group => new NameFact(group.Key.Word, group.Key.Value, FoldedName.Of(group.Key.Value), group.Fact));
        return claims.Exists(IsFormer) ? WithFormer(names, claims.FindAll(IsFormer)) : names;
    }

    static bool IsFormer(BodyClaim claim) => claim is { IsOpen: false, Predicate: { Topic: Topic.Name, Word: "LEGAL" } };

    // A legal name that its list no longer gives was borne before; one that is only spaced otherwise is still borne.
    static List<NameFact> WithFormer(List<NameFact> names, List<BodyClaim> former)
    {
        var borne = names.Select(name => name.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var group in Groups(former, Topic.Name))
        {
            if (FoldedName.Of(group.Key.Value) is var key && borne.Add(key))
                names.Add(new NameFact("FORMER", group.Key.Value, key, group.Fact));
        }
        return names;
    }

    string Principal(string foundingName)
    {
        foreach (var kind in KindsByPreference)
        {
            foreach (var name in Names)
            {
                if (name.Kind == kind)
                    return name.Value;
            }
        }
        return foundingName;
    }

    static bool IsValid(Fact fact) => fact.Claims.Exists(claim => !claim.Flags.HasFlag(ClaimFlags.InvalidIdentifier));

    static List<PropertyFact> PropertiesOf(List<BodyClaim> standing)
    {
        var groups = Groups(standing, Topic.Property);
        List<PropertyFact> properties = new(groups.Count);
        // Groups come in the order of their best claims, so the first of an attribute is the chosen one.
        foreach (var (key, fact) in groups)
            properties.Add(new PropertyFact(key.Word, key.Value, !IsAny(properties, key.Word), fact));
        return properties;
    }

    static bool IsAny(List<PropertyFact> properties, string attribute)
    {
        foreach (var property in properties)
        {
            if (property.Attribute == attribute)
                return true;
        }
        return false;
    }

    List<NatureFact> NaturesOf(List<BodyClaim> standing)
    {
        List<NatureFact> natures = new(1);
        foreach (var (key, fact) in Groups(standing, Topic.Type))
        {
            if (Vocabulary.Current.Type(key.Value) is { } known)
                natures.Add(new NatureFact(known.Number, fact));
        }
        // A list of one kind says of each row that it is of this kind without a cell for it: any claim of the row is the evidence,
        // but for one that says another kind.
        if (!natures.Exists(nature => nature.Type == type.Number) && Evidence(standing) is { } evidence)
            natures.Add(new NatureFact(type.Number, new Fact([evidence])));
        return natures;
    }

    static BodyClaim? Evidence(List<BodyClaim> standing)
    {
        BodyClaim? first = null;
        foreach (var claim in standing)
        {
            if (claim.Predicate.Topic != Topic.Type && (first is null || claim.Id < first.Id))
                first = claim;
        }
        return first;
    }

    static List<RelationFact> RelationsOf(long entity, List<BodyClaim> claims, List<BodyClaim> symmetric)
    {
        var stated = claims.FindAll(claim => claim is { IsOpen: true, Predicate.Topic: Topic.Relation, Other: not null } && claim.Other != entity);
        if (stated.Count + symmetric.Count == 0)
            return [];
        var seat = Places.MovedTo(claims);
        if (seat is null && symmetric.Count == 0 && stated is [var only])
            return [new RelationFact(only.Predicate.Relation!, only.Other!.Value, only.OtherType, new Fact(stated))];
        return [.. stated.Concat(symmetric.Where(claim => claim.IsOpen && claim.Other is not null && claim.Other != entity))
            .DistinctBy(claim => claim.Id)
            .GroupBy(claim => (claim.Predicate.Relation!, claim.Other!.Value))
            .Select(group => new RelationFact(group.Key.Item1, group.Key.Value, group.First().OtherType, new Fact(Sorted(group)),
                seat is { } moved && group.Key.Item1.Name == "locatedIn" && group.All(claim => Places.IsLeft(claim, moved))))];
    }

    static List<BodyClaim> Sorted(IEnumerable<BodyClaim> claims)
    {
        List<BodyClaim> sorted = [.. claims];
        sorted.Sort(BodyClaim.BestFirst);
        return sorted;
    }

    // Claims arrive best first, so that the first of a group is its best and the first group of a word the chosen one. A body
    // has few claims: looking through the groups is quicker than hashing.
    static List<((string Word, string Value) Key, Fact Fact)> Groups(List<BodyClaim> claims, Topic topic)
    {
        List<((string Word, string Value) Key, Fact Fact)> groups = [];
        foreach (var claim in claims)
        {
            if (claim.Predicate.Topic != topic || claim.Value is not { } value)
                continue;
            if (Find(groups, claim.Predicate.Word, value) is { } known)
                known.Add(claim);
            else
                groups.Add(((claim.Predicate.Word, value), new Fact([claim])));
        }
        return groups;
    }

    static List<BodyClaim>? Find(List<((string Word, string Value) Key, Fact Fact)> groups, string word, string value)
    {
        foreach (var (key, fact) in groups)
        {
            if (key.Word == word && key.Value == value)
                return fact.Claims;
        }
        return null;
    }
}
