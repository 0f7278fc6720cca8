using System.Text;
using System.Text.Json;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;
using Registry.Graph.Engine.Validation;

namespace Registry.Graph.Engine.Tests.Validation;

/// <summary>
/// Documents that are made to cost more than they ask for. Each is judged on a stack of 256 KB, which a descent along the document would
/// overflow, and may take 50 MB at most.
/// </summary>
public sealed class HostileDocumentTests
{
    private const int StackBytes = 256 * 1024;
    private const long MostBytes = 50L << 20;

    private static readonly Schema Schema = Schema.Parse(
        """
        type Query { a: Int q: Query list(of: [Int], where: Filter, any: Any): [Query] node: Node }
        interface Node { q: Query a: Int }
        type One implements Node { q: Query a: Int }
        input Filter { and: [Filter!] not: Filter eq: Int }
        scalar Any
        """);

    [Fact]
    public void Selections_nested_20000_deep_are_refused() => Refused(
        Nested("{q", 20_000, "}"), ErrorCodes.TooDeep, "The GraphQL request document is nested deeper than 64 levels. Parsing aborted.", 64);

    [Fact]
    public void Inline_fragments_nested_20000_deep_are_refused() => Refused(Nested("{...", 20_000, "}"), ErrorCodes.TooDeep);

    [Fact]
    public void List_values_nested_20000_deep_are_refused() => Refused("{list(of:" + Nested("[", 20_000, "]") + "){a}}", ErrorCodes.TooDeep);

    [Fact]
    public void Object_values_nested_20000_deep_are_refused() => Refused("{list(where:" + Nested("{not:", 20_000, "}") + "){a}}", ErrorCodes.TooDeep);

    [Fact]
    public void Type_references_nested_20000_deep_are_refused() => Refused("query($a:" + Nested("[", 20_000, "]") + "){a}", ErrorCodes.TooDeep);

    [Fact]
    public void Ten_megabytes_of_opening_braces_are_refused() => Refused(new string('{', 10_000_000), ErrorCodes.Syntax);

    [Fact]
    public void Ten_megabytes_without_a_token_are_refused() => Refused(new string(',', 10_000_000), ErrorCodes.Syntax);

    [Fact]
    public void A_hundred_thousand_aliases_are_refused() => Refused(
        "{" + Many(100_000, i => $"a{i}:a ") + "}",
        ErrorCodes.TooManyFields,
        "The GraphQL request document contains more than 2048 fields. Parsing aborted.",
        2_048);

    [Fact]
    public void Ten_thousand_directives_are_refused() => Refused(
        "{a" + Many(10_000, _ => "@skip(if:false)") + "}",
        ErrorCodes.TooManyDirectives,
        "The GraphQL request document contains more than 4 directives at one location. Parsing aborted.",
        4);

    [Fact]
    public void Ten_thousand_arguments_are_refused() => Refused(
        "{list(" + Many(10_000, i => $"a{i}:1 ") + "){a}}",
        ErrorCodes.TooManyTokens,
        "The GraphQL request document contains more than 15000 tokens. Parsing aborted.",
        15_000);

    [Fact]
    public void A_chain_of_5000_fragments_is_refused() => Refused(Chain(5_000), ErrorCodes.TooManyTokens);

    [Fact]
    public void A_chain_of_1500_fragments_is_refused() => Refused(
        Chain(1_500),
        ErrorCodes.TooManyFragmentVisits,
        "Following the fragments of the document takes more than 1000 visits. Validation aborted.",
        1_000);

    [Fact]
    public void A_chain_of_900_fragments_is_refused() => Refused(
        Chain(900),
        ErrorCodes.OperationTooDeep,
        "The GraphQL document nests selection sets and fragments 902 levels deep, which exceeds the max allowed nesting of 256.",
        256);

    [Fact]
    public void A_chain_of_250_fragments_is_followed() => Assert.Empty(Judge(Chain(250)));

    [Fact]
    public void A_chain_of_fragments_that_nest_inline_fragments_is_refused() => Refused(
        "{...f0}" + Many(60, i => $"fragment f{i} on Query{{" + string.Concat(Enumerable.Repeat("...{", 60)) + $"...f{i + 1}" + new string('}', 61)) + "fragment f60 on Query{a}",
        ErrorCodes.OperationTooDeep);

    [Fact]
    public void Fragments_that_each_spread_the_next_one_twice_are_refused() => Refused(
        "{...f0}" + Many(30, i => $"fragment f{i} on Query{{a{i}:q{{...f{i + 1}}} b{i}:q{{...f{i + 1}}}}}") + "fragment f30 on Query{a}",
        ErrorCodes.TooManyFragmentVisits);

    [Fact]
    public void Fields_nested_deeper_through_fragments_than_allowed_are_refused() => Refused(
        "{...f0}" + Many(40, i => $"fragment f{i} on Query{{q{{q{{...f{i + 1}}}}}}}") + "fragment f40 on Query{a}",
        ErrorCodes.OperationTooDeep,
        "The GraphQL document has an execution depth of 81 which exceeds the max allowed execution depth of 64.",
        64);

