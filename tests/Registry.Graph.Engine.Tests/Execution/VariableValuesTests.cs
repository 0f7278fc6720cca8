using System.Text.Json;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Execution;

public sealed class VariableValuesTests
{
    private static readonly Schema Schema = Schema.Parse(
        """
        type Query { a(first: Int! = 10, where: Filter = { level: NATIONAL }, order: [Sort!], at: Place, any: Any, id: ID!): Int b: Int c(d: Int): Int }
        input Filter { and: [Filter!] level: Level name: String = "x" size: Int! = 5 }
        input Sort { name: Direction area: Direction }
        input Place @oneOf { code: String id: ID }
        enum Level { NATIONAL MUNICIPAL }
        enum Direction { ASC DESC }
        scalar Any
        """);

    [Theory]
    [InlineData("$a: Int", "{}", "{}")]
    [InlineData("$a: Int", "{\"a\":null}", "{\"a\":null}")]
    [InlineData("$a: Int = 3", "{}", "{\"a\":3}")]
    [InlineData("$a: Int = 3", "{\"a\":null}", "{\"a\":null}")]
    [InlineData("$a: [Int]", "{\"a\":1}", "{\"a\":[1]}")]
    [InlineData("$a: [[Int]]", "{\"a\":1}", "{\"a\":[[1]]}")]
    [InlineData("$a: [[Int]]", "{\"a\":[[1],null,[2,3]]}", "{\"a\":[[1],null,[2,3]]}")]
    [InlineData("$a: Level", "{\"a\":\"NATIONAL\"}", "{\"a\":\"NATIONAL\"}")]
    [InlineData("$a: Filter", "{\"a\":{}}", "{\"a\":{\"name\":\"x\",\"size\":5}}")]
    [InlineData("$a: Filter", "{\"a\":{\"name\":null,\"level\":\"NATIONAL\"}}", "{\"a\":{\"name\":null,\"level\":\"NATIONAL\",\"size\":5}}")]
    [InlineData("$a: [Sort!]", "{\"a\":{\"area\":\"ASC\",\"name\":\"DESC\"}}", "{\"a\":[{\"area\":\"ASC\",\"name\":\"DESC\"}]}")]
    [InlineData("$a: Any", "{\"a\":{\"b\":[1,\"x\",null]}}", "{\"a\":{\"b\":[1,\"x\",null]}}")]
    [InlineData("$a: Filter = { and: { size: 1 } }", "{}", "{\"a\":{\"and\":[{\"size\":1,\"name\":\"x\"}],\"name\":\"x\",\"size\":5}}")]
    [InlineData("$a: Int", "{\"b\":1}", "{}")]
    public void Variables_have_the_values_of_their_types(string definitions, string given, string coerced)
    {
        var values = Coerce(definitions, given);
        Assert.Empty(values.Errors);
        Assert.Equal(coerced, JsonSerializer.Serialize(values.Values));
    }

    [Theory]
    [InlineData("$a: Int!", "{}", "Variable `a` is required.", "HC0018", null, null)]
    [InlineData("$a: Int!", "{\"a\":null}", "Variable `a` is required.", "HC0018", null, null)]
    [InlineData("$a: Query", "{\"a\":1}", "Variable `a` is not an input type.", "HC0017", null, null)]
    [InlineData("$a: Nothing", "{}", "Variable `a` is not an input type.", "HC0017", null, null)]
    [InlineData("$a: Int", "{\"a\":\"1\"}", "Variable `a` got an invalid value.", "HC0016", "", "`Int` is a whole number from -2147483648 to 2147483647.")]
    [InlineData("$a: [Int!]", "{\"a\":[1,null]}", "Variable `a` got an invalid value.", "HC0018", "1", "A value of `Int!` cannot be null.")]
    [InlineData("$a: Level", "{\"a\":\"LOCAL\"}", "Variable `a` got an invalid value.", "HC0016", "", "`Level` is one of NATIONAL, MUNICIPAL.")]
    [InlineData("$a: Level", "{\"a\":1}", "Variable `a` got an invalid value.", "HC0016", "", "`Level` is one of NATIONAL, MUNICIPAL.")]
    [InlineData("$a: Filter", "{\"a\":1}", "Variable `a` got an invalid value.", "HC0016", "", "`Filter` is an object.")]
    [InlineData("$a: Filter", "{\"a\":{\"and\":[{\"size\":null}]}}", "Variable `a` got an invalid value.", "HC0018", "and/0/size", "A value of `Int!` cannot be null.")]
    [InlineData("$a: Filter", "{\"a\":{\"title\":1}}", "Variable `a` got an invalid value.", "HC0016", "", "The field `title` does not exist on the input object `Filter`.")]
    [InlineData("$a: Place", "{\"a\":{}}", "Variable `a` got an invalid value.", "HC0054", "", "`Place` is given by exactly one of its fields, and that field is not null.")]
    [InlineData("$a: Place", "{\"a\":{\"code\":\"x\",\"id\":1}}", "Variable `a` got an invalid value.", "HC0055", "", "`Place` is given by exactly one of its fields, and that field is not null.")]
    [InlineData("$a: Place", "{\"a\":{\"code\":null}}", "Variable `a` got an invalid value.", "HC0056", "", "`Place` is given by exactly one of its fields, and that field is not null.")]
    public void A_value_of_another_type_is_refused(string definitions, string given, string message, string code, string? path, string? reason)
    {
        var error = Assert.Single(Coerce(definitions, given).Errors);
        Assert.Equal(message, error.Message);
        Assert.Equal(code, error.Code);
        Assert.Equal([new SourceLocation(1, 8)], error.Locations);
        Assert.Equal("a", Extension(error, "variable"));
        Assert.Equal(path, (Extension(error, "path") as IReadOnlyList<object>) is { } steps ? string.Join('/', steps) : null);
        Assert.Equal(reason, Extension(error, "reason"));
    }

