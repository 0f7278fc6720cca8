using System.Text;
using System.Text.Json;

namespace Registry.Graph.Tests;

/// <summary>The questions that the registry is for, asked of the bundled sources.</summary>
public sealed class BundledSourcesTests(BundledSources bundled) : IClassFixture<BundledSources>
{
    private const string Evidence = "evidence { quote locator seenAt source { id title publisher licence } document { title origin restated } }";

    [Fact]
    public async Task The_carriers_of_Rongchang_high_tech_zone_tell_their_level_and_state()
    {
        var data = await bundled.Store.Ask(
            $$"""
            {
              zones(first: 1, where: { names: { some: { value: { eq: "荣昌高新区" } } } }) { nodes {
                incubators(order: [{ name: ASC }]) { totalCount nodes { name level recognisedAs { nodes { state {{Evidence}} } } {{Evidence}} } }
                makerSpaces(order: [{ name: ASC }]) { totalCount nodes { name level recognisedAs { nodes { state {{Evidence}} } } {{Evidence}} } } } }
            }
            """);

        var zone = Assert.Single(Nodes(data, "zones"));
        Assert.Equal(
            ["PCB科技孵化器 PROVINCIAL PENDING", "火炬云创科技企业孵化器  ", "荣昌区科技企业孵化器 NATIONAL LISTED", "重牧硅谷科技企业孵化器 NATIONAL LISTED"],
            Nodes(zone, "incubators").Select(LevelAndState));
        Assert.Contains("瑜瀚科技众创空间 PROVINCIAL PENDING", Nodes(zone, "makerSpaces").Select(LevelAndState));
        foreach (var carrier in Nodes(zone, "incubators").Concat(Nodes(zone, "makerSpaces")))
        {
            AssertEvidence(carrier);
            Assert.All(Nodes(carrier, "recognisedAs"), AssertEvidence);
        }
    }

    [Fact]
    public async Task The_bodies_of_Chongqing_University_are_found_by_their_relations_to_it()
    {
        var data = await bundled.Store.Ask(
            $$"""
            {
              universities(first: 1, where: { name: { eq: "重庆大学" } }) { nodes {
                relations(predicate: [AFFILIATED_TO, FOUNDED_BY, COOPERATES_WITH], direction: IN, first: 50) {
                  totalCount nodes { predicate subject { name } {{Evidence}} } } } }
            }
            """);

        var relations = Nodes(Assert.Single(Nodes(data, "universities")), "relations");
        Assert.Superset(
            new HashSet<string> { "AFFILIATED_TO 重庆大学机械传动国家重点实验室綦江中心", "AFFILIATED_TO 重庆大学綦江创新中心", "AFFILIATED_TO 机械传动国家重点实验室" },
            relations.Select(relation => $"{Text(relation, "predicate")} {Text(relation.GetProperty("subject"), "name")}").ToHashSet());
        Assert.All(relations, AssertEvidence);
    }

    [Fact]
    public async Task Every_enterprise_in_Qijiang_high_tech_zone_tells_its_zone()
    {
        var data = await bundled.Store.Ask(
            $$"""
            {
              zones(first: 1, where: { names: { some: { value: { eq: "綦江高新区" } } } }) { nodes {
                id enterprises(first: 100) { totalCount nodes { name zone { name } {{Evidence}} } } } }
            }
            """);

        var zone = Assert.Single(Nodes(data, "zones"));
        var enterprises = Nodes(zone, "enterprises");
        Assert.Superset(
            new HashSet<string> { "金美新材料公司 in 綦江高新技术产业开发区", "中国信科 in 綦江高新区数字产业园" },
            enterprises.Select(enterprise => $"{Text(enterprise, "name")} in {Text(enterprise.GetProperty("zone"), "name")}").ToHashSet());
        Assert.All(enterprises, AssertEvidence);

        var placed = await bundled.Store.Ask("query ($zone: ID!) { enterprises(place: $zone) { totalCount } }", new { zone = Text(zone, "id") });
        Assert.Equal(enterprises.Count, placed.GetProperty("enterprises").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task The_universities_of_Chongqing_come_by_name_with_their_count()
    {
        var data = await bundled.Store.Ask(
            $$"""{ universities(place: "500000", first: 200, order: [{ name: ASC }]) { totalCount nodes { name schoolCode {{Evidence}} } } }""");

        var universities = Nodes(data, "universities");
        var names = universities.Select(university => Text(university, "name")!).ToList();
        Assert.Equal(names.OrderBy(name => Convert.ToHexString(Encoding.UTF8.GetBytes(name)), StringComparer.Ordinal), names);
        Assert.Equal(names.Count, data.GetProperty("universities").GetProperty("totalCount").GetInt32());
        // The ministry's list of June 2025 has 75 of them.
        Assert.True(universities.Count(university => Text(university, "schoolCode") is not null) >= 75, $"{names.Count} universities: {string.Join('、', names)}");
        Assert.Contains("重庆大学", names);
        Assert.All(universities, AssertEvidence);
    }

    [Theory]
    [InlineData("綦江", "綦江区")]
    [InlineData("孵化器", "PCB科技孵化器")]
    [InlineData("cqdx", "重庆大学")]
    public async Task Search_finds_by_part_of_the_name_and_by_initials(string text, string first)
    {
        var data = await bundled.Store.Ask(
            $$"""query ($text: String!) { search(text: $text, first: 50) { totalCount edges { score node { name } matched { value {{Evidence}} } } } }""",
            new { text });

        var edges = data.GetProperty("search").GetProperty("edges").EnumerateArray().ToList();
        Assert.Equal(first, Text(edges[0].GetProperty("node"), "name"));
        Assert.Equal(edges.Count, Math.Min(50, data.GetProperty("search").GetProperty("totalCount").GetInt32()));
        Assert.All(edges, edge => AssertEvidence(edge.GetProperty("matched")));
    }

    private static void AssertEvidence(JsonElement fact)
    {
        var evidence = fact.GetProperty("evidence").EnumerateArray().ToList();
        Assert.NotEmpty(evidence);
        foreach (var item in evidence)
        {
            Assert.All(["quote", "locator", "seenAt"], field => Assert.False(string.IsNullOrWhiteSpace(Text(item, field)), $"{field} of {item}"));
            Assert.All(["title", "publisher", "licence"], field => Assert.False(string.IsNullOrWhiteSpace(Text(item.GetProperty("source"), field)), $"{field} of {item}"));
            Assert.False(string.IsNullOrWhiteSpace(Text(item.GetProperty("document"), "title")), item.ToString());
        }
    }

    private static string LevelAndState(JsonElement carrier) =>
        $"{Text(carrier, "name")} {Text(carrier, "level")} {Nodes(carrier, "recognisedAs").Select(recognition => Text(recognition, "state")).FirstOrDefault()}";

    private static List<JsonElement> Nodes(JsonElement parent, string field) => [.. parent.GetProperty(field).GetProperty("nodes").EnumerateArray()];

    private static string? Text(JsonElement element, string field) => element.GetProperty(field).GetString();
}
