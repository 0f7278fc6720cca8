using System.Globalization;
using System.Text.Json;

namespace Registry.Graph.Tests;

public sealed class FacetTests(Chongqing chongqing) : IClassFixture<Chongqing>
{
    [Fact]
    public async Task The_whole_filtered_list_is_counted_whatever_the_page()
    {
        var data = await chongqing.Store.Ask(
            "{ zones(first: 1, place: 500153, where: { area: { gte: 0 } }) { nodes { name } totalCount facets(by: [LEVEL, PLACE, YEAR]) { by distinct others values { value label count } } } }");

        Assert.Equal(
            """[{"by":"LEVEL","distinct":2,"others":0,"values":[{"value":"PROVINCIAL","label":"省级、自治区级、直辖市市级","count":3},{"value":"NATIONAL","label":"国家级","count":1}]},"""
            + """{"by":"PLACE","distinct":1,"others":0,"values":[{"value":"500153","label":"荣昌区","count":4}]},"""
            + """{"by":"YEAR","distinct":1,"others":0,"values":[{"value":"2018","label":"2018","count":4}]}]""",
            data.GetProperty("zones").GetProperty("facets").GetRawText());
    }

    [Fact]
    public async Task What_is_not_known_is_counted_and_the_values_beyond_the_first_are_told_together()
    {
        var data = await chongqing.Store.Ask("{ entities { totalCount facets(by: [TYPE, LEVEL], first: 2) { distinct others values { value count } } } }");
        var total = data.GetProperty("entities").GetProperty("totalCount").GetInt32();
        var (types, levels) = (data.GetProperty("entities").GetProperty("facets")[0], data.GetProperty("entities").GetProperty("facets")[1]);

        Assert.Equal(["ENTERPRISE", "INCUBATOR"], Values(types));
        Assert.Equal(7, types.GetProperty("distinct").GetInt32());
        Assert.Equal(total, types.GetProperty("others").GetInt32() + Counts(types).Sum());
        Assert.Null(Values(levels)[0]);
        Assert.Equal(total, levels.GetProperty("others").GetInt32() + Counts(levels).Sum());
    }

    [Fact]
    public async Task Places_are_counted_by_the_divisions_of_a_rank_in_which_the_items_lie_at_any_depth()
    {
        var data = await chongqing.Store.Ask(
            """
            {
              incubators { stated: facets(by: [PLACE]) { values { value label count } } counties: facets(by: [PLACE], placeRank: COUNTY) { values { value label count } } }
              administrativeDivisions { facets(by: [PLACE], placeRank: PROVINCE) { values { value label count } } }
            }
            """);
        const string Counted = """[{"values":[{"value":"500110","label":"綦江区","count":16},{"value":"500153","label":"荣昌区","count":12}]}]""";
        Assert.Equal(Counted, data.GetProperty("incubators").GetProperty("stated").GetRawText());
        Assert.Equal(Counted, data.GetProperty("incubators").GetProperty("counties").GetRawText());

        // The province does not lie in itself.
        Assert.Equal(
            """[{"values":[{"value":"500000","label":"重庆市","count":2},{"value":null,"label":null,"count":1}]}]""",
            data.GetProperty("administrativeDivisions").GetProperty("facets").GetRawText());
    }

    [Fact]
    public async Task A_facet_is_what_filtering_by_its_value_counts()
    {
        var data = await chongqing.Store.Ask("{ enterprises { facets(by: [YEAR]) { values { value count } } } }");

        foreach (var value in data.GetProperty("enterprises").GetProperty("facets")[0].GetProperty("values").EnumerateArray())
        {
            var filter = value.GetProperty("value").GetString() is { } year ? $"gte: \"{year}\", lt: \"{int.Parse(year, CultureInfo.InvariantCulture) + 1}\"" : "eq: null";
            var total = await chongqing.Store.Ask($"{{ enterprises(where: {{ foundedOn: {{ {filter} }} }}) {{ totalCount }} }}");
            Assert.Equal(value.GetProperty("count").GetInt32(), total.GetProperty("enterprises").GetProperty("totalCount").GetInt32());
        }
    }

