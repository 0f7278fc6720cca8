using System.Diagnostics.CodeAnalysis;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>
/// A name for any part of a schema: <c>Zone</c>, <c>Zone.name</c>, <c>Query.zones(first:)</c>, <c>@cost</c>, <c>@cost(weight:)</c>.
/// <see href="https://spec.graphql.org/September2025/#sec-Schema-Coordinates"/>
/// </summary>
/// <param name="IsDirective">Whether it names a directive rather than a type.</param>
/// <param name="Name">The name of the type or directive.</param>
/// <param name="Member">The name of the field, input field or enum value; null where it names none.</param>
/// <param name="Argument">The name of the argument; null where it names none.</param>
public sealed record SchemaCoordinate(bool IsDirective, string Name, string? Member, string? Argument)
{
    /// <summary>Reads a coordinate; there is no white space in it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SchemaCoordinate? coordinate)
    {
        coordinate = null;
        var isDirective = text.StartsWith('@');
        var rest = isDirective ? text.AsSpan(1) : text;
        if (!TryTakeArgument(ref rest, out var argument))
        {
            return false;
        }

        var dot = isDirective ? -1 : rest.IndexOf('.');
        var name = dot < 0 ? rest : rest[..dot];
        var member = dot < 0 ? null : rest[(dot + 1)..].ToString();
        var isWhole = NameCharacter.IsName(name)
            && (member is null || NameCharacter.IsName(member))
            && (argument is null || member is not null || isDirective);
        coordinate = isWhole ? new SchemaCoordinate(isDirective, name.ToString(), member, argument) : null;
        return isWhole;
    }

    /// <summary>The part of a schema that it names; null where the schema has none.</summary>
    public ISchemaMember? Resolve(Schema schema)
    {
        if (IsDirective)
        {
            var directive = schema.Directives.Find(Name);
            return Argument is null ? directive : directive?.Arguments.Find(Argument);
        }

        var type = schema.Types.Find(Name);
        if (Member is null)
        {
            return type;
        }

        return Argument is null ? MemberOf(type, Member) : (type as ComplexType)?.Fields.Find(Member)?.Arguments.Find(Argument);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(IsDirective ? "@" : "")}{Name}{(Member is null ? "" : "." + Member)}{(Argument is null ? "" : $"({Argument}:)")}";

    private static ISchemaMember? MemberOf(NamedType? type, string name) => type switch
    {
        ComplexType complex => complex.Fields.Find(name),
        InputObjectType input => input.Fields.Find(name),
        EnumType enumeration => enumeration.Values.Find(name),
        _ => null,
    };

    private static bool TryTakeArgument(ref ReadOnlySpan<char> rest, out string? argument)
    {
        argument = null;
        var open = rest.IndexOf('(');
        if (open < 0)
        {
            return true;
        }

        var inner = rest[(open + 1)..];
        if (!inner.EndsWith(":)", StringComparison.Ordinal) || !NameCharacter.IsName(inner[..^2]))
        {
            return false;
        }

        argument = inner[..^2].ToString();
        rest = rest[..open];
        return true;
    }
}
