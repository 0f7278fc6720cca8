using Registry.Graph.Engine.Types;

namespace Registry.Graph.Tests;

public sealed class ApprovedSchemaTests
{
    private static readonly string Approved = File.ReadAllText(Path.Combine(BundledSources.Root(), "schema", "approved", "registry.graphql"));

    [Fact]
    public void The_schema_keeps_what_the_approved_one_promises() => Assert.Empty(Changes(Approved, RegistryGraph.Sdl));

    [Theory]
    [InlineData("  level: Level\n", "  rank: Level\n", "`Entity.level` was removed.")]
    [InlineData("  name: String!\n", "  name: String\n", "The type of `Entity.name` was `String!`; now it is `String`.")]
    [InlineData("    scheme: String!\n", "    scheme: [String!]!\n", "The type of `Query.entityByIdentifier(scheme:)` was `String!`; now it is `[String!]!`.")]
    [InlineData("    text: String!\n", "    text: String!\n    language: String!\n", "`Query.search(language:)` was not there; now it must be given.")]
    [InlineData("  PENDING\n", "  WAITING\n", "`RecognitionState.PENDING` was removed.")]
    [InlineData("type Zone implements Entity & Node {", "type Zone implements Node {", "`Zone` no longer implements `Entity`.")]
    public void A_change_that_breaks_clients_of_the_approved_schema_is_named(string promised, string offered, string message)
    {
        var changed = RegistryGraph.Sdl.Replace(promised, offered, StringComparison.Ordinal);
        Assert.NotEqual(RegistryGraph.Sdl, changed);
        Assert.Contains(message, Changes(RegistryGraph.Sdl, changed));
    }

    [Fact]
    public void An_addition_to_the_approved_schema_passes()
    {
        var extended = RegistryGraph.Sdl + "extend type Query { weather(on: PartialDate): [Weather!]! } type Weather { it: String }";
        Assert.Empty(Changes(RegistryGraph.Sdl, extended));
    }

    private static IEnumerable<string> Changes(string promised, string offered) =>
        SchemaChanges.Breaking(Parse(promised), Parse(offered)).Select(change => change.Message);

    // What only the replacement of a text breaks, such as an interface that a type no longer satisfies, is not looked at.
    private static Schema Parse(string sdl) => Schema.Parse(sdl, new SchemaOptions { AssumeValid = true });
}
