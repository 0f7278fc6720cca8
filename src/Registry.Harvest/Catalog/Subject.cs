namespace Registry.Harvest.Catalog;

/// <summary>A body that a record speaks of, and what it says of it.</summary>
public sealed record Subject
{
    /// <summary>Its key in the mapping, to which relations point.</summary>
    public required string Key { get; init; }

    /// <summary>Gives a type of the vocabulary.</summary>
    public required Value Type { get; init; }

    /// <summary>Gives the principal name.</summary>
    public required Value Name { get; init; }

    /// <summary>Gives the kind of the principal name.</summary>
    public required Value NameKind { get; init; }

    /// <summary>Further names.</summary>
    public IReadOnlyList<NameRule> Names { get; init; } = [];

    /// <summary>Gives a division code: which body of this name is meant.</summary>
    public Value? Place { get; init; }

    /// <summary>Identifiers by scheme.</summary>
    public IReadOnlyList<IdentifierRule> Identifiers { get; init; } = [];

    /// <summary>Attributes of its type.</summary>
    public IReadOnlyList<PropertyRule> Properties { get; init; } = [];

    /// <summary>Relations to other subjects of the record and to places.</summary>
    public IReadOnlyList<RelationRule> Relations { get; init; } = [];

    /// <summary>Recognitions it holds.</summary>
    public IReadOnlyList<RecognitionRule> Recognitions { get; init; } = [];

    /// <summary>Figures that the row states.</summary>
    public IReadOnlyList<ObservationRule> Observations { get; init; } = [];

    /// <summary>Where it does not hold, the subject is not there.</summary>
    public Condition? When { get; init; }

    /// <summary>An array of the item: one subject for each of its elements.</summary>
    public string? Each { get; init; }

    /// <summary>It joins a body that another source founded; it never founds one.</summary>
    public bool LinkOnly { get; init; }
}

/// <summary>A further name.</summary>
public sealed record NameRule(Value Value, Value Kind, Condition? When, string? Each);

/// <summary>An identifier.</summary>
public sealed record IdentifierRule(Value Scheme, Value Value, Condition? When, string? Each);

/// <summary>An attribute.</summary>
public sealed record PropertyRule(string Name, Value Value, Condition? When);

/// <summary>A relation; <see cref="To"/> is the key of a subject or <c>place</c>.</summary>
public sealed record RelationRule(Value Predicate, string To, Value? Status, Value? ValidFrom, Value? ValidTo, Value? Basis, Condition? When)
{
    /// <summary>The word that stands for the subject's own place.</summary>
    public const string ThePlace = "place";
}

/// <summary>A recognition: attributes of the type Recognition, of which <c>scheme</c> always stands.</summary>
public sealed record RecognitionRule(IReadOnlyList<PropertyRule> Properties, Condition? When);

/// <summary>
/// A figure of a row: what it measures (a code of the indicator dictionary), how much in which unit, for which period. It is about the body of the subject, or about
/// its place.
/// </summary>
public sealed record ObservationRule(Value Indicator, Value Value, Condition? When)
{
    /// <summary>The unit of the value, where the cell writes none.</summary>
    public Value? Unit { get; init; }

    /// <summary>The year, month or day that it is for, or at which it stands where its definition is cumulative or in force.</summary>
    public Value? Period { get; init; }

    /// <summary>CUMULATIVE, NEW, IN_FORCE …; the dictionary's where missing.</summary>
    public Value? Definition { get; init; }

    /// <summary>EXACT where missing.</summary>
    public Value? Qualifier { get; init; }

    /// <summary>The group of which it is, such as 国家级; null for the whole.</summary>
    public Value? Dimension { get; init; }

    /// <summary>Whether it is about the place of the subject.</summary>
    public bool IsOfPlace { get; init; }

    /// <summary>Every value that it takes.</summary>
    public IEnumerable<Value> Values => new[] { Indicator, Value, Unit, Period, Definition, Qualifier, Dimension }.OfType<Value>();
}

/// <summary>A cell that is read differently from what it says.</summary>
public sealed record CellPatch(string Column, string From, string To, string Reason);
