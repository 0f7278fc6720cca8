using System.Text.Json;

namespace Registry.Graph.Tests;

public sealed class TargetBoardTests(Plans plans) : IClassFixture<Plans>
{
    private const string Row = "target { name value } actual { period definition chosen { value } } gap neededPerYear neededGrowth light warnings { code }";

    [Fact]
    public async Task Targets_of_a_place_stand_beside_the_latest_figure_with_gap_and_needed_growth()
    {
        var rows = await Board("place: \"500110\", indicator: [\"hte_total\"], asOf: \"2022-06\"");

        Assert.Equal(
            [
                """{"target":{"name":"目标一","value":140},"actual":{"period":"2021","definition":"CUMULATIVE","chosen":{"value":121}},"gap":19,"neededPerYear":19,"neededGrowth":15.702479,"light":"AMBER","warnings":[{"code":"FIGURES_CONFLICT"}]}""",
                """{"target":{"name":"目标二","value":200},"actual":{"period":"2021","definition":"CUMULATIVE","chosen":{"value":121}},"gap":79,"neededPerYear":39.5,"neededGrowth":28.564869,"light":"AMBER","warnings":[{"code":"DEFINITIONS_DIFFER"},{"code":"FIGURES_CONFLICT"}]}""",
                """{"target":{"name":"目标三","value":300},"actual":{"period":"2021","definition":"CUMULATIVE","chosen":{"value":121}},"gap":179,"neededPerYear":29.833333,"neededGrowth":16.338282,"light":"AMBER","warnings":[{"code":"DEFINITIONS_DIFFER"},{"code":"FIGURES_CONFLICT"}]}""",
                """{"target":{"name":"目标四","value":60},"actual":{"period":"2021","definition":"IN_FORCE","chosen":{"value":60}},"gap":0,"neededPerYear":null,"neededGrowth":null,"light":"GREEN","warnings":[]}""",
            ],
            rows.Select(row => row.GetRawText()));
    }

    [Fact]
    public async Task A_warning_says_which_definitions_differ()
    {
        var data = await plans.Store.Ask("{ targetBoard(place: \"500110\", asOf: \"2022-06\") { target { name } warnings { code message } } }");

        Assert.Equal(
            """{"target":{"name":"目标二"},"warnings":[{"code":"DEFINITIONS_DIFFER","message":"The target counts those in force, the figure all there are. 目标口径为有效期内，数值口径为累计"},{"code":"FIGURES_CONFLICT","message":"1 other figures of the same period are stated, not all the same. 同期另有 1 个数值且不一致"}]}""",
            data.GetProperty("targetBoard").EnumerateArray().Single(row => Name(row) == "目标二").GetRawText());
    }

    [Fact]
    public async Task Today_is_told_by_the_clock_where_no_day_is_given()
    {
        var rows = await Board("place: \"500110\", indicator: [\"hte_total\"]");

        Assert.Equal(["目标一 GREY", "目标二 GREY", "目标三 AMBER", "目标四 GREEN"], rows.Select(row => $"{Name(row)} {Light(row)}"));
        Assert.Contains("NO_FIGURE_SINCE_DEADLINE", Codes(rows[0]));
        Assert.Contains("FIGURE_OLD", Codes(rows[2]));
    }

    [Theory]
    [InlineData("2021-06", "目标五", "GREY", "NO_FIGURE")]
    [InlineData("2022", "目标五", "RED", "FIGURES_CONFLICT")]
    [InlineData("2022", "目标六", "GREY", "NO_FIGURE")]
    [InlineData("2022", "目标七", "GREY", "NO_VALUE")]
    public async Task A_target_that_cannot_be_told_is_grey_and_one_out_of_reach_red(string day, string target, string light, string warning)
    {
        var row = (await Board($"place: \"500000\", asOf: \"{day}\"")).Single(row => Name(row) == target);

        Assert.Equal(light, Light(row));
        Assert.Contains(warning, Codes(row));
    }

    [Fact]
    public async Task Figures_of_periods_that_end_later_are_left_out()
    {
        var before = (await Board("place: \"500110\", indicator: [\"hte_total\"], asOf: \"2021-12-30\""))[0];

        Assert.Equal("2020", before.GetProperty("actual").GetProperty("period").GetString());
        Assert.Equal(97, before.GetProperty("actual").GetProperty("chosen").GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task A_board_takes_three_statements_and_is_bounded()
    {
        var (answer, statements) = await plans.Store.Count($"{{ targetBoard(place: \"500000\", first: 2) {{ {Row} }} }}");

        Assert.Equal(3, statements);
        Assert.Equal(2, answer.GetProperty("data").GetProperty("targetBoard").GetArrayLength());
        Assert.Equal("HC0051", (await plans.Store.Error("{ targetBoard(place: \"500000\", first: 1001) { light } }")).Code);
        Assert.Equal("PLACE_UNKNOWN", (await plans.Store.Error("{ targetBoard(place: \"999999\") { light } }")).Code);
    }

    private async Task<List<JsonElement>> Board(string arguments)
    {
        var data = await plans.Store.Ask($"{{ targetBoard({arguments}) {{ {Row} }} }}");
        return [.. data.GetProperty("targetBoard").EnumerateArray()];
    }

    private static string Name(JsonElement row) => row.GetProperty("target").GetProperty("name").GetString()!;

    private static string Light(JsonElement row) => row.GetProperty("light").GetString()!;

    private static IEnumerable<string> Codes(JsonElement row) => row.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString()!);
}
