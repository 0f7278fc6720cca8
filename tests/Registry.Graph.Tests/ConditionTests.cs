using System.Text.Json;

namespace Registry.Graph.Tests;

/// <summary>Conditions on what relations lead to, against what they mean said over the whole answer.</summary>
public sealed class ConditionTests(Chongqing chongqing) : IClassFixture<Chongqing>
{
    public static TheoryData<string> Quantified =>
    [
        "some: { industry: { eq: \"装备制造\" } }", "none: { industry: { eq: \"装备制造\" } }", "all: { industry: { eq: \"装备制造\" } }",
        "any: true", "any: false", "some: {}", "all: { industry: { neq: null } }",
    ];

    [Theory, MemberData(nameof(Quantified))]
    public async Task A_quantifier_keeps_the_bodies_of_whose_list_it_is_true(string quantified)
    {
        var whole = await chongqing.Store.Ask("{ incubators(first: 1000) { nodes { name enterprises(first: 1000) { nodes { industry } } } } }");
        var expected = Nodes(whole, "incubators")
            .Where(incubator => IsTrue(quantified, [.. Nodes(incubator, "enterprises").Select(enterprise => enterprise.GetProperty("industry").GetString())]))
            .Select(Name);

        var kept = await chongqing.Store.Ask($"{{ incubators(first: 1000, where: {{ enterprises: {{ {quantified} }} }}) {{ nodes {{ name }} }} }}");

        Assert.Equal(expected, Nodes(kept, "incubators").Select(Name));
    }

    [Fact]
    public async Task Relations_are_kept_by_their_state()
    {
        var data = await chongqing.Store.Ask(
            """
            { zones(where: { name: { eq: "高新区3" } }) { nodes {
                planned: hosts(status: [PLANNED]) { totalCount edges { node { name } relation { status } } }
                active: hosts(status: [ACTIVE]) { totalCount }
                both: hosts { totalCount }
                relations(status: [PLANNED]) { totalCount nodes { status subject { name } } } } } }
            """);

        var zone = Nodes(data, "zones")[0];
        Assert.Equal("""{"totalCount":1,"edges":[{"node":{"name":"规划中的企业"},"relation":{"status":"PLANNED"}}]}""", zone.GetProperty("planned").GetRawText());
        Assert.Equal("""{"totalCount":1,"nodes":[{"status":"PLANNED","subject":{"name":"规划中的企业"}}]}""", zone.GetProperty("relations").GetRawText());
        Assert.Equal(Total(zone, "both"), Total(zone, "active") + Total(zone, "planned"));
    }

    [Fact]
    public async Task Entities_are_kept_by_type_and_place()
    {
        var data = await chongqing.Store.Ask(
            "{ entities(first: 1000, types: [INCUBATOR, UNIVERSITY], place: \"500110\") { totalCount nodes { __typename place { name } } } }");

        var nodes = Nodes(data, "entities");
        Assert.Equal(["Incubator", "University"], nodes.Select(node => node.GetProperty("__typename").GetString()!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["綦江区"], nodes.Select(node => node.GetProperty("place").GetProperty("name").GetString()!).Distinct());
        Assert.Equal(nodes.Count, Total(data, "entities"));
    }

    private static bool IsTrue(string quantified, List<string?> industries) => quantified switch
    {
        "any: true" or "some: {}" => industries.Count > 0,
        "any: false" => industries.Count == 0,
        "all: { industry: { neq: null } }" => industries.TrueForAll(industry => industry is not null),
        _ when quantified.StartsWith("some", StringComparison.Ordinal) => industries.Contains("装备制造"),
        _ when quantified.StartsWith("none", StringComparison.Ordinal) => !industries.Contains("装备制造"),
        _ => industries.TrueForAll(industry => industry == "装备制造"),
    };

    private static List<JsonElement> Nodes(JsonElement parent, string field) =>
        [.. parent.GetProperty(field).GetProperty("nodes").EnumerateArray()];

    private static string? Name(JsonElement node) => node.GetProperty("name").GetString();

    private static int Total(JsonElement parent, string field) => parent.GetProperty(field).GetProperty("totalCount").GetInt32();
}
