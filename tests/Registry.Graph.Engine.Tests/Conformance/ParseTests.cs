using System.Text.Json;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Tests.Conformance;

public sealed class ParseTests
{
    private static readonly ParserOptions Options = ParserOptions.Trusted;

    [Fact]
    public void Every_parser_case_has_the_same_verdict()
    {
        var differences = ConformanceData.Rows("parse.jsonl")
            .Where(row => Parses(row.GetProperty("what").GetString()!, Source(row), out _) != row.GetProperty("ok").GetBoolean())
            .Select(row => row.GetRawText())
            .ToList();
        Assert.Empty(differences);
    }

    [Fact]
    public void Every_rejected_parser_case_is_rejected_at_the_same_place()
    {
        var differences = new List<string>();
        foreach (var row in ConformanceData.Rows("parse.jsonl").Where(row => !row.GetProperty("ok").GetBoolean()))
        {
            Parses(row.GetProperty("what").GetString()!, Source(row), out var error);
            var expected = row.GetProperty("error").GetProperty("locations")[0];
            var at = error!.Locations[0];
            if (at != new SourceLocation(expected[0].GetInt32(), expected[1].GetInt32()))
            {
                differences.Add($"{at.Line}:{at.Column} {error.Message} {row.GetRawText()}");
            }
        }

        Assert.Empty(differences);
    }

    [Fact]
    public void Every_example_of_the_specification_has_the_same_verdict()
    {
        var differences = ConformanceData.Rows("spec-september-2025.jsonl")
            .Where(row => Parses("document", Source(row), out _) != row.GetProperty("parses").GetBoolean())
            .Select(row => row.GetRawText())
            .ToList();
        Assert.Empty(differences);
    }

    [Fact]
    public void Printing_a_document_and_parsing_it_again_gives_the_same_text()
    {
        foreach (var row in ConformanceData.Rows("parse.jsonl").Where(row => row.GetProperty("ok").GetBoolean()))
        {
            if (row.GetProperty("what").GetString() == "document")
            {
                var printed = Printer.Print(Parser.Parse(Source(row), Options));
                Assert.Equal(printed, Printer.Print(Parser.Parse(printed, Options)));
            }
        }
    }

    private static string Source(JsonElement row) => row.GetProperty("source").GetString()!;

    private static bool Parses(string what, string source, out GraphQLError? error)
    {
        try
        {
            Node node = what switch
            {
                "document" => Parser.Parse(source, Options),
                "Value" => Parser.ParseValue(source, options: Options),
                "ConstValue" => Parser.ParseValue(source, isConstant: true, Options),
                "Type" => Parser.ParseType(source, Options),
                _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
            };
            Assert.NotNull(node);
            error = null;
            return true;
        }
        catch (SyntaxException exception)
        {
            error = exception.Error;
            return false;
        }
    }
}
