using System.Text.Json;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Tests;

public sealed class SchemaTests(Chongqing chongqing) : IClassFixture<Chongqing>
{
    private static readonly Schema Schema = RegistryGraph.Parse();

    [Fact]
    public void Every_type_field_argument_and_enum_value_is_described_in_English_and_Chinese()
    {
        var mute =
            from type in Schema.Types
            where !type.Name.StartsWith("__", StringComparison.Ordinal) && !IsSpecified(type)
            from member in Members(type)
            where !IsBilingual(member.Description)
            select member.Coordinate;

        Assert.Equal([], mute);
    }

    [Fact]
    public async Task Every_field_of_every_type_can_be_asked_for()
    {
        foreach (var type in Schema.Types.OfType<ObjectType>().Where(type => Schema.Query.Fields.Contains(Plural(type.Name))))
        {
            var fields = type.Fields.Select(field => Selected(field, 2));
            await chongqing.Store.Ask($"{{ {Plural(type.Name)}(first: 3) {{ totalCount nodes {{ {string.Join(' ', fields)} }} }} }}");
        }
    }

    [Fact]
    public async Task Every_field_of_a_body_of_any_type_can_be_asked_for()
    {
        HashSet<string> met = [];
        foreach (var type in ((InterfaceType)Schema.Types["Entity"]).PossibleTypes)
        {
            var fields = type.Fields.Select(field => Selected(field, 1));
            var data = await chongqing.Store.Ask($"{{ entities(first: 1000) {{ nodes {{ __typename name level ... on {type.Name} {{ {string.Join(' ', fields)} }} }} }} }}");
            met.UnionWith(data.GetProperty("entities").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("__typename").GetString()!));
        }

        Assert.Equal(["AdministrativeDivision", "Enterprise", "Incubator", "Recognition", "ResearchInstitute", "University", "Zone"], met.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_condition_of_every_filter_can_be_asked()
    {
        foreach (var (field, filter) in RootConnections("where"))
        {
            foreach (var condition in ((InputObjectType)filter).Fields.SelectMany(input => Conditions(input, depth: 2)))
            {
                await chongqing.Store.Ask($"{{ {field}(first: 1, where: {{ {condition} }}) {{ totalCount nodes {{ __typename }} }} }}");
            }
        }
    }

    [Fact]
    public async Task Every_order_can_be_asked_and_walked()
    {
        foreach (var (field, sort) in RootConnections("order"))
        {
            foreach (var key in ((InputObjectType)sort).Fields.SelectMany(input => new[] { $"{input.Name}: ASC", $"{input.Name}: DESC" }))
            {
                var first = await chongqing.Store.Ask($"{{ {field}(first: 1, order: [{{ {key} }}]) {{ pageInfo {{ endCursor }} }} }}");
                if (first.GetProperty(field).GetProperty("pageInfo").GetProperty("endCursor").GetString() is { } cursor)
                {
                    await chongqing.Store.Ask($"{{ {field}(first: 1, after: \"{cursor}\", order: [{{ {key} }}]) {{ edges {{ cursor }} }} }}");
                }
            }
        }
    }

    private static IEnumerable<(string Field, NamedType Type)> RootConnections(string argument) =>
        from field in Schema.Query.Fields
        from input in field.Arguments
        where input.Name == argument
        select (field.Name, input.Type.Named);

    // Each operation of each condition, down to those of what a relation leads to.
    private static IEnumerable<string> Conditions(InputValueDefinition input, int depth)
    {
        if (input.Type.Named is not InputObjectType type || depth == 0)
        {
            return input.Type.Named is InputObjectType ? [] : [$"{input.Name}: {Value(input.Type)}"];
        }

        var isList = input.Type.NullableType is ListType;
        var inner = type.Fields.Where(field => field.Name is not ("and" or "or")).SelectMany(field => Conditions(field, depth - 1));
        return inner.Select(condition => isList ? $"{input.Name}: [{{ {condition} }}]" : $"{input.Name}: {{ {condition} }}");
    }

    private static string Value(GraphQLType type) => type.NullableType is ListType list ? $"[{Value(list.ItemType)}]" : type.Named switch
    {
        EnumType enumeration => enumeration.Values[0].Name,
        { Name: "Int" } => "1",
        { Name: "Float" } => "1.5",
        { Name: "Boolean" } => "true",
        { Name: "PartialDate" } => "\"2019-03\"",
        { Name: "DateTime" } => "\"2026-01-01T00:00:00Z\"",
        _ => "\"重庆\"",
    };

    private static string Selected(FieldDefinition field, int depth)
    {
        if (field.Type.Named is not ComplexType type)
        {
            return field.Name;
        }

        if (type.Name.EndsWith("Connection", StringComparison.Ordinal))
        {
            return $"{field.Name}(first: 2) {{ totalCount pageInfo {{ hasNextPage startCursor }} edges {{ cursor node {{ __typename }} }} }}";
        }

        var inner = type is InterfaceType || depth == 1 ? [] : type.Fields.Where(inner => inner.Arguments.Count == 0).Select(inner => Selected(inner, depth - 1));
        // What has to be given is a place.
        var given = field.Arguments.Where(argument => argument.IsRequired).Select(argument => $"{argument.Name}: \"500000\"").ToList();
        return $"{field.Name}{(given.Count == 0 ? "" : $"({string.Join(", ", given)})")} {{ {string.Join(' ', inner.Append("__typename"))} }}";
    }

    private static IEnumerable<(string Coordinate, string? Description)> Members(NamedType type)
    {
        IEnumerable<SchemaMember> members = type switch
        {
            ComplexType complex => [.. complex.Fields, .. complex.Fields.SelectMany(field => field.Arguments)],
            InputObjectType input => input.Fields,
            EnumType enumeration => enumeration.Values,
            _ => [],
        };
        return members.Select(member => (member.Coordinate, member.Description)).Prepend((type.Name, type.Description));
    }

    private static bool IsSpecified(NamedType type) => type.Name is "Int" or "Float" or "String" or "Boolean" or "ID";

    private static bool IsBilingual(string? text) =>
        text is not null && text.Any(char.IsAsciiLetter) && text.Any(letter => letter is >= '一' and <= '鿿');

    private static string Plural(string type) => Store.Vocabulary.Current.Type(type)?.Plural ?? type switch
    {
        "Source" => "sources",
        "Document" => "documents",
        "Run" => "runs",
        "Issue" => "issues",
        _ => "",
    };
}