    [Fact]
    public void No_more_than_five_faults_are_told() =>
        Assert.Equal(5, Coerce("$a: [Int]", "{\"a\":[true,true,true,true,true,true,true]}").Errors.Count);

    [Fact]
    public void Arguments_take_literals_variables_and_defaults()
    {
        var values = Arguments("$where: Filter, $none: Int", "{\"where\":{}}", "first: $none, where: $where, order: { name: ASC }, id: 7").Values;
        Assert.Equal(10, values["first"]);
        Assert.Equal("{\"name\":\"x\",\"size\":5}", JsonSerializer.Serialize(values["where"]));
        Assert.Equal("[{\"name\":\"ASC\"}]", JsonSerializer.Serialize(values["order"]));
        Assert.Equal("7", values["id"]);
        Assert.False(values.ContainsKey("at"));
    }

    [Fact]
    public void An_argument_that_is_left_out_has_its_default_with_the_defaults_within() =>
        Assert.Equal("{\"level\":\"NATIONAL\",\"name\":\"x\",\"size\":5}", JsonSerializer.Serialize(Arguments("", "{}", "id: 1").Values["where"]));

    [Fact]
    public void A_field_that_is_given_an_absent_variable_is_left_out_and_an_item_is_null()
    {
        var values = Arguments("$none: String", "{}", "id: 1, where: { name: $none }, any: [1, $none]").Values;
        Assert.Equal("{\"name\":\"x\",\"size\":5}", JsonSerializer.Serialize(values["where"]));
        Assert.Equal("[1,null]", JsonSerializer.Serialize(values["any"]));
    }

    [Theory]
    [InlineData("$id: ID", "{}", "id: $id", "The argument `id` is required.", "HC0018", "id")]
    [InlineData("$first: Int", "{\"first\":null}", "id: 1, first: $first", "A value of `Int!` cannot be null.", "HC0018", "first")]
    [InlineData("$code: String", "{\"code\":null}", "id: 1, at: { code: $code }", "`Place` is given by exactly one of its fields, and that field is not null.", "HC0056", "at")]
    [InlineData("$code: String", "{}", "id: 1, at: { code: $code }", "`Place` is given by exactly one of its fields, and that field is not null.", "HC0056", "at")]
    public void A_variable_that_turns_out_not_to_fit_is_an_error_of_the_field(
        string definitions, string given, string arguments, string message, string code, string argument)
    {
        var error = Arguments(definitions, given, arguments).Error!;
        Assert.Equal(message, error.Message);
        Assert.Equal(code, error.Code);
        Assert.Equal(argument, Extension(error, "argument"));
        Assert.Equal($"Query.a({argument}:)", Extension(error, "coordinate"));
        Assert.Single(error.Locations);
    }

    [Fact]
    public void Arguments_are_known_to_depend_on_variables()
    {
        Assert.True(ArgumentValues.DependOnVariables(FieldOf("{ a(where: { and: [{ name: $x }] }) }").Arguments));
        Assert.False(ArgumentValues.DependOnVariables(FieldOf("{ a(where: { and: [{ name: \"x\" }] }) }").Arguments));
    }

    private static VariableValues Coerce(string definitions, string given)
    {
        using var json = JsonDocument.Parse(given);
        var document = Parser.Parse(definitions.Length == 0 ? "{ b }" : $"query ({definitions}) {{ b }}");
        return VariableValues.Coerce(Schema, document, document.Operations.Single(), json.RootElement);
    }

    private static ArgumentValues Arguments(string definitions, string given, string arguments)
    {
        var document = Parser.Parse($"{{ a({arguments}) }}");
        var field = FieldOf(document.Source);
        return ArgumentValues.Coerce(Schema.Query.Fields["a"].Arguments, field.Arguments, Coerce(definitions, given).Values, document, field.Start);
    }

    private static FieldNode FieldOf(string source) => (FieldNode)Parser.Parse(source).Operations.Single().SelectionSet.Selections[0];

    private static object? Extension(GraphQLError error, string key) => error.Extensions.FirstOrDefault(entry => entry.Key == key).Value;
}
