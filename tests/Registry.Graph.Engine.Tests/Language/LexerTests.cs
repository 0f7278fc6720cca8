using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Tests.Language;

public sealed class LexerTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"重庆\"", "重庆")]
    [InlineData("\"a\\n\\t\\\"\\\\\\/\\b\\f\\r\"", "a\n\t\"\\/\b\f\r")]
    [InlineData("\"\\u91CD\"", "重")]
    [InlineData("\"\\uD83D\\uDE00\"", "😀")]
    [InlineData("\"\\u{1F600}\"", "😀")]
    [InlineData("\"\\u{41}\\u{000041}\"", "AA")]
    [InlineData("\"😀\"", "😀")]
    [InlineData("\"\"\"\n    a\n      b\n\n    c\n  \"\"\"", "a\n  b\n\nc")]
    [InlineData("\"\"\"a \\\"\"\" b\\n\"\"\"", "a \"\"\" b\\n")]
    [InlineData("\"\"\"first\r\n  second\r  third\"\"\"", "first\nsecond\nthird")]
    [InlineData("\"\"\"   \"\"\"", "")]
    [InlineData("\"\"\" a \"\"\"", " a ")]
    public void A_string_has_its_value(string source, string value) =>
        Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(source)).Value);

    [Theory]
    [InlineData("\"a", 3, "Unterminated string.")]
    [InlineData("\"a\nb\"", 3, "Unterminated string.")]
    [InlineData("\"\"\"a\"", 6, "Unterminated string.")]
    [InlineData("\"\\x\"", 2, "Invalid character escape sequence: `\\x`.")]
    [InlineData("\"\\u12\"", 2, "Invalid Unicode escape sequence: `\\u12\"`.")]
    [InlineData("\"\\uD83D\"", 2, "Invalid Unicode escape sequence: `\\uD83D`.")]
    [InlineData("\"\\uDE00\\uD83D\"", 2, "Invalid Unicode escape sequence: `\\uDE00`.")]
    [InlineData("\"\\u{}\"", 2, "Invalid Unicode escape sequence: `\\u{}`.")]
    [InlineData("\"\\u{110000}\"", 2, "Invalid Unicode escape sequence: `\\u{110000}`.")]
    [InlineData("\"\\u{D83D}\"", 2, "Invalid Unicode escape sequence: `\\u{D83D}`.")]
    [InlineData("01", 2, "Invalid number, unexpected digit after 0: `1`.")]
    [InlineData("1.", 3, "Invalid number, expected digit but found: end of file.")]
    [InlineData("-", 2, "Invalid number, expected digit but found: end of file.")]
    [InlineData("1e", 3, "Invalid number, expected digit but found: end of file.")]
    [InlineData("1.a", 3, "Invalid number, expected digit but found: `a`.")]
    [InlineData("1x", 2, "Invalid number, expected digit but found: `x`.")]
    [InlineData("1.2.3", 4, "Invalid number, expected digit but found: `.`.")]
    [InlineData("?", 1, "Unexpected character: `?`.")]
    [InlineData("..", 1, "Unexpected character: `.`.")]
    [InlineData("值", 1, "Unexpected character: U+503C.")]
    public void A_malformed_token_is_named_with_its_place(string source, int column, string message)
    {
        var error = Assert.Throws<SyntaxException>(() => Parser.ParseValue(source)).Error;
        Assert.Equal(message, error.Message);
        Assert.Equal([new SourceLocation(1, column)], error.Locations);
        Assert.Equal(ErrorCodes.Syntax, error.Code);
    }

    [Fact]
    public void A_surrogate_without_its_other_half_is_refused_wherever_it_stands()
    {
        Assert.Equal(
            "Invalid character, a surrogate without its other half: U+D83D.",
            Assert.Throws<SyntaxException>(() => Parser.Parse("{ a } # \uD83D")).Error.Message);
        Assert.Equal(
            "Invalid character, a surrogate without its other half: U+DE00.",
            Assert.Throws<SyntaxException>(() => Parser.Parse("{ a(b: \"😀\uDE00\") }")).Error.Message);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("123456789012345678901234567890")]
    public void An_integer_is_kept_as_written(string source) => Assert.Equal(source, Assert.IsType<IntValueNode>(Parser.ParseValue(source)).Value);

    [Theory]
    [InlineData("0.0")]
    [InlineData("-1.5e-10")]
    [InlineData("1E3")]
    public void A_number_with_fraction_or_exponent_is_kept_as_written(string source) =>
        Assert.Equal(source, Assert.IsType<FloatValueNode>(Parser.ParseValue(source)).Value);

    [Fact]
    public void Commas_comments_white_space_and_byte_order_marks_mean_nothing() =>
        Assert.Equal("[1, 2]", Printer.Print(Parser.ParseValue("\uFEFF,[1,,,# one\n\t2\r\n]#")));

    [Theory]
    [InlineData("{\n a\n  ?", 3, 3)]
    [InlineData("{\r\n a\r\n  ?", 3, 3)]
    [InlineData("{\r a\r  ?", 3, 3)]
    [InlineData("{\r\n\n\r ?", 4, 2)]
    [InlineData("?", 1, 1)]
    public void Lines_end_with_LF_CR_or_both(string source, int line, int column)
    {
        var error = Assert.Throws<SyntaxException>(() => Parser.Parse(source)).Error;
        Assert.Equal([new SourceLocation(line, column)], error.Locations);
    }
}
