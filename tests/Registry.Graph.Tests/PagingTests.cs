using System.Text.Json;

namespace Registry.Graph.Tests;

public sealed class PagingTests(Chongqing chongqing) : IClassFixture<Chongqing>
{
    private static readonly string[] Wheres =
    [
        "", "where: { industry: { eq: null } }", "where: { industry: { neq: null } }", "where: { name: { startsWith: \"企业7\" } }",
        "where: { or: [{ name: { contains: \"-1-\" } }, { foundedOn: { gte: \"2019\" } }] }",
        "where: { incubatedAt: { some: { level: { eq: NATIONAL } } } }",
    ];

    private static readonly string[] Orders =
    [
        "", "order: [{ name: ASC }]", "order: [{ industry: DESC }, { name: DESC }]", "order: { nameSort: ASC }",
        "order: [{ foundedOn: ASC, registeredCapital: DESC }]",
    ];

    [Fact]
    public async Task Walking_pages_gives_the_unpaged_order_from_either_end_and_the_same_count()
    {
        foreach (var arguments in from filter in Wheres from sort in Orders select $"{filter} {sort}")
        {
            var whole = Page(await chongqing.Store.Ask($"{{ enterprises(first: 1000 {arguments}) {{ totalCount edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}"));
            Assert.False(whole.HasNext || whole.HasPrevious);
            Assert.Equal(whole.Ids.Count, whole.Total);

            Assert.Equal(whole.Ids, await Walk(arguments, 17, whole.Total, forward: true));
            Assert.Equal(whole.Ids, await Walk(arguments, 23, whole.Total, forward: false));
        }
    }

    [Fact]
    public async Task Pages_of_children_walk_for_each_parent_alone()
    {
        var data = await chongqing.Store.Ask(
            "{ zones(first: 8, order: [{ name: ASC }]) { nodes { id incubators(first: 2) { pageInfo { endCursor hasNextPage } nodes { name } } } } }");
        var zone = data.GetProperty("zones").GetProperty("nodes")[5];
        var page = zone.GetProperty("incubators");
        Assert.True(page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());

        var next = await chongqing.Store.Ask(
            "query ($id: ID!, $after: String) { zone(id: $id) { incubators(first: 10, after: $after) { totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage } } } }",
            new { id = zone.GetProperty("id").GetString(), after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString() });

        var rest = next.GetProperty("zone").GetProperty("incubators");
        Assert.Equal(["孵化器5-2", "孵化器5-3", "孵化器5-4"], rest.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()));
        Assert.Equal(5, rest.GetProperty("totalCount").GetInt32());
        Assert.False(rest.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        Assert.True(rest.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
    }

    [Fact]
    public async Task The_pages_of_many_parents_are_cut_from_the_order_of_each()
    {
        foreach (var arguments in from filter in Wheres from sort in Orders select $"{filter} {sort}")
        {
            var (whole, _) = await Children($"first: 1000 {arguments}");
            var (heads, headTotals) = await Children($"first: 4 {arguments}");
            var (tails, tailTotals) = await Children($"last: 4 {arguments}");

            Assert.Equal(whole.Select(children => children.Take(4)), heads);
            Assert.Equal(whole.Select(children => children.TakeLast(4)), tails);
            Assert.Equal(whole.Select(children => children.Count), headTotals);
            Assert.Equal(headTotals, tailTotals);
        }
    }

    private async Task<(List<List<string>> Children, List<int> Totals)> Children(string arguments)
    {
        var data = await chongqing.Store.Ask($"{{ zones(first: 8) {{ nodes {{ enterprises({arguments}) {{ totalCount nodes {{ name }} }} }} }} }}");
        var connections = data.GetProperty("zones").GetProperty("nodes").EnumerateArray().Select(zone => zone.GetProperty("enterprises")).ToList();
        return (
            [.. connections.Select(connection => connection.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()!).ToList())],
            [.. connections.Select(connection => connection.GetProperty("totalCount").GetInt32())]);
    }

