using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;
using Registry.Graph.Engine.Validation;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Registry.Graph.Engine.Tests.Validation;

/// <summary>Each rule, asked alone, against the cases of its own file: which documents it accepts, and what it says of those that it rejects.</summary>
public sealed class RuleTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases");
    private static readonly Schema Schema = Schema.Parse(File.ReadAllText(Path.Combine(Folder, "schema.graphql")));
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    public static TheoryData<string> Rules =>
        [.. Directory.GetFiles(Folder, "*.yml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_accepts_and_rejects_its_cases_word_for_word(string rule)
    {
        var rules = new RuleSet(Make(rule));
        var cases = Yaml.Deserialize<List<Case>>(File.ReadAllText(Path.Combine(Folder, rule + ".yml")));
        foreach (var one in cases)
        {
            var found = DocumentValidator.Validate(SchemaOf(one), Parser.Parse(one.Query), ValidationOptions.Default, rules).Select(Render);
            Assert.True(
                one.Errors.SequenceEqual(found),
                $"{one.Name}\n{one.Query}\nfound:\n{string.Join('\n', found)}\nexpected:\n{string.Join('\n', one.Errors)}");
        }
    }

    [Fact]
    public void Every_rule_has_cases()
    {
        var rules = typeof(IRule).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IRule))).Select(type => type.Name);
        Assert.Equal(["IntrospectionIsAllowed"], rules.Except(Rules.Select(row => row.Data)).ToList());
    }

    [Fact]
    public void Every_rule_is_asked_of_documents_that_are_to_be_executed()
    {
        foreach (var rule in Rules.Select(row => row.Data))
        {
            var cases = Yaml.Deserialize<List<Case>>(File.ReadAllText(Path.Combine(Folder, rule + ".yml")));
            foreach (var one in cases.Where(one => one.Errors.Count > 0))
            {
                var all = DocumentValidator.Validate(SchemaOf(one), Parser.Parse(one.Query), new ValidationOptions { MaxErrors = 100 }).Select(Render);
                Assert.All(one.Errors, error => Assert.Contains(error, all));
            }
        }
    }

    private static Schema SchemaOf(Case one) => one.Schema is null ? Schema : Schema.Parse(one.Schema);

    private static IRule Make(string rule) => (IRule)Activator.CreateInstance(typeof(IRule).Assembly.GetType($"Registry.Graph.Engine.Validation.Rules.{rule}", throwOnError: true)!)!;

    // The link to the rule's section is the same for all errors of a rule, but for OneOf input objects: it is rendered as its anchor.
    private static string Render(GraphQLError error)
    {
        var places = string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}"));
        var extensions = error.Extensions.Select(entry => $"{entry.Key}={entry.Value?.ToString()?.Replace("https://spec.graphql.org/September2025/", "", StringComparison.Ordinal)}");
        return $"{places} | {error.Message} | {(error.Code is null ? "" : error.Code + ", ")}{string.Join(", ", extensions)}";
    }

    internal sealed class Case
    {
        public string Name { get; set; } = "";

        public string Query { get; set; } = "";

        public string? Schema { get; set; }

        public List<string> Errors { get; set; } = [];
    }
}
