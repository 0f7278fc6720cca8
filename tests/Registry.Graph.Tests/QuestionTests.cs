using System.Text.Json;

namespace Registry.Graph.Tests;

public sealed class QuestionTests(Chongqing chongqing) : IClassFixture<Chongqing>
{
    [Fact]
    public async Task A_place_holds_what_lies_in_its_parts_at_every_depth()
    {
        Assert.Equal(8, await Total("zones(place: \"500000\")"));
        Assert.Equal(4, await Total("zones(place: 500153)"));
        // Zones 2, 4 and 6 of the district have 2, 4 and 6 incubators, which are said to lie in the zones alone.
        Assert.Equal(12, await Total("incubators(place: \"500153\")"));
        Assert.Equal(2, await Total("administrativeDivisions(place: \"500000\")"));
    }

    [Fact]
    public async Task A_zone_is_a_place_by_its_id_and_counts_what_its_fields_count()
    {
        var data = await chongqing.Store.Ask("{ zones(where: { name: { eq: \"高新区7\" } }) { nodes { id enterprises { totalCount } } } }");
        var zone = data.GetProperty("zones").GetProperty("nodes")[0];

        Assert.Equal(zone.GetProperty("enterprises").GetProperty("totalCount").GetInt32(), await Total($"enterprises(place: \"{zone.GetProperty("id").GetString()}\")"));
    }

    [Fact]
    public async Task An_enterprise_tells_its_zone_its_incubator_and_its_division()
    {
        var data = await chongqing.Store.Ask(
            "{ enterprises(where: { name: { eq: \"企业4-1-0\" } }) { nodes { zone { name } incubator { name } place { name parent { name } } } } }");

        Assert.Equal(
            """{"zone":{"name":"高新区4"},"incubator":{"name":"孵化器4-1"},"place":{"name":"荣昌区","parent":{"name":"重庆市"}}}""",
            data.GetProperty("enterprises").GetProperty("nodes")[0].GetRawText());
    }

    [Fact]
    public async Task Relations_are_asked_by_predicate_and_direction_from_either_end()
    {
        var data = await chongqing.Store.Ask(
            """
            { universities(where: { names: { some: { value: { eq: "重大" } } } }) { nodes {
                relations(predicate: [AFFILIATED_TO, FOUNDED_BY, COOPERATES_WITH], direction: IN, order: [{ predicate: ASC }]) { totalCount nodes {
                  predicate status basis subject { name } object { name __typename } evidence { quote locator seenAt restated source { id publisher } document { title origin } } } }
                outwards: relations(direction: OUT) { nodes { predicate } } } } }
            """);

        var university = data.GetProperty("universities").GetProperty("nodes")[0];
        var relations = university.GetProperty("relations");
        // Three are stated; that the institute belongs to the university follows from its name.
        Assert.Equal(4, relations.GetProperty("totalCount").GetInt32());
        var row = Chongqing.Rows().TakeWhile(listed => listed.Name != "重庆大学荣昌研究院").Count() + 2;
        Assert.Equal(
            $$$"""{"predicate":"FOUNDED_BY","status":"ACTIVE","basis":"STATED","subject":{"name":"重庆大学荣昌研究院"},"object":{"name":"重庆大学","__typename":"University"},"evidence":[{"quote":"重庆大学","locator":"table 1 row {{{row}}} col 4","seenAt":"2022-11-30","restated":true,"source":{"id":"cn/made","publisher":"A test"},"document":{"title":"The list","origin":"Made up for tests"}}]}""",
            relations.GetProperty("nodes")[0].GetRawText());
        Assert.Equal(["COOPERATES_WITH", "LOCATED_IN"], university.GetProperty("outwards").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("predicate").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_symmetric_relation_is_seen_from_both_ends()
    {
        var data = await chongqing.Store.Ask(
            "{ enterprises(where: { cooperatesWith: { some: { name: { eq: \"重庆大学\" } } } }) { nodes { name cooperatesWith { edges { node { name } relation { predicate subject { name } } } } } } }");

        Assert.Equal(
            """{"name":"企业1-0-0","cooperatesWith":{"edges":[{"node":{"name":"重庆大学"},"relation":{"predicate":"COOPERATES_WITH","subject":{"name":"企业1-0-0"}}}]}}""",
            data.GetProperty("enterprises").GetProperty("nodes")[0].GetRawText());
    }

    [Fact]
    public async Task A_recognition_tells_its_state_and_subject()
    {
        var data = await chongqing.Store.Ask(
            "{ incubators(where: { recognisedAs: { some: { state: { eq: PENDING } } } }) { nodes { name recognisedAs { nodes { scheme mode state level subject { name } evidence { quote } } } } } }");

        Assert.Equal(
            """{"name":"孵化器1-0","recognisedAs":{"nodes":[{"scheme":"国家众创空间","mode":"FILED","state":"PENDING","level":"NATIONAL","subject":{"name":"孵化器1-0"},"evidence":[{"quote":"Recognition"}]}]}}""",
            data.GetProperty("incubators").GetProperty("nodes")[0].GetRawText());
    }

    [Fact]
    public async Task Names_sort_by_code_point_or_by_pinyin()
    {
        Assert.Equal(["重庆大学", "重庆电信学院"], await Names("universities(order: [{ name: ASC }])"));
        Assert.Equal(["重庆电信学院", "重庆大学"], await Names("universities(order: [{ nameSort: DESC }])"));
        Assert.Equal(["重庆大学荣昌研究院", "机械传动国家重点实验室"], await Names("researchInstitutes(order: [{ nameSort: ASC }])"));
        Assert.Equal(["机械传动国家重点实验室", "重庆大学荣昌研究院"], await Names("researchInstitutes(order: [{ name: ASC }])"));
    }

    [Theory]
    [InlineData("重庆大学", "重庆大学", 1.0)]
    [InlineData("重大", "重庆大学", 1.0)]
    [InlineData("传动", "机械传动国家重点实验室", null)]
    [InlineData("cqdx", "重庆大学", null)]
    public async Task Search_finds_by_text_short_name_and_initials_the_best_first(string text, string name, double? score)
    {
        var data = await chongqing.Store.Ask(
            "query ($text: String!) { search(text: $text) { totalCount edges { score cursor node { name __typename } matched { value kind } } } }",
            new { text });

        var edges = data.GetProperty("search").GetProperty("edges").EnumerateArray().ToList();
        Assert.Equal(name, edges[0].GetProperty("node").GetProperty("name").GetString());
        Assert.Equal(edges.Count, data.GetProperty("search").GetProperty("totalCount").GetInt32());
        Assert.Equal(edges.Select(edge => edge.GetProperty("score").GetDouble()).OrderDescending(), edges.Select(edge => edge.GetProperty("score").GetDouble()));
        if (score is { } known)
        {
            Assert.Equal(known, edges[0].GetProperty("score").GetDouble());
        }
    }

    [Fact]
    public async Task Search_counts_what_it_gives()
    {
        foreach (var text in new[] { "国家", "高新", "企业1", "0", "q" })
        {
            var data = await chongqing.Store.Ask("query ($text: String!) { search(text: $text, first: 1000) { totalCount nodes { id } } }", new { text });
            Assert.Equal(data.GetProperty("search").GetProperty("totalCount").GetInt32(), data.GetProperty("search").GetProperty("nodes").GetArrayLength());
        }
    }

    [Fact]
    public async Task Search_keeps_to_types_and_places_and_pages()
    {
        Assert.Equal(0, await Total("search(text: \"孵化器\", types: [UNIVERSITY])"));
        Assert.Equal(28, await Total("search(text: \"孵化器\", types: [INCUBATOR])"));
        Assert.Equal(12, await Total("search(text: \"孵化器\", types: [INCUBATOR], place: \"500153\")"));

        List<string> walked = [];
        string? after = null;
        do
        {
            var page = (await chongqing.Store.Ask("query ($after: String) { search(text: \"孵化器\", first: 9, after: $after) { nodes { name } pageInfo { endCursor hasNextPage } } }", new { after })).GetProperty("search");
            walked.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()!));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);

        Assert.Equal(await Names("search(text: \"孵化器\", first: 1000)"), walked);
        Assert.Equal(28, walked.Distinct().Count());
    }