    [Fact]
    public void A_cycle_of_250_fragments_is_an_error_of_its_rule() =>
        Assert.Contains("must not form any cycles", Assert.Single(Judge(Chain(250).Replace("{a}", "{...f0}", StringComparison.Ordinal), max: 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Fields_that_take_a_comparison_for_every_pair_are_refused() => Refused(
        "{" + Many(2_000, _ => "a ") + "}",
        ErrorCodes.TooManyMergeComparisons,
        "Deciding whether the fields of the document can be merged takes more than 100000 comparisons. Validation aborted.",
        100_000);

    [Fact]
    public void Fields_that_all_conflict_are_told_no_more_than_the_limit()
    {
        var errors = Judge("{" + Many(1_000, i => $"x:list(of:{i}){{a}}") + "}");
        Assert.Equal(5, errors.Count);
        Assert.All(errors, error => Assert.True(error.Locations.Count <= 5));
    }

    [Fact]
    public void Fields_that_are_repeated_at_every_level_are_refused() => Refused(Doubled(9), ErrorCodes.TooManyMergeComparisons);

    [Fact]
    public void Fragments_compared_with_one_another_are_refused() => Refused(
        "{" + Many(500, i => $"...f{i} ") + "}" + Many(500, i => $"fragment f{i} on Query{{q{{a}}}}"),
        ErrorCodes.TooManyMergeComparisons);

    [Fact]
    public void Introspection_that_goes_in_circles_is_refused()
    {
        var text = "{__schema{types{" + string.Concat(Enumerable.Repeat("fields{type{", 15)) + "name" + new string('}', 33);
        var error = Assert.Single(Judge(text));
        Assert.Equal(ErrorCodes.IntrospectionTooDeep, error.Code);
    }

    [Fact]
    public void Introspection_is_refused_where_it_is_turned_off()
    {
        var errors = Judge("{__schema{queryType{name}} __typename}", options: new ValidationOptions { IsIntrospectionAllowed = false });
        Assert.Equal(["__schema", "queryType"], errors.Select(error => error.Extensions.Single(entry => entry.Key == "field").Value));
        Assert.All(errors, error => Assert.Equal(ErrorCodes.IntrospectionNotAllowed, error.Code));
        Assert.All(errors, error => Assert.Equal("Introspection is not allowed for the current request.", error.Message));
    }

    [Fact]
    public void Many_operations_over_one_chain_of_fragments_are_refused() => Refused(
        Many(1_700, i => $"query q{i}{{...f0}}") + Chain(250)["{...f0}".Length..],
        ErrorCodes.TooManyFragmentVisits);

    [Theory]
    [InlineData("Filter", "{\"not\":", "}")]
    [InlineData("Filter", "{\"and\":[", "]}")]
    [InlineData("Any", "[", "]")]
    [InlineData("Any", "{\"a\":", "}")]
    public void Variables_nested_2000_deep_are_refused(string type, string open, string close) => OnASmallStack(() =>
    {
        var text = "{\"v\":" + string.Concat(Enumerable.Repeat(open, 2_000)) + "null" + string.Concat(Enumerable.Repeat(close, 2_000)) + "}";
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 10_000 });
        var document = Parser.Parse($"query($v:{type}){{a}}");
        var values = VariableValues.Coerce(Schema, document, document.Operations.Single(), json.RootElement);
        Assert.Equal("Variable `v` got an invalid value.", Assert.Single(values.Errors).Message);
        return values.Errors;
    });

    private static void Refused(string text, string code, string? message = null, int? limit = null)
    {
        var error = Assert.Single(Judge(text));
        Assert.Equal(code, error.Code);
        Assert.Equal(message ?? error.Message, error.Message);
        if (limit is not null)
        {
            Assert.Equal(limit, error.Extensions.Single(entry => entry.Key == "limit").Value);
        }
    }

    private static IReadOnlyList<GraphQLError> Judge(string text, int max = 5, ValidationOptions? options = null) => OnASmallStack(() =>
        Parser.TryParse(text, ParserOptions.Default, out var document, out var error)
            ? DocumentValidator.Validate(Schema, document, (options ?? ValidationOptions.Default) with { MaxErrors = max })
            : [error]);

    private static IReadOnlyList<GraphQLError> OnASmallStack(Func<IReadOnlyList<GraphQLError>> judge)
    {
        IReadOnlyList<GraphQLError> errors = [];
        Exception? failure = null;
        var bytes = 0L;
        var thread = new Thread(
            () =>
            {
                try
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    errors = judge();
                    bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        Assert.True(bytes < MostBytes, $"{bytes} bytes were taken.");
        return errors;
    }

    private static string Chain(int length) => "{...f0}" + Many(length, i => $"fragment f{i} on Query{{...f{i + 1}}}") + $"fragment f{length} on Query{{a}}";

    // Every level has the next one twice, so the pairs to be compared become four times as many from level to level.
    private static string Doubled(int levels) => levels == 0 ? "{a}" : $"{{q{Doubled(levels - 1)}q{Doubled(levels - 1)}}}";

    private static string Nested(string open, int times, string close) =>
        new StringBuilder().Insert(0, open, times).Insert(open.Length * times, close, times).ToString();

    private static string Many(int times, Func<int, string> part) => string.Concat(Enumerable.Range(0, times).Select(part));
}
