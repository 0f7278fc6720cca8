namespace Registry.Graph.Tests;

public sealed class ErrorTests(Chongqing chongqing) : IClassFixture<Chongqing>
{
    [Theory]
    [InlineData("{ zones(first: 1001) { nodes { name } } }", "HC0051", "The maximum allowed items per page were exceeded.")]
    [InlineData("{ zones(last: -1) { nodes { name } } }", "HC0079", "The requested number of values per page must be at least 0.")]
    [InlineData("{ zones(after: \"MQ==\") { nodes { name } } }", "HC0078", "The cursor specified in `after` has an invalid format.")]
    [InlineData("{ zones(before: \"重庆\") { nodes { name } } }", "HC0078", "The cursor specified in `before` has an invalid format.")]
    [InlineData("{ zones(place: \"999999\") { nodes { name } } }", "PLACE_UNKNOWN", "No place is known by `999999`; a place is a GB/T 2260 code such as `500153`, or the id of a division, zone or other body.")]
    [InlineData("{ search(text: \"。，！\") { nodes { name } } }", "SEARCH_TEXT_INVALID", "The text to search for has no letter, digit or Chinese character; give at least one.")]
    [InlineData("{ zones(where: { name: { contains: null } }) { nodes { name } } }", "HC0026", "The provided value for filter `contains` of type OperationFilterInput of Zone.name is invalid. Null values are not supported.")]
    public async Task What_cannot_be_answered_is_an_error_of_the_field(string document, string code, string message) =>
        Assert.Equal((code, message), await chongqing.Store.Error(document));

    [Fact]
    public async Task More_than_fifty_ids_are_refused()
    {
        var (code, _) = await chongqing.Store.Error("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat("zone-x", 51) });
        Assert.Equal("HC0076", code);
    }

    [Fact]
    public async Task An_id_of_another_type_is_refused_by_a_typed_field()
    {
        var id = (await chongqing.Store.Ask("{ zones(first: 1) { nodes { id } } }")).GetProperty("zones").GetProperty("nodes")[0].GetProperty("id").GetString();

        var (code, message) = await chongqing.Store.Error("query ($id: ID!) { incubator(id: $id) { name } }", new { id });

        Assert.Equal("ID_TYPE_MISMATCH", code);
        Assert.Equal("The node id type name `Zone` does not match the expected type name `Incubator`.", message);
    }

    [Fact]
    public async Task A_cursor_is_refused_with_other_conditions_or_another_order()
    {
        var data = await chongqing.Store.Ask("{ zones(first: 1, order: [{ name: ASC }]) { pageInfo { endCursor } } }");
        var after = data.GetProperty("zones").GetProperty("pageInfo").GetProperty("endCursor").GetString();

        await chongqing.Store.Ask("query ($after: String) { zones(first: 3, after: $after, order: [{ name: ASC }]) { nodes { name } } }", new { after });
        var (otherOrder, _) = await chongqing.Store.Error("query ($after: String) { zones(after: $after, order: [{ name: DESC }]) { nodes { name } } }", new { after });
        var (otherFilter, _) = await chongqing.Store.Error("query ($after: String) { zones(after: $after, order: [{ name: ASC }], where: { level: { eq: NATIONAL } }) { nodes { name } } }", new { after });

        Assert.Equal(("HC0078", "HC0078"), (otherOrder, otherFilter));
    }

    [Fact]
    public async Task A_filter_has_limits_of_depth_conditions_and_values()
    {
        var deep = string.Concat(Enumerable.Repeat("{ and: [", 13)) + "{}" + string.Concat(Enumerable.Repeat("] }", 13));
        var wide = $"{{ or: [{string.Join(' ', Enumerable.Repeat("{ name: { eq: \"x\" } }", 201))}] }}";
        var values = $"{{ name: {{ in: [{string.Join(' ', Enumerable.Repeat("\"x\"", 1001))}] }} }}";

        Assert.Equal("FILTER_DEPTH_EXCEEDED", (await chongqing.Store.Error($"{{ zones(where: {deep}) {{ nodes {{ name }} }} }}")).Code);
        Assert.Equal("FILTER_CONDITIONS_EXCEEDED", (await chongqing.Store.Error($"{{ zones(where: {wide}) {{ nodes {{ name }} }} }}")).Code);
        Assert.Equal("FILTER_LIST_EXCEEDED", (await chongqing.Store.Error($"{{ zones(where: {values}) {{ nodes {{ name }} }} }}")).Code);
    }

    [Fact]
    public async Task An_error_leaves_the_rest_of_the_answer()
    {
        var (answer, _) = await chongqing.Store.Count("{ zones(first: 1001) { nodes { name } } universities(first: 1) { totalCount } }");

        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.GetProperty("data").GetProperty("zones").ValueKind);
        Assert.Equal(2, answer.GetProperty("data").GetProperty("universities").GetProperty("totalCount").GetInt32());
        Assert.Equal("[\"zones\"]", answer.GetProperty("errors")[0].GetProperty("path").GetRawText());
    }
}
