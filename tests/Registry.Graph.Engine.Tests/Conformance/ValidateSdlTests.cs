using System.Text.Json;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;
using Registry.Graph.Engine.Validation.TypeSystem;

namespace Registry.Graph.Engine.Tests.Conformance;

public sealed class ValidateSdlTests
{
    private static readonly Dictionary<string, ITypeSystemRule> Rules = new()
    {
        ["KnownArgumentNamesOnDirectives"] = new KnownArgumentNamesOnDirectives(),
        ["KnownDirectives"] = new KnownDirectives(),
        ["KnownTypeNames"] = new KnownTypeNames(),
        ["LoneSchemaDefinition"] = new LoneSchemaDefinition(),
        ["PossibleTypeExtensions"] = new PossibleTypeExtensions(),
        ["ProvidedRequiredArgumentsOnDirectives"] = new ProvidedRequiredArgumentsOnDirectives(),
        ["UniqueArgumentDefinitionNames"] = new UniqueArgumentDefinitionNames(),
        ["UniqueDirectiveNames"] = new UniqueDirectiveNames(),
        ["UniqueDirectivesPerLocation"] = new UniqueDirectivesPerLocation(),
        ["UniqueEnumValueNames"] = new UniqueEnumValueNames(),
        ["UniqueFieldDefinitionNames"] = new UniqueFieldDefinitionNames(),
        ["UniqueOperationTypes"] = new UniqueOperationTypes(),
        ["UniqueTypeNames"] = new UniqueTypeNames(),
    };

    [Fact]
    public void Every_type_system_document_is_accepted_or_rejected_at_the_same_places_rule_by_rule()
    {
        var schemas = ConformanceData.Schemas()
            .ToDictionary(schema => schema.Key, schema => Schema.Parse(schema.Value, new SchemaOptions { AssumeValid = true }));
        var differing = new List<string>();
        foreach (var row in ConformanceData.Rows("validate-sdl.jsonl"))
        {
            var extended = row.GetProperty("schema").GetString() is { } key ? schemas[key] : null;
            var document = Parser.Parse(row.GetProperty("sdl").GetString()!, ParserOptions.Trusted);
            var found = TypeSystemValidator.Validate(document, extended, Rules[row.GetProperty("rule").GetString()!]).Select(Places).Order(StringComparer.Ordinal);
            var expected = row.GetProperty("errors").EnumerateArray().Select(Places).Order(StringComparer.Ordinal);
            if (!expected.SequenceEqual(found))
            {
                differing.Add($"{row.GetProperty("rule")} {row.GetProperty("test")}\n  {string.Join(" | ", expected)}\n  {string.Join(" | ", found)}");
            }
        }

        Assert.True(differing.Count == 0, string.Join('\n', differing));
    }

    private static string Places(GraphQLError error) => string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}"));

    private static string Places(JsonElement error) =>
        string.Join(' ', error.GetProperty("locations").EnumerateArray().Select(at => $"{at[0].GetInt32()}:{at[1].GetInt32()}"));
}
