using System.Text.Json;

namespace Registry.Graph.Tests;

public sealed class FigureTests(Plans plans) : IClassFixture<Plans>
{
    [Fact]
    public async Task A_series_tells_for_each_period_the_figure_chosen_why_and_the_others()
    {
        var data = await plans.Store.Ask(
            """
            { indicator(code: "hte_total") { name unit series(subject: "500110") {
                period definition unit reason chosen { value statedOn } others { value qualifier statedOn evidence { source { id } } } } } }
            """);

        Assert.Equal(
            [
                """{"period":"2020","definition":"CUMULATIVE","unit":"家","reason":"EXACTNESS","chosen":{"value":97,"statedOn":"2022-02"},"others":[{"value":120,"qualifier":"ABOUT","statedOn":"2022-03","evidence":[{"source":{"id":"cn/press"}}]}]}""",
                """{"period":"2021","definition":"CUMULATIVE","unit":"家","reason":"AUTHORITY","chosen":{"value":121,"statedOn":"2022-02"},"others":[{"value":123,"qualifier":"EXACT","statedOn":"2022-03","evidence":[{"source":{"id":"cn/press"}}]}]}""",
                """{"period":"2023","definition":"CUMULATIVE","unit":"家","reason":"NONE_SURE","chosen":null,"others":[{"value":150,"qualifier":"FORECAST","statedOn":"2022-03","evidence":[{"source":{"id":"cn/press"}}]}]}""",
            ],
            data.GetProperty("indicator").GetProperty("series").EnumerateArray().Select(figure => figure.GetRawText()));
    }

    [Fact]
    public async Task A_doubted_figure_is_never_chosen_and_keeps_its_reason_and_proposal()
    {
        var data = await plans.Store.Ask(
            """
            { administrativeDivisions(where: { code: { eq: "500110" } }) { nodes { observations(indicator: ["area"], order: [{ value: DESC }]) { nodes {
                value suspect { kind reason proposal } figure { reason chosen { value } others { value } } } } } } }
            """);

        Assert.Equal(
            """
            [{"value":288,"suspect":{"kind":"SUSPECT_NUMBER","reason":"另一文件为 28.8","proposal":28.8},"figure":{"reason":"OTHERS_NOT_SURE","chosen":{"value":28.8},"others":[{"value":288}]}},{"value":28.8,"suspect":null,"figure":{"reason":"OTHERS_NOT_SURE","chosen":{"value":28.8},"others":[{"value":288}]}}]
            """.Trim(),
            data.GetProperty("administrativeDivisions").GetProperty("nodes")[0].GetProperty("observations").GetProperty("nodes").GetRawText());
    }

    [Theory]
    [InlineData("500153", "LATER", 85)]
    [InlineData("zone", "AGREED", 60)]
    public async Task Of_sources_alike_the_later_document_is_chosen_and_those_that_agree_are_told_so(string subject, string reason, int value)
    {
        var id = subject == "zone" ? await IdOf("綦江高新区") : subject;
        var data = await plans.Store.Ask($"{{ indicator(code: \"hte_total\") {{ series(subject: \"{id}\", definition: IN_FORCE) {{ reason chosen {{ value }} }} }} }}");

        var figure = Assert.Single(data.GetProperty("indicator").GetProperty("series").EnumerateArray());
        Assert.Equal((reason, value), (figure.GetProperty("reason").GetString()!, figure.GetProperty("chosen").GetProperty("value").GetInt32()));
    }

    [Fact]
    public async Task Observations_and_targets_of_a_body_are_asked_by_indicator_and_period()
    {
        var data = await plans.Store.Ask(
            """
            { administrativeDivisions(where: { code: { eq: "500110" } }) { nodes {
                year: observations(period: "2021", indicator: ["hte_total"], order: [{ value: ASC }]) { totalCount nodes { value subject { name } indicator { code } } }
                none: observations(indicator: ["unknown"]) { totalCount }
                targets(indicator: ["hte_total"], order: [{ deadline: ASC }], where: { value: { gt: 140 } }) { nodes { value operator deadline subject { name } indicator { name } policy { name } } } } } }
            """);
        var district = data.GetProperty("administrativeDivisions").GetProperty("nodes")[0];

        Assert.Equal(
            """{"totalCount":2,"nodes":[{"value":121,"subject":{"name":"綦江区"},"indicator":{"code":"hte_total"}},{"value":123,"subject":{"name":"綦江区"},"indicator":{"code":"hte_total"}}]}""",
            district.GetProperty("year").GetRawText());
        Assert.Equal(0, district.GetProperty("none").GetProperty("totalCount").GetInt32());
        Assert.Equal([200, 300], district.GetProperty("targets").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("value").GetInt32()));
        Assert.Equal("双倍增行动计划", district.GetProperty("targets").GetProperty("nodes")[0].GetProperty("policy").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Who_leads_is_two_steps_from_a_target()
    {
        var data = await plans.Store.Ask(
            """
            { indicator(code: "hte_total") { targets(where: { deadline: { eq: "2027" } }) { nodes { value tasks { nodes { number name policy { name year } leadUnit { nodes { name } } } } } } } }
            """);

        Assert.Equal(
            """[{"value":300,"tasks":{"nodes":[{"number":5,"name":"精准培育高新技术企业","policy":{"name":"双倍增行动计划","year":2022},"leadUnit":{"nodes":[{"name":"区科技局"}]}}]}}]""",
            data.GetProperty("indicator").GetProperty("targets").GetProperty("nodes").GetRawText());
    }

    [Fact]
    public async Task Series_and_figures_take_one_statement_whatever_the_number_of_parents()
    {
        Assert.Equal(3, (await plans.Store.Count("{ indicators { nodes { series(subject: \"500110\") { reason chosen { value } others { value } } } } }")).Statements);
        Assert.Equal(2, (await plans.Store.Count("{ observations(first: 100) { nodes { figure { reason chosen { value } others { value } } } } }")).Statements);
    }

    [Fact]
    public async Task An_indicator_is_asked_for_by_id_or_by_code()
    {
        var id = await IdOf("面积");
        Assert.Equal("area", (await plans.Store.Ask($"{{ indicator(id: \"{id}\") {{ code }} }}")).GetProperty("indicator").GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, (await plans.Store.Ask("{ indicator(code: \"unknown\") { code } }")).GetProperty("indicator").ValueKind);
        Assert.Equal(
            ("ID_OR_CODE", "An indicator is asked for by `id` or by `code`: exactly one of them."),
            await plans.Store.Error($"{{ indicator(id: \"{id}\", code: \"area\") {{ code }} }}"));
        Assert.Equal("ID_TYPE_MISMATCH", (await plans.Store.Error($"{{ indicator(id: \"{await IdOf("綦江高新区")}\") {{ code }} }}")).Code);
        Assert.Equal("PLACE_UNKNOWN", (await plans.Store.Error("{ indicator(code: \"area\") { series(subject: \"999999\") { reason } } }")).Code);
    }

    private async Task<string> IdOf(string name)
    {
        var data = await plans.Store.Ask($"{{ entities(where: {{ name: {{ eq: \"{name}\" }} }}) {{ nodes {{ id }} }} }}");
        return data.GetProperty("entities").GetProperty("nodes")[0].GetProperty("id").GetString()!;
    }
}
