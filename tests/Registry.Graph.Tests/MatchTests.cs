namespace Registry.Graph.Tests;

public sealed class MatchTests(Chongqing chongqing) : IClassFixture<Chongqing>
{
    [Fact]
    public async Task Names_are_answered_with_the_bodies_that_they_may_mean_and_why()
    {
        var data = await chongqing.Store.Ask(
            """
            { match(names: ["重慶大學", "重庆大学荣昌校区", "没有的名称"], limit: 1) {
                name candidates { name verdict score relation entity { __typename name } comparisons { comparison score weight reason } } } }
            """);
        Assert.Equal(
            """[{"name":"重慶大學","candidates":[{"name":"重庆大学","verdict":"SAME","score":1,"relation":null,"entity":{"__typename":"University","name":"重庆大学"},"comparisons":[{"comparison":"place","score":1,"weight":3,"reason":"both of 重庆"},{"comparison":"form","score":1,"weight":1.5,"reason":"both 大学"}]}]},{"name":"重庆大学荣昌校区","candidates":[{"name":"重庆大学","verdict":"NOT_SAME","score":0.1,"relation":"campusOf","entity":{"__typename":"University","name":"重庆大学"},"comparisons":[{"comparison":"part","score":0.1,"weight":0,"reason":"荣昌校区 is a part of 重庆大学: a campus"}]}]},{"name":"没有的名称","candidates":[]}]""",
            data.GetProperty("match").GetRawText());
    }

    [Fact]
    public async Task Types_and_a_seat_narrow_what_is_meant()
    {
        var data = await chongqing.Store.Ask("{ match(names: [\"高新区1\"], types: [ZONE], place: \"500153\") { candidates { verdict entity { name } } } }");
        Assert.All(data.GetProperty("match")[0].GetProperty("candidates").EnumerateArray(), candidate => Assert.NotEqual("SAME", candidate.GetProperty("verdict").GetString()));
        Assert.Equal(0, (await chongqing.Store.Ask("{ match(names: [\"重庆大学\"], types: [ZONE]) { candidates { name } } }")).GetProperty("match")[0].GetProperty("candidates").GetArrayLength());
    }

    [Fact]
    public async Task More_names_than_a_hundred_are_refused() => Assert.Equal(
        ("MATCH_NAMES_EXCEEDED", "101 names were given; at most 100 are matched at once."),
        await chongqing.Store.Error("query ($names: [String!]!) { match(names: $names) { name } }", new { names = Enumerable.Repeat("重庆大学", 101) }));

    [Fact]
    public async Task A_hundred_names_are_matched_at_once()
    {
        var data = await chongqing.Store.Ask("query ($names: [String!]!) { match(names: $names) { candidates { verdict } } }", new { names = Enumerable.Range(0, 100).Select(i => $"高新区{i % 8}") });
        Assert.All(data.GetProperty("match").EnumerateArray(), match => Assert.Equal("SAME", match.GetProperty("candidates")[0].GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task A_body_shows_the_judgements_that_made_it_one()
    {
        var (data, statements) = await chongqing.Store.Count("{ universities { nodes { name judgements { verdict rule reason score by name source body mention } } } }");
        var judgement = data.GetProperty("data").GetProperty("universities").GetProperty("nodes")[0].GetProperty("judgements")[0];
        Assert.Equal(("SAME", "FOUNDING", "cn/made"), (judgement.GetProperty("verdict").GetString(), judgement.GetProperty("rule").GetString(), judgement.GetProperty("source").GetString()));
        Assert.Equal(2, statements);
    }
}
