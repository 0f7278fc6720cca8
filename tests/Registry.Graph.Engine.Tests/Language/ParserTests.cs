using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Tests.Language;

public sealed class ParserTests
{
    [Theory]
    [InlineData("", "Unexpected token: `EndOfFile`.")]
    [InlineData("{", "Expected a `Name`-token, but found a `EndOfFile`-token.")]
    [InlineData("{}", "Expected a `Name`-token, but found a `RightBrace`-token.")]
    [InlineData("{ a() }", "Expected a `Name`-token, but found a `RightParenthesis`-token.")]
    [InlineData("{ $a }", "Expected a `Name`-token, but found a `Dollar`-token.")]
    [InlineData("qury { a }", "Unexpected name `qury`.")]
    [InlineData("query ($a: Int = $b) { a }", "Unexpected variable `$b` in a constant value.")]
    [InlineData("fragment on on Query { a }", "Unexpected name `on`.")]
    [InlineData("fragment F Query { a }", "Expected the keyword `on`, but found a `Name`-token.")]
    [InlineData("\"x\" { a }", "Unexpected description, the shorthand query has none.")]
    [InlineData("\"x\" extend type A { a: Int }", "Unexpected description, only definitions have one, and extensions do not.")]
    [InlineData("\"x\" 1", "Unexpected token: `Integer`.")]
    [InlineData("enum E { true }", "Name `true` is reserved and cannot be used for an enum value.")]
    [InlineData("directive @a on FIELDS", "Unexpected name `FIELDS`.")]
    [InlineData("extend type A", "Unexpected token: `EndOfFile`.")]
    public void A_malformed_document_is_named(string source, string message)
    {
        Assert.False(Parser.TryParse(source, ParserOptions.Default, out var document, out var error));
        Assert.Null(document);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Operations_fragments_and_variables_have_descriptions()
    {
        var document = Parser.Parse(
            """"
            """The zones."""
            query Zones("How many." $first: Int = 10 @a) { zones(first: $first) { ...F } }
            "Parts of a zone."
            fragment F on Zone { name }
            """");
        var operation = document.Operations.Single();
        Assert.Equal("The zones.", operation.Description!.Value);
        Assert.Equal("How many.", operation.Variables[0].Description!.Value);
        Assert.Equal("a", operation.Variables[0].Directives[0].Name.Value);
        Assert.Equal("Parts of a zone.", document.Fragments.Single().Description!.Value);
        Assert.Equal(
            """"
            """The zones."""
            query Zones(
              """How many."""
              $first: Int = 10 @a
            ) {
              zones(first: $first) {
                ...F
              }
            }

            """Parts of a zone."""
            fragment F on Zone {
              name
            }

            """",
            Printer.Print(document));
    }

    [Fact]
    public void Nodes_know_where_they_start()
    {
        var document = Parser.Parse("{\n  a: b(c: [1])\n}");
        var field = Assert.IsType<FieldNode>(document.Operations.Single().SelectionSet.Selections[0]);
        Assert.Equal(new SourceLocation(2, 3), document.LocationOf(field.Start));
        Assert.Equal(new SourceLocation(2, 6), document.LocationOf(field.Name.Start));
        Assert.Equal(new SourceLocation(2, 11), document.LocationOf(field.Arguments[0].Value.Start));
        Assert.Equal("a", field.ResponseName);
    }

    [Fact]
    public void Each_limit_is_kept_to_the_last()
    {
        Assert.True(Accepts("{a b}", new ParserOptions { MaxTokens = 4, MaxFields = 2, MaxDepth = 1 }));
        Assert.False(Accepts("{a b}", new ParserOptions { MaxTokens = 3 }));
        Assert.False(Accepts("{a b}", new ParserOptions { MaxFields = 1 }));
        Assert.True(Accepts("{a{b}}", new ParserOptions { MaxDepth = 2 }));
        Assert.False(Accepts("{a{b}}", new ParserOptions { MaxDepth = 1 }));
        Assert.True(Accepts("{a @b @c}", new ParserOptions { MaxDirectives = 2 }));
        Assert.False(Accepts("{a @b @c}", new ParserOptions { MaxDirectives = 1 }));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" leading\"")]
    [InlineData("\"ends with a quotation mark\\\"\"")]
    [InlineData("\"ends with a back slash\\\\\"")]
    [InlineData("\"three \\\"\\\"\\\" of them\"")]
    [InlineData("\"\\u0000 a control character\"")]
    [InlineData("\"\"\"\nseveral\n  lines\n\"\"\"")]
    [InlineData("\"  \\n common indentation\"")]
    [InlineData("\"carriage\\rreturn\"")]
    public void A_description_of_any_text_survives_printing(string description)
    {
        var document = Parser.Parse($"{description} scalar A");
        var again = Parser.Parse(Printer.Print(document));
        Assert.Equal(document.Definitions[0].Description!.Value, again.Definitions[0].Description!.Value);
    }

    private static bool Accepts(string source, ParserOptions options) => Parser.TryParse(source, options, out _, out _);
}