    [Theory]
    [InlineData("first: 1000")]
    [InlineData("first: 4")]
    [InlineData("first: 1")]
    [InlineData("first: 5, last: 2")]
    [InlineData("last: 3")]
    public async Task Bodies_of_several_types_come_to_many_parents_in_the_order_in_which_they_come_to_each_alone(string arguments)
    {
        var hosts = $"hosts({arguments}) {{ totalCount pageInfo {{ hasNextPage hasPreviousPage }} edges {{ relation {{ status }} node {{ __typename id }} }} }}";
        var data = await chongqing.Store.Ask($"{{ zones(first: 8) {{ nodes {{ id {hosts} }} }} }}");
        var types = new List<string>();
        foreach (var zone in data.GetProperty("zones").GetProperty("nodes").EnumerateArray())
        {
            var alone = await chongqing.Store.Ask($"query ($id: ID!) {{ zone(id: $id) {{ {hosts} }} }}", new { id = zone.GetProperty("id").GetString() });
            Assert.Equal(alone.GetProperty("zone").GetProperty("hosts").GetRawText(), zone.GetProperty("hosts").GetRawText());
            types.AddRange(zone.GetProperty("hosts").GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("__typename").GetString()!));
        }

        // The store holds them type by type; what is asked for without a type goes by the keys.
        Assert.True(arguments != "first: 1000" || types.LastIndexOf("Incubator") > types.IndexOf("Enterprise"));
    }

    [Fact]
    public async Task Bodies_asked_for_by_their_ids_come_once_each_whether_or_not_all_ids_are_known()
    {
        var data = await chongqing.Store.Ask("{ enterprises(first: 9) { nodes { id name } } }");
        string[] ids = [.. data.GetProperty("enterprises").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];
        const string Question = "query ($ids: [ID]!, $first: Int) { enterprises(where: { id: { in: $ids } }, first: $first) { totalCount nodes { id } pageInfo { hasNextPage } } }";

        string[] Found(JsonElement answer) => [.. answer.GetProperty("enterprises").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];

        var (answer, statements) = await chongqing.Store.Count(Question, new { ids = ids.Reverse().Append(ids[2]), first = 20 });
        var all = answer.GetProperty("data");
        Assert.Equal(ids, Found(all));
        Assert.Equal(9, all.GetProperty("enterprises").GetProperty("totalCount").GetInt32());
        Assert.Equal(1, statements);

        var some = await chongqing.Store.Ask(Question, new { ids = new[] { "ent-zzzzzzzz", ids[4], "no id", ids[1], ids[4] }, first = 20 });
        Assert.Equal([ids[1], ids[4]], Found(some));
        Assert.Equal(2, some.GetProperty("enterprises").GetProperty("totalCount").GetInt32());

        var cut = await chongqing.Store.Ask(Question, new { ids, first = 4 });
        Assert.Equal(ids[..4], Found(cut));
        Assert.Equal(9, cut.GetProperty("enterprises").GetProperty("totalCount").GetInt32());
        Assert.True(cut.GetProperty("enterprises").GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
    }

    [Fact]
    public async Task The_last_of_the_first_are_the_end_of_the_page()
    {
        var data = await chongqing.Store.Ask("{ zones(first: 5, last: 2, order: [{ name: ASC }]) { nodes { name } pageInfo { hasNextPage hasPreviousPage } } }");

        var zones = data.GetProperty("zones");
        Assert.Equal(["高新区3", "高新区4"], zones.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()));
        Assert.True(zones.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        Assert.True(zones.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
    }

    private async Task<List<string>> Walk(string arguments, int size, int total, bool forward)
    {
        List<string> met = [];
        string? cursor = null;
        while (true)
        {
            var cut = forward
                ? $"first: {size} {(cursor is null ? "" : $"after: \"{cursor}\"")}"
                : $"last: {size} {(cursor is null ? "" : $"before: \"{cursor}\"")}";
            var page = Page(await chongqing.Store.Ask($"{{ enterprises({cut} {arguments}) {{ totalCount edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}"));
            Assert.Equal(total, page.Total);
            Assert.Equal(cursor is not null, forward ? page.HasPrevious : page.HasNext);
            met.InsertRange(forward ? met.Count : 0, page.Ids);
            if (!(forward ? page.HasNext : page.HasPrevious))
            {
                return met;
            }

            cursor = forward ? page.Cursors[^1] : page.Cursors[0];
        }
    }

    private static (List<string> Ids, List<string> Cursors, int Total, bool HasNext, bool HasPrevious) Page(JsonElement data)
    {
        var connection = data.GetProperty("enterprises");
        var edges = connection.GetProperty("edges").EnumerateArray().ToList();
        return (
            [.. edges.Select(edge => edge.GetProperty("node").GetProperty("id").GetString()!)],
            [.. edges.Select(edge => edge.GetProperty("cursor").GetString()!)],
            connection.GetProperty("totalCount").GetInt32(),
            connection.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean(),
            connection.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
    }
}
