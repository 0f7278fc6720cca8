using System.Text.RegularExpressions;

namespace Registry.Harvest.Catalog;

/// <summary>What a part of the mapping takes from a record: an origin, then functions in order. It gives no text, one or several.</summary>
public sealed record Value(Origin Origin, IReadOnlyList<Function> Functions)
{
    /// <summary>A text that no record changes.</summary>
    public static Value Constant(string text) => new(new Origin.Constant(text), []);

    /// <summary>The text, where no record can change it.</summary>
    public string? AsConstant => Functions.Count == 0 && Origin is Origin.Constant { Text: var text } ? text : null;
}

/// <summary>Where a value starts.</summary>
public abstract record Origin
{
    private Origin()
    {
    }

    /// <summary>The text of a column; in JSON <c>names/*/value</c> gives one for each element.</summary>
    public sealed record Column(string Name) : Origin;

    /// <summary>The same text for every record.</summary>
    public sealed record Constant(string Text) : Origin;

    /// <summary>The first that gives something.</summary>
    public sealed record First(IReadOnlyList<Value> Values) : Origin;

    /// <summary>All as one text.</summary>
    public sealed record Join(IReadOnlyList<Value> Values, string With) : Origin;
}

/// <summary>What becomes of a text that a lookup or pattern does not know.</summary>
public enum Otherwise
{
    /// <summary>An issue; the text is kept as written.</summary>
    Report,

    /// <summary>Kept as written.</summary>
    Keep,

    /// <summary>Nothing.</summary>
    Nothing,
}

/// <summary>A closed table of what words of a list mean.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Reason">Why it is right.</param>
/// <param name="Words">What is written, and what is meant.</param>
/// <param name="Otherwise">What becomes of other words.</param>
public sealed record Lookup(string Name, string Reason, IReadOnlyDictionary<string, string> Words, Otherwise Otherwise);

/// <summary>The mapping functions: a closed vocabulary, each explained in docs/adding-a-source.md.</summary>
public abstract record Function
{
    private Function()
    {
    }

    /// <summary>What a table says the text means.</summary>
    public sealed record LookUp(Lookup Table) : Function;

    /// <summary>The parts between separators.</summary>
    public sealed record Split(IReadOnlyList<string> Separators) : Function;

    /// <summary>A group of a pattern.</summary>
    public sealed record Match(Regex Pattern, Otherwise Otherwise) : Function;

    /// <summary>The text without these.</summary>
    public sealed record Strip(IReadOnlyList<string> Texts) : Function;

    /// <summary>The text with what matches replaced.</summary>
    public sealed record Replace(Regex Pattern, string With) : Function;

    /// <summary>A text put in front.</summary>
    public sealed record Prepend(string Text) : Function;

    /// <summary>A text put behind.</summary>
    public sealed record Append(string Text) : Function;

    /// <summary>A date in ISO 8601, as exact as written.</summary>
    public sealed record Date : Function;

    /// <summary>A number in its base unit; <paramref name="Unit"/> is that of the column.</summary>
    public sealed record Number(string? Unit) : Function;

    /// <summary>The GB/T 2260 code of a place, within another one if stated.</summary>
    public sealed record Place(Value? Within) : Function;

    /// <summary>A level by the rank of the place: that of the subject unless another is stated.</summary>
    public sealed record Level(Value? At) : Function;

    /// <summary>A document number in one way of writing.</summary>
    public sealed record DocumentNumber : Function;

    /// <summary>An identifier in the canonical writing of its scheme.</summary>
    public sealed record Identifier(string Scheme) : Function;

    /// <summary>The division code above a division code.</summary>
    public sealed record DivisionParent : Function;

    /// <summary>The rank of a division code.</summary>
    public sealed record DivisionRank : Function;
}

/// <summary>What must hold of a record.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>A text of the value is one of these.</summary>
    public sealed record In(Value Value, IReadOnlySet<string> Texts) : Condition;

    /// <summary>A text of the value matches.</summary>
    public sealed record Matches(Value Value, Regex Pattern) : Condition;

    /// <summary>The value gives something, or nothing.</summary>
    public sealed record Filled(Value Value, bool Yes) : Condition;

    /// <summary>All hold.</summary>
    public sealed record All(IReadOnlyList<Condition> Conditions) : Condition;

    /// <summary>One holds.</summary>
    public sealed record Any(IReadOnlyList<Condition> Conditions) : Condition;

    /// <summary>It does not hold.</summary>
    public sealed record Not(Condition Of) : Condition;
}
