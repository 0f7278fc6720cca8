using System.Text.Json;
using Registry.Graph.Engine.Types;
using Registry.Tests.Foreign;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Registry.Graph.Engine.Tests.Types;

public sealed class SchemaChangesTests
{
    // Where all scalars of the specification are used, graphql-js does not take one for removed that is not used any more.
    private const string Query = "type Query { it: Int some: String part: Float whether: Boolean id: ID } ";

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    private static readonly List<Case> Cases =
        Yaml.Deserialize<List<Case>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "SchemaChanges", "changes.yml")));

    // The kinds in the words of graphql-js. It looks at neither roots nor @oneOf nor the types of directives' arguments, and calls another
    // default dangerous, not breaking.
    private static readonly Dictionary<SchemaChangeKind, string> InGraphQLJs = new()
    {
        [SchemaChangeKind.TypeRemoved] = "TYPE_REMOVED",
        [SchemaChangeKind.TypeKindChanged] = "TYPE_CHANGED_KIND",
        [SchemaChangeKind.FieldRemoved] = "FIELD_REMOVED",
        [SchemaChangeKind.FieldTypeChanged] = "FIELD_CHANGED_KIND",
        [SchemaChangeKind.ArgumentRemoved] = "ARG_REMOVED",
        [SchemaChangeKind.ArgumentTypeChanged] = "ARG_CHANGED_KIND",
        [SchemaChangeKind.RequiredArgumentAdded] = "REQUIRED_ARG_ADDED",
        [SchemaChangeKind.RequiredInputFieldAdded] = "REQUIRED_INPUT_FIELD_ADDED",
        [SchemaChangeKind.EnumValueRemoved] = "VALUE_REMOVED_FROM_ENUM",
        [SchemaChangeKind.InterfaceRemoved] = "IMPLEMENTED_INTERFACE_REMOVED",
        [SchemaChangeKind.UnionMemberRemoved] = "TYPE_REMOVED_FROM_UNION",
        [SchemaChangeKind.DirectiveRemoved] = "DIRECTIVE_REMOVED",
        [SchemaChangeKind.DirectiveLocationRemoved] = "DIRECTIVE_LOCATION_REMOVED",
        [SchemaChangeKind.DirectiveRepeatableRemoved] = "DIRECTIVE_REPEATABLE_REMOVED",
        [SchemaChangeKind.DirectiveArgumentRemoved] = "DIRECTIVE_ARG_REMOVED",
        [SchemaChangeKind.RequiredDirectiveArgumentAdded] = "REQUIRED_DIRECTIVE_ARG_ADDED",
    };

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_breaks_clients_is_named_word_for_word_and_what_only_adds_passes(string name)
    {
        var one = Cases.Single(one => one.Name == name);
        Assert.Equal(one.Breaking, Breaking(one).Select(change => $"{change.Kind}: {change.Message}"));
    }

    [Fact]
    public void Every_kind_of_change_has_a_case() =>
        Assert.Empty(Enum.GetValues<SchemaChangeKind>().Except(Cases.SelectMany(Breaking).Select(change => change.Kind)));

    [Fact]
    [Trait("Suite", "foreign")]
    public async Task The_same_changes_break_by_the_judgement_of_graphql_js_as_far_as_it_looks()
    {
        var file = Path.GetTempFileName();
        try
        {
            var pairs = Cases.Select(one => new { promised = Query + one.Promised, offered = Query + one.Offered });
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(pairs), TestContext.Current.CancellationToken);
            var theirs = await Node.Run("schema-changes.mjs", file);
            Assert.Equal(theirs, Cases.Select((one, i) => $"{i} {string.Join(' ', InTheirWords(one))}"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<string> InTheirWords(Case one) =>
        Breaking(one).Select(change => InGraphQLJs.GetValueOrDefault(change.Kind)).OfType<string>().Order(StringComparer.Ordinal);

    private static IReadOnlyList<SchemaChange> Breaking(Case one) =>
        SchemaChanges.Breaking(Schema.Parse(Query + one.Promised), Schema.Parse(Query + one.Offered));

    internal sealed class Case
    {
        public string Name { get; set; } = "";

        public string Promised { get; set; } = "";

        public string Offered { get; set; } = "";

        public List<string> Breaking { get; set; } = [];
    }
}
