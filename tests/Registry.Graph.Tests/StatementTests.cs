using System.Text.Json;

namespace Registry.Graph.Tests;

public sealed class StatementTests(Chongqing chongqing) : IClassFixture<Chongqing>
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Nested_pages_take_a_statement_a_level_whatever_the_number_of_parents(int zones)
    {
        var (answer, statements) = await chongqing.Store.Count(
            """
            query ($zones: Int!) {
              zones(first: $zones, order: [{ name: DESC }]) {
                nodes { name incubators(first: 5) { nodes { name enterprises(first: 5) { nodes { name } } } } }
              }
            }
            """,
            new { zones });

        Assert.Equal(3, statements);
        var counts = answer.GetProperty("data").GetProperty("zones").GetProperty("nodes").EnumerateArray()
            .Select(zone => zone.GetProperty("incubators").GetProperty("nodes").GetArrayLength());
        Assert.Equal(Enumerable.Range(0, zones).Select(i => Math.Min(5, 7 - i)), counts);
    }

    [Fact]
    public async Task Deferred_pages_of_all_parents_take_a_statement_a_level_too()
    {
        var (payloads, statements) = await chongqing.Store.Payloads(
            "{ zones(first: 8) { nodes { name ... @defer { incubators(first: 5) { nodes { name ... @defer { enterprises(first: 5) { nodes { name } } } } } } } } }");

        Assert.Equal((3, 3), (payloads.Count, statements));
        Assert.Equal(8, JsonDocument.Parse(payloads[0]).RootElement.GetProperty("pending").GetArrayLength());
    }

    [Fact]
    public async Task Streamed_nodes_take_the_statements_of_the_page_and_one_more_for_what_is_below_those_that_come_later()
    {
        var (payloads, statements) = await chongqing.Store.Payloads(
            "{ zones(first: 8) { nodes @stream(initialCount: 2) { name incubators(first: 5) { nodes { name } } } } }");

        Assert.Equal((2, 3), (payloads.Count, statements));
        var items = JsonDocument.Parse(payloads[1]).RootElement.GetProperty("incremental")[0].GetProperty("items");
        Assert.Equal(6, items.GetArrayLength());
    }

    [Fact]
    public async Task The_counts_of_all_parents_take_one_statement_more()
    {
        var (answer, statements) = await chongqing.Store.Count(
            "{ zones(first: 8) { nodes { incubators(first: 2) { totalCount nodes { name } } } } }");

        Assert.Equal(3, statements);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], Totals(answer));
    }

    [Fact]
    public async Task A_count_alone_reads_no_rows_and_a_page_alone_counts_nothing()
    {
        Assert.Equal(1, (await chongqing.Store.Count("{ zones { totalCount } }")).Statements);
        Assert.Equal(1, (await chongqing.Store.Count("{ zones { nodes { name } } }")).Statements);
        Assert.Equal(2, (await chongqing.Store.Count("{ zones(first: 2) { totalCount nodes { name } } }")).Statements);
    }

    [Fact]
    public async Task A_page_that_holds_all_there_is_tells_the_count_without_a_statement_for_it()
    {
        var (answer, statements) = await chongqing.Store.Count("{ zones(first: 100) { totalCount nodes { name incubators(first: 100) { totalCount nodes { name } } } } }");

        var zones = answer.GetProperty("data").GetProperty("zones");
        Assert.Equal(2, statements);
        Assert.Equal(zones.GetProperty("nodes").GetArrayLength(), zones.GetProperty("totalCount").GetInt32());
        Assert.All(zones.GetProperty("nodes").EnumerateArray().Select(zone => zone.GetProperty("incubators")), incubators =>
            Assert.Equal(incubators.GetProperty("nodes").GetArrayLength(), incubators.GetProperty("totalCount").GetInt32()));
    }

    [Fact]
    public async Task Evidence_with_source_and_document_takes_three_statements_for_all_facts()
    {
        var (_, statements) = await chongqing.Store.Count(
            "{ enterprises(first: 100) { nodes { names { value evidence { quote locator source { title } document { title } } } } } }");

        Assert.Equal(5, statements);
    }

    [Fact]
    public async Task Introspection_asks_the_store_nothing() =>
        Assert.Equal(0, (await chongqing.Store.Count("{ __schema { types { name } } }")).Statements);

    private static IEnumerable<int> Totals(JsonElement answer) =>
        answer.GetProperty("data").GetProperty("zones").GetProperty("nodes").EnumerateArray()
            .Select(zone => zone.GetProperty("incubators").GetProperty("totalCount").GetInt32());
}