    [Fact]
    public async Task A_body_is_found_by_its_identifier_however_it_is_written()
    {
        var data = await chongqing.Store.Ask(
            "{ a: entityByIdentifier(scheme: \"SCHOOL_CODE\", value: \" 41500 10611 \") { name } b: entityByIdentifier(scheme: \"SCHOOL_CODE\", value: \"4150010612\") { name } }");

        Assert.Equal("""{"a":{"name":"重庆大学"},"b":null}""", data.GetRawText());
    }

    [Fact]
    public async Task Nodes_of_all_kinds_come_in_the_order_of_their_ids()
    {
        var ids = await chongqing.Store.Ask("{ zones(first: 1) { nodes { id } } universities(first: 1) { nodes { id } } sources { nodes { id documents { nodes { id } } runs { nodes { id } } } } }");
        var source = ids.GetProperty("sources").GetProperty("nodes")[0];
        string?[] asked =
        [
            ids.GetProperty("universities").GetProperty("nodes")[0].GetProperty("id").GetString(),
            "cn/made", "zone-unknown",
            source.GetProperty("runs").GetProperty("nodes")[0].GetProperty("id").GetString(),
            ids.GetProperty("zones").GetProperty("nodes")[0].GetProperty("id").GetString(),
            source.GetProperty("documents").GetProperty("nodes")[0].GetProperty("id").GetString(),
            "cn/made",
        ];

        var data = await chongqing.Store.Ask(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename ... on University { schoolCode } ... on Source { publisher } ... on Zone { area } ... on Run { state } } }",
            new { ids = asked });

        Assert.Equal(
            ["University", "Source", null, "Run", "Zone", "Document", "Source"],
            data.GetProperty("nodes").EnumerateArray().Select(node => node.ValueKind == JsonValueKind.Null ? null : node.GetProperty("__typename").GetString()));
        Assert.Equal(asked.Where(id => id != "zone-unknown"), data.GetProperty("nodes").EnumerateArray().Where(node => node.ValueKind != JsonValueKind.Null).Select(node => node.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task The_release_and_the_run_that_published_it_agree()
    {
        var data = await chongqing.Store.Ask("{ release { number publishedAt } runs { nodes { release state kind } } }");

        Assert.Equal(1, data.GetProperty("release").GetProperty("number").GetInt32());
        Assert.Equal("""{"release":1,"state":"PUBLISHED","kind":"BUNDLED"}""", data.GetProperty("runs").GetProperty("nodes")[0].GetRawText());
    }

    private async Task<int> Total(string field)
    {
        var data = await chongqing.Store.Ask($"{{ answer: {field} {{ totalCount }} }}");
        return data.GetProperty("answer").GetProperty("totalCount").GetInt32();
    }

    private async Task<List<string>> Names(string field)
    {
        var data = await chongqing.Store.Ask($"{{ answer: {field} {{ nodes {{ name }} }} }}");
        return [.. data.GetProperty("answer").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()!)];
    }
}
