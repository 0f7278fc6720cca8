using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Registry.Store;

/// <summary>A type of body.</summary>
/// <param name="Number">Its number in the store; never given to another type.</param>
/// <param name="Name">Its name in the graph, <c>MakerSpace</c>.</param>
/// <param name="Zh">The Chinese term.</param>
/// <param name="En">The English term.</param>
/// <param name="Prefix">What its ids begin with, <c>mks</c>.</param>
/// <param name="Plural">Its root field, <c>makerSpaces</c>.</param>
/// <param name="Properties">Its own attributes, beside the common ones.</param>
public sealed record EntityType(
    int Number, string Name, string Zh, string En, string Prefix, string Plural, IReadOnlyList<EntityAttribute> Properties)
{
    /// <summary>Its table in the read model, <c>maker_space</c>.</summary>
    [JsonIgnore]
    public string Table { get; } = SnakeCase.Of(Name);
}

/// <summary>An attribute of a type.</summary>
/// <param name="Name">Its name in the graph and in <c>prop:</c> claims, <c>degreeLevel</c>.</param>
/// <param name="Data">What its values are.</param>
/// <param name="Zh">The Chinese term.</param>
/// <param name="En">The English term, with the unit.</param>
/// <param name="Words">The words of an attribute of <see cref="AttributeData.Word"/>.</param>
/// <param name="Identifier">The scheme whose valid identifier it shows; then it is filled from <c>identifier:</c> claims.</param>
public sealed record EntityAttribute(
    string Name, AttributeData Data, string Zh, string En, IReadOnlyList<string>? Words = null, string? Identifier = null)
{
    /// <summary>Its column in the read model, <c>degree_level</c>.</summary>
    [JsonIgnore]
    public string Column { get; } = SnakeCase.Of(Name);
}

/// <summary>What the values of an attribute are.</summary>
public enum AttributeData
{
    /// <summary>Text as written.</summary>
    Text,

    /// <summary>One of the attribute's words.</summary>
    Word,

    /// <summary><c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>.</summary>
    Date,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number in the attribute's unit.</summary>
    Decimal,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,
}

/// <summary>A kind of relation between two bodies, in its canonical direction.</summary>
/// <param name="Number">Its number in the store; the inverse direction has the negative number.</param>
/// <param name="Name">Read from the subject, <c>locatedIn</c>.</param>
/// <param name="Inverse">Read from the object, <c>hosts</c>.</param>
/// <param name="Zh">The Chinese term.</param>
/// <param name="Symmetric">Whether both directions say the same.</param>
public sealed record RelationPredicate(int Number, string Name, string Inverse, string Zh, bool Symmetric = false);

/// <summary>A predicate read in one of its directions.</summary>
/// <param name="Predicate">The predicate.</param>
/// <param name="IsInverse">Whether it is read from the object.</param>
public readonly record struct DirectedPredicate(RelationPredicate Predicate, bool IsInverse)
{
    /// <summary>The name of this direction.</summary>
    public string Name => IsInverse ? Predicate.Inverse : Predicate.Name;

    /// <summary>The number of this direction in the read model: negative for the inverse.</summary>
    public int Number => IsInverse ? -Predicate.Number : Predicate.Number;
}

/// <summary>A word with its terms.</summary>
/// <param name="Name">The word, <c>LEGAL</c>.</param>
/// <param name="Zh">The Chinese term.</param>
/// <param name="En">The English term.</param>
public sealed record Word(string Name, string Zh, string En);

internal static class SnakeCase
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}

internal sealed record VocabularyFile(
    IReadOnlyList<EntityType> Types,
    IReadOnlyList<EntityAttribute> CommonProperties,
    IReadOnlyList<RelationPredicate> Predicates,
    IReadOnlyList<Word> NameKinds,
    IReadOnlyList<Word> IdentifierSchemes,
    IReadOnlyList<Word> RelationStatuses,
    IReadOnlyList<Word> RelationBases);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(VocabularyFile))]
internal sealed partial class VocabularyJson : JsonSerializerContext;
