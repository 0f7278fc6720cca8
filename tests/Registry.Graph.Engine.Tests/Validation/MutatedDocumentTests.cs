using System.Text.RegularExpressions;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Tests.Conformance;
using Registry.Graph.Engine.Types;
using Registry.Graph.Engine.Validation;

namespace Registry.Graph.Engine.Tests.Validation;

/// <summary>Documents of the conformance files with tokens dropped, doubled and exchanged, by a fixed seed.</summary>
public sealed partial class MutatedDocumentTests
{
    private const int Documents = 3_000;

    [Fact]
    public void Whatever_a_document_says_it_is_judged_and_what_is_well_formed_prints_as_itself()
    {
        var schema = Schema.Parse(ConformanceData.Schemas()["e723f1f4d1"], new SchemaOptions { AssumeValid = true });
        var sources = ConformanceData.Rows("validate.jsonl").Select(row => Tokens(row.GetProperty("query").GetString()!)).ToList();
        var random = new Random(20250901);
        var wellFormed = 0;
        for (var i = 0; i < Documents; i++)
        {
            var text = Mutate(sources, random);
            if (!Parser.TryParse(text, ParserOptions.Trusted, out var document, out var error))
            {
                Assert.Equal(ErrorCodes.Syntax, error.Code);
                Assert.Single(error.Locations);
                continue;
            }

            wellFormed++;
            Assert.All(DocumentValidator.Validate(schema, document), fault => Assert.NotEmpty(fault.Message));
            var printed = Printer.Print(document);
            Assert.Equal(printed, Printer.Print(Parser.Parse(printed, ParserOptions.Trusted)));
        }

        Assert.InRange(wellFormed, Documents / 10, Documents);
    }

    private static string Mutate(List<string[]> sources, Random random)
    {
        var tokens = sources[random.Next(sources.Count)].ToList();
        for (var changes = random.Next(3); changes > 0 && tokens.Count > 0; changes--)
        {
            var at = random.Next(tokens.Count);
            switch (random.Next(4))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[random.Next(tokens.Count)]);
                    break;
                case 2:
                    tokens[at] = tokens[random.Next(tokens.Count)];
                    break;
                default:
                    var other = sources[random.Next(sources.Count)];
                    tokens.InsertRange(at, other.Skip(random.Next(other.Length)).Take(6));
                    break;
            }
        }

        return string.Join(' ', tokens);
    }

    private static string[] Tokens(string source) => [.. Token().Matches(source).Select(match => match.Value)];

    [GeneratedRegex(""" "[^"]*" | \.\.\. | [\w.-]+ | [^\s,] """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
