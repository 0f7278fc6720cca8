using System.Text.Json;

namespace Registry.Graph.Tests;

public sealed class NeighbourhoodTests(Chongqing chongqing) : IClassFixture<Chongqing>
{
    [Fact]
    public async Task Bodies_are_found_by_their_distance_with_every_relation_between_them_and_its_evidence()
    {
        var found = await Around("重庆大学", "depth: 2, predicates: [FOUNDED_BY, AFFILIATED_TO, LOCATED_IN, COOPERATES_WITH], direction: IN", """
            nodes { distance entity { __typename name } }
            edges { predicate status validFrom validTo subject { name } object { name } evidence { quote locator } }
            truncated
            """);

        Assert.Equal(
            ["0 重庆大学", "1 重庆大学荣昌研究院", "1 机械传动国家重点实验室", "1 企业1-0-0"],
            Nodes(found));
        Assert.Equal(
            // That the institute belongs to the university follows from its name.
            ["企业1-0-0 COOPERATES_WITH 重庆大学", "重庆大学荣昌研究院 FOUNDED_BY 重庆大学", "重庆大学荣昌研究院 AFFILIATED_TO 重庆大学", "机械传动国家重点实验室 AFFILIATED_TO 重庆大学"],
            Edges(found));
        Assert.False(found.GetProperty("truncated").GetBoolean());
        Assert.All(found.GetProperty("edges").EnumerateArray(), edge => Assert.NotEmpty(edge.GetProperty("evidence")[0].GetProperty("quote").GetString()!));
    }

    [Fact]
    public async Task A_walk_that_comes_back_finds_each_body_once_at_its_shortest_distance()
    {
        var found = await Around("孵化器1-0", "depth: 4, first: 1000", "nodes { distance entity { id name } } edges { predicate subject { name } object { name } } truncated");

        var nodes = found.GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(nodes.Count, nodes.Select(node => node.GetProperty("entity").GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(nodes.Select(Distance).Order(), nodes.Select(Distance));
        var distanceOf = nodes.GroupBy(Name).ToDictionary(group => group.Key, group => group.Min(Distance));
        Assert.All(found.GetProperty("edges").EnumerateArray(), edge =>
            Assert.InRange(Math.Abs(distanceOf[Name(edge, "subject")] - distanceOf[Name(edge, "object")]), 0, 1));
        Assert.Contains("企业1-0-0 LOCATED_IN 高新区1", Edges(found));
        Assert.Contains("企业1-0-0 INCUBATED_AT 孵化器1-0", Edges(found));
    }

    [Fact]
    public async Task A_walk_that_is_cut_says_so_and_keeps_the_nearest()
    {
        var whole = await Around("高新区7", "depth: 2, first: 1000", "nodes { distance entity { name } } truncated");
        var cut = await Around("高新区7", "depth: 2, first: 9", "nodes { distance entity { name } } edges { subject { name } object { name } predicate } truncated");
        var exact = await Around("高新区7", $"depth: 2, first: {whole.GetProperty("nodes").GetArrayLength()}", "truncated");

        Assert.False(whole.GetProperty("truncated").GetBoolean());
        Assert.True(cut.GetProperty("truncated").GetBoolean());
        Assert.False(exact.GetProperty("truncated").GetBoolean());
        Assert.Equal(Nodes(whole).Take(9), Nodes(cut));
        Assert.Superset(Nodes(cut).Select(node => node[2..]).ToHashSet(), Edges(cut).SelectMany(edge => new[] { edge.Split(' ')[0], edge.Split(' ')[2] }).ToHashSet());
    }

    [Fact]
    public async Task Relations_in_another_state_or_out_of_their_time_lead_nowhere()
    {
        Assert.Equal(["0 规划中的企业", "1 高新区3"], Nodes(await Around("规划中的企业", "status: [PLANNED]", "nodes { distance entity { name } }")));
        Assert.Equal(["0 规划中的企业"], Nodes(await Around("规划中的企业", "status: [ACTIVE]", "nodes { distance entity { name } }")));
        Assert.Equal(["0 规划中的企业", "1 高新区3"], Nodes(await Around("规划中的企业", "validOn: \"2021\"", "nodes { distance entity { name } }")));
        Assert.Equal(["0 规划中的企业"], Nodes(await Around("规划中的企业", "depth: 0", "nodes { distance entity { name } }")));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 7)]
    public async Task Each_step_takes_a_statement_and_bodies_and_relations_one_each(int depth, int statements)
    {
        var id = await IdOf("高新区1");
        var counted = await chongqing.Store.Count(
            $"{{ neighbourhood(id: \"{id}\", depth: {depth}, first: 1000) {{ nodes {{ entity {{ name }} }} edges {{ predicate subject {{ name }} }} }} }}");

        Assert.Equal(statements, counted.Statements);
    }

    [Fact]
    public async Task An_unknown_id_has_no_neighbourhood_and_a_walk_too_far_is_refused()
    {
        Assert.Equal(JsonValueKind.Null, (await chongqing.Store.Ask("{ neighbourhood(id: \"zone-00000000\") { truncated } }")).GetProperty("neighbourhood").ValueKind);
        Assert.Equal(
            ("NEIGHBOURHOOD_DEPTH_EXCEEDED", "A neighbourhood reaches from 0 to 4 relations far; 5 was asked for."),
            await chongqing.Store.Error("{ neighbourhood(id: \"zone-00000000\", depth: 5) { truncated } }"));
        Assert.Equal("HC0051", (await chongqing.Store.Error("{ neighbourhood(id: \"zone-00000000\", first: 1001) { truncated } }")).Code);
    }

    private async Task<JsonElement> Around(string name, string arguments, string selection)
    {
        var data = await chongqing.Store.Ask($"{{ neighbourhood(id: \"{await IdOf(name)}\", {arguments}) {{ {selection} }} }}");
        return data.GetProperty("neighbourhood");
    }

    private async Task<string> IdOf(string name)
    {
        var data = await chongqing.Store.Ask($"{{ entities(where: {{ name: {{ eq: \"{name}\" }} }}) {{ nodes {{ id }} }} }}");
        return data.GetProperty("entities").GetProperty("nodes")[0].GetProperty("id").GetString()!;
    }

    private static List<string> Nodes(JsonElement found) => [.. found.GetProperty("nodes").EnumerateArray().Select(node => $"{Distance(node)} {Name(node)}")];

    private static List<string> Edges(JsonElement found) =>
        [.. found.GetProperty("edges").EnumerateArray().Select(edge => $"{Name(edge, "subject")} {edge.GetProperty("predicate").GetString()} {Name(edge, "object")}")];

    private static int Distance(JsonElement node) => node.GetProperty("distance").GetInt32();

    private static string Name(JsonElement node) => Name(node, "entity");

    private static string Name(JsonElement node, string field) => node.GetProperty(field).GetProperty("name").GetString()!;
}
