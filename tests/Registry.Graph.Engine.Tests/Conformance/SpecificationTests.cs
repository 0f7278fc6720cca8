using System.Text.Json;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;
using Registry.Graph.Engine.Validation;
using Registry.Graph.Engine.Validation.Rules;

namespace Registry.Graph.Engine.Tests.Conformance;

/// <summary>The examples of section 5 of the specification, each held against the rule of its heading, on the section's own schema.</summary>
public sealed class SpecificationTests
{
    // What the examples use and the section's schema does not define.
    private const string Missing =
        """
        extend type Arguments { nonNullBooleanListField(nonNullBooleanListArg: [Boolean]!): [Boolean] }
        type Subscription { newMessage: Message disallowedSecondRootField: String }
        type Message { body: String sender: String }
        type Page implements Node & Resource { id: ID! url: String }
        """;

    // The section that has a schema of its own, as its first example.
    private const string OfItsOwn = "Operation Type Existence";

    private static readonly ValidationOptions Options = new() { MaxErrors = int.MaxValue };

    [Fact]
    public void Every_example_is_valid_and_every_counter_example_is_not_by_the_rule_of_its_heading()
    {
        var rows = ConformanceData.Rows("spec-september-2025.jsonl").Where(row => Text(row, "file").StartsWith("Section 5", StringComparison.Ordinal)).ToList();
        var schema = Schema.Parse(string.Join('\n', rows.Where(IsPartOfTheSchema).Select(TypeSystemPart).Append(Missing)));
        var own = Schema.Parse(rows.Where(row => Text(row, "section").EndsWith(OfItsOwn, StringComparison.Ordinal)).Select(row => Text(row, "source")).First());
        var differing = new List<string>();
        var judged = 0;
        foreach (var row in rows.Where(row => row.GetProperty("parses").GetBoolean() && RulesOf(row) is not []))
        {
            var its = Text(row, "section").EndsWith(OfItsOwn, StringComparison.Ordinal) ? own : schema;
            var isValid = DocumentValidator.Validate(its, Parser.Parse(Text(row, "source")), Options, new RuleSet(RulesOf(row))).Count == 0;
            judged++;
            if (isValid != (Text(row, "tag") == "example"))
            {
                differing.Add($"{Text(row, "section")}, line {row.GetProperty("line")}:\n{Text(row, "source")}");
            }
        }

        Assert.True(differing.Count == 0, string.Join('\n', differing));
        Assert.True(judged > 80, $"{judged} examples were judged.");
    }

    private static bool IsPartOfTheSchema(JsonElement row) =>
        Text(row, "tag") == "example"
        && !Text(row, "section").EndsWith(OfItsOwn, StringComparison.Ordinal)
        && row.GetProperty("kinds").EnumerateArray().Any(kind => kind.GetString()!.Contains("Type", StringComparison.Ordinal));

    private static string TypeSystemPart(JsonElement row) =>
        Printer.PrintAll(Parser.Parse(Text(row, "source"), ParserOptions.Trusted).Definitions.OfType<TypeSystemNode>());

    private static IRule[] RulesOf(JsonElement row)
    {
        var names = Text(row, "section").Split(" > ").Select(ClassName).ToHashSet();
        IRule[] rules = [.. All().Where(rule => names.Contains(rule.GetType().Name))];

        // That a required argument is not null, and which fields a OneOf input object has, belong to two sections each.
        return rules switch
        {
            [RequiredArguments] => [.. rules, new ValuesOfCorrectType()],
            [ValuesOfCorrectType] => [.. rules, new InputObjectRequiredFields(), new AllVariableUsagesAreAllowed()],
            _ => rules,
        };
    }

    private static string ClassName(string heading) =>
        string.Concat(heading.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..].Replace(",", "", StringComparison.Ordinal)));

    private static IEnumerable<IRule> All() => typeof(IRule).Assembly.GetTypes()
        .Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(IRule)))
        .Select(type => (IRule)Activator.CreateInstance(type)!);

    private static string Text(JsonElement row, string property) => row.GetProperty(property).GetString()!;
}
