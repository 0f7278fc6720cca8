using System.Text.Json;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;
using Registry.Graph.Engine.Validation;
using Registry.Graph.Engine.Validation.Rules;

namespace Registry.Graph.Engine.Tests.Conformance;

/// <summary>The cases name rules as graphql-js does; the rules here are those of the specification, so one of theirs may be several of ours.</summary>
public sealed class ValidateTests
{
    private static readonly ValidationOptions Options = new() { MaxErrors = int.MaxValue, MaxLocations = int.MaxValue };

    private static readonly Dictionary<string, IRule[]> Rules = new()
    {
        ["ExecutableDefinitions"] = [new ExecutableDefinitions()],
        ["FieldsOnCorrectType"] = [new FieldSelections()],
        ["FragmentsOnCompositeTypes"] = [new FragmentsOnObjectInterfaceOrUnionTypes()],
        ["KnownArgumentNames"] = [new ArgumentNames()],
        ["KnownDirectives"] = [new DirectivesAreDefined(), new DirectivesAreInValidLocations()],
        ["KnownFragmentNames"] = [new FragmentSpreadTargetDefined()],
        ["KnownTypeNames"] = [new FragmentSpreadTypeExistence(), new VariableTypeExistence()],
        ["LoneAnonymousOperation"] = [new LoneAnonymousOperation()],
        ["MaxIntrospectionDepth"] = [new IntrospectionDepth()],
        ["NoDeprecatedCustom"] = [],
        ["NoFragmentCycles"] = [new FragmentSpreadsMustNotFormCycles()],
        ["NoSchemaIntrospectionCustom"] = [new IntrospectionIsAllowed()],
        ["NoUndefinedVariables"] = [new AllVariableUsesDefined()],
        ["NoUnusedFragments"] = [new FragmentsMustBeUsed()],
        ["NoUnusedVariables"] = [new AllVariablesUsed()],
        ["OverlappingFieldsCanBeMerged"] = [new FieldSelectionMerging()],
        ["PossibleFragmentSpreads"] = [new FragmentSpreadIsPossible()],
        ["ProvidedRequiredArguments"] = [new RequiredArguments()],
        ["ScalarLeafs"] = [new LeafFieldSelections()],
        ["SingleFieldSubscriptions"] = [new SingleRootField()],
        ["UniqueArgumentNames"] = [new ArgumentUniqueness()],
        ["UniqueDirectivesPerLocation"] = [new DirectivesAreUniquePerLocation()],
        ["UniqueFragmentNames"] = [new FragmentNameUniqueness()],
        ["UniqueInputFieldNames"] = [new InputObjectFieldUniqueness()],
        ["UniqueOperationNames"] = [new OperationNameUniqueness()],
        ["UniqueVariableNames"] = [new VariableUniqueness()],
        ["ValuesOfCorrectType"] = [new ValuesOfCorrectType(), new InputObjectFieldNames(), new InputObjectRequiredFields()],
        ["VariablesAreInputTypes"] = [new VariablesAreInputTypes()],
        ["VariablesInAllowedPosition"] = [new AllVariableUsagesAreAllowed()],
    };

    [Fact]
    public void Every_document_has_the_same_verdict_rule_by_rule()
    {
        var differing = Cases().Where(one => one.Expected.Count > 0 != one.Found.Count > 0).Select(one => one.Test);
        Assert.Equal(string.Join("\n", Differences.Of("validate").Order()), string.Join("\n", differing.Order()));
    }

    [Fact]
    public void Every_rejected_document_is_rejected_at_the_same_places()
    {
        var rejected = Cases().Where(one => one.Expected.Count > 0 && one.Found.Count > 0).ToList();
        var differing = rejected.Where(one => !one.Expected.SequenceEqual(one.Found))
            .Select(one => $"{one.Test}\n  expected {string.Join(" | ", one.Expected)}\n  found    {string.Join(" | ", one.Found)}")
            .ToList();
        Assert.NotEmpty(rejected);
        Assert.True(differing.Count == 0, $"{differing.Count} of {rejected.Count} differ:\n" + string.Join('\n', differing));
    }

    private static IEnumerable<Case> Cases()
    {
        var schemas = ConformanceData.Schemas()
            .ToDictionary(schema => schema.Key, schema => new Lazy<Schema>(() => Schema.Parse(schema.Value, new SchemaOptions { AssumeValid = true })));
        foreach (var row in ConformanceData.Rows("validate.jsonl"))
        {
            yield return Run(row, schemas[row.GetProperty("schema").GetString()!].Value);
        }
    }

    private static Case Run(JsonElement row, Schema schema)
    {
        var rule = row.GetProperty("rule").GetString()!;
        var document = Parser.Parse(row.GetProperty("query").GetString()!);
        var options = Options with { IsIntrospectionAllowed = rule != "NoSchemaIntrospectionCustom" };
        var found = DocumentValidator.Validate(schema, document, options, new RuleSet(Rules[rule]));
        return new Case(
            $"{rule}: {row.GetProperty("test").GetString()}",
            [.. row.GetProperty("errors").EnumerateArray().Select(Places).Order(StringComparer.Ordinal)],
            [.. found.Select(error => string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}"))).Order(StringComparer.Ordinal)]);
    }

    private static string Places(JsonElement error) =>
        string.Join(' ', error.GetProperty("locations").EnumerateArray().Select(at => $"{at[0].GetInt32()}:{at[1].GetInt32()}"));

    private sealed record Case(string Test, List<string> Expected, List<string> Found);
}