    [Fact]
    public async Task The_facets_of_all_lists_of_a_level_take_one_statement_for_each_kind()
    {
        var (answer, statements) = await chongqing.Store.Count(
            "{ zones(first: 8, order: [{ name: ASC }]) { nodes { incubators(first: 1) { facets(by: [LEVEL, TYPE, LEVEL], first: 1) { others distinct values { value count } } } } } }");

        Assert.Equal(3, statements);
        var zones = answer.GetProperty("data").GetProperty("zones").GetProperty("nodes").EnumerateArray()
            .Select(zone => zone.GetProperty("incubators").GetProperty("facets")).ToList();
        Assert.All(zones, facets => Assert.Equal(2, facets.GetArrayLength()));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], zones.Select(facets => Counts(facets[1]).Sum()));
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], zones.Select(facets => facets[0].GetProperty("others").GetInt32()));
    }

    [Fact]
    public async Task Nothing_is_counted_that_is_not_selected()
    {
        Assert.Equal(1, (await chongqing.Store.Count("{ zones { nodes { name } } }")).Statements);
        Assert.Equal(1, (await chongqing.Store.Count("{ zones { facets(by: [LEVEL]) { values { count } } } }")).Statements);
        Assert.Equal(2, (await chongqing.Store.Count("query ($no: Boolean = false) { zones { nodes { name } facets(by: [LEVEL, PLACE]) @include(if: $no) { by } other: facets(by: [TYPE]) { by } } }")).Statements);
    }

    [Fact]
    public async Task What_a_search_finds_and_what_relations_lead_to_is_counted_too()
    {
        var data = await chongqing.Store.Ask(
            """
            {
              search(text: "重庆", first: 1) { totalCount facets(by: [TYPE, PLACE]) { values { value count } } }
              universities(where: { name: { eq: "重庆大学" } }) { nodes {
                relations { facets(by: [TYPE, STATUS, YEAR]) { by values { value label count } } }
                founded { facets(by: [TYPE, STATUS]) { values { value label count } } } } }
            }
            """);

        Assert.Equal(data.GetProperty("search").GetProperty("totalCount").GetInt32(), Counts(data.GetProperty("search").GetProperty("facets")[0]).Sum());
        var university = data.GetProperty("universities").GetProperty("nodes")[0];
        Assert.Equal(
            """[{"value":"AFFILIATED_TO","label":"隶属（附属）","count":2},{"value":"LOCATED_IN","label":"位于","count":1},{"value":"FOUNDED_BY","label":"创办方","count":1},{"value":"COOPERATES_WITH","label":"合作","count":1}]""",
            university.GetProperty("relations").GetProperty("facets")[0].GetProperty("values").GetRawText());
        Assert.Equal(
            """[{"values":[{"value":"RESEARCH_INSTITUTE","label":"研究机构","count":1}]},{"values":[{"value":null,"label":null,"count":1}]}]""",
            university.GetProperty("founded").GetProperty("facets").GetRawText());
    }

    [Fact]
    public async Task Sources_documents_runs_and_issues_are_counted_by_what_they_have()
    {
        var data = await chongqing.Store.Ask(
            """
            {
              sources { facets(by: [TYPE, STATUS]) { values { value count } } }
              documents { facets(by: [YEAR]) { values { count } } }
              runs { facets(by: [TYPE, STATUS, YEAR]) { values { value count } } }
              issues { facets(by: [LEVEL, TYPE, YEAR]) { values { value count } } }
            }
            """);

        Assert.Equal("FULL", data.GetProperty("sources").GetProperty("facets")[0].GetProperty("values")[0].GetProperty("value").GetString());
        Assert.Equal("PUBLISHED", data.GetProperty("runs").GetProperty("facets")[1].GetProperty("values")[0].GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("{ documents { facets(by: [YEAR, LEVEL]) { by } } }", "Items of type Document have no LEVEL to be counted by; they have YEAR.")]
    [InlineData("{ zones { facets(by: [LEVEL], placeRank: COUNTY) { by } } }", "`placeRank` says of which rank the divisions of PLACE are; `by` has no PLACE.")]
    public async Task What_cannot_be_counted_is_refused_with_what_can_be(string document, string message) =>
        Assert.Equal(("FACET_UNKNOWN", message), await chongqing.Store.Error(document));

    [Fact]
    public async Task More_values_than_a_page_has_items_are_refused() =>
        Assert.Equal("HC0051", (await chongqing.Store.Error("{ zones { facets(by: [LEVEL], first: 1001) { by } } }")).Code);

    private static List<string?> Values(JsonElement facet) => [.. facet.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetString())];

    private static IEnumerable<int> Counts(JsonElement facet) => facet.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("count").GetInt32());
}
