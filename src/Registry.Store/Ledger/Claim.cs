namespace Registry.Store;

/// <summary>How the predicate of a claim is written.</summary>
public static class ClaimPredicate
{
    /// <summary>That the body is of a type; the value is the type's name.</summary>
    public const string Type = "type";

    /// <summary>A name of a kind, <c>name:LEGAL</c>.</summary>
    public static string Name(string kind) => "name:" + kind;

    /// <summary>An identifier of a scheme, <c>identifier:USCC</c>.</summary>
    public static string Identifier(string scheme) => "identifier:" + scheme;

    /// <summary>A relation in its canonical direction, <c>rel:locatedIn</c>.</summary>
    public static string Relation(string predicate) => "rel:" + predicate;

    /// <summary>An attribute, <c>prop:degreeLevel</c>.</summary>
    public static string Property(string attribute) => "prop:" + attribute;
}

/// <summary>What is to be known of a claim besides what it says.</summary>
[Flags]
public enum ClaimFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The identifier fails its scheme's rule: kept as written, never used to join.</summary>
    InvalidIdentifier = 1,

    /// <summary>A patch of the source changed the cell; the note gives the reason.</summary>
    Patched = 2,

    /// <summary>The value is the source's own word, for which the vocabulary has none.</summary>
    UnknownWord = 4,

    /// <summary>The value looks wrong (a lost decimal point, a sum that does not add up); the note says why.</summary>
    Suspect = 8,
}

/// <summary>How a relation stands.</summary>
public enum RelationStatus
{
    /// <summary>It holds. What a source does not say otherwise.</summary>
    Active,

    /// <summary>It is planned.</summary>
    Planned,

    /// <summary>It is being built.</summary>
    UnderConstruction,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>What a relation rests on.</summary>
public enum RelationBasis
{
    /// <summary>The source says so.</summary>
    Stated,

    /// <summary>The source implies it.</summary>
    Implied,

    /// <summary>A name implies it.</summary>
    ImpliedByName,

    /// <summary>It follows from other facts.</summary>
    Derived,
}

/// <summary>An identifier in its normal form.</summary>
/// <param name="Scheme">Its scheme, <c>USCC</c>.</param>
/// <param name="Value">The identifier.</param>
public readonly record struct Identifier(string Scheme, string Value);
