using System.Text.Json;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Execution;

public sealed class LimitTests
{
    private const string Sdl =
        """
        directive @cost(weight: String!) on SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | ENUM | INPUT_FIELD_DEFINITION
        directive @listSize(assumedSize: Int, slicingArguments: [String!], slicingArgumentDefaultValue: Int, sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
        type Query {
          zones(first: Int, last: Int, where: ZoneFilter @cost(weight: "10")): Zones
            @listSize(assumedSize: 50, slicingArguments: ["first", "last"], slicingArgumentDefaultValue: 10, sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false) @cost(weight: "10")
          nodes(ids: [ID!]!): [Zone]! @listSize(slicingArguments: ["ids"], requireOneSlicingArgument: false) @cost(weight: "10")
        }
        type Zones { nodes: [Zone] edges: [ZoneEdge] total: Int @cost(weight: "3") }
        type ZoneEdge { node: Zone }
        type Zone { name: String zones(first: Int): Zones @listSize(slicingArguments: ["first"], slicingArgumentDefaultValue: 10, sizedFields: ["nodes"]) }
        input ZoneFilter { and: [ZoneFilter!] name: NameFilter }
        input NameFilter { eq: String @cost(weight: "10") contains: String @cost(weight: "20") }
        """;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{ zones { nodes { name } } }", null, 11, 12)]
    [InlineData("{ zones(first: 100) { nodes { name } total } }", null, 14, 102)]
    [InlineData("query($n: Int) { zones(first: $n) { nodes { name } } }", """{"n": 100}""", 11, 102)]
    [InlineData("{ zones(first: 5) { edges { node { name } } } }", null, 16, 12)]
    [InlineData("{ zones(first: 5) { nodes { zones(first: 3) { nodes { name } } } } }", null, 21, 27)]
    [InlineData("""{ zones(where: { name: { eq: "a" } }) { total } }""", null, 33, 2)]
    [InlineData("""query($w: ZoneFilter) { zones(where: $w) { total } }""", """{"w": {"name": {"eq": "a"}}}""", 33, 2)]
    [InlineData("""query($w: ZoneFilter) { zones(where: $w) { total } }""", """{"w": {"and": [{"name": {"eq": "a"}}, {"name": {"contains": "b"}}]}}""", 53, 2)]
    [InlineData("""query($w: ZoneFilter) { zones(where: $w) { total } }""", "{}", 13, 2)]
    [InlineData("""{ nodes(ids: [1, 2, 3]) { name } }""", null, 10, 4)]
    public async Task The_cost_of_an_operation_follows_from_the_values_given(string query, string? variables, double fields, double types)
    {
        var response = await Ask(query, variables, CostMode.Validate);
        Assert.Equal($$"""{"extensions":{"operationCost":{"fieldCost":{{fields}},"typeCost":{{types}} } } }""".Replace(" ", "", StringComparison.Ordinal), response);
    }

    [Fact]
    public async Task An_operation_that_costs_too_much_is_refused_with_its_cost_and_the_limit()
    {
        var options = EngineOptions.Default with { MaxFieldCost = 10, MaxTypeCost = 30 };
        Assert.Equal(
            """{"errors":[{"message":"The maximum allowed field cost was exceeded.","extensions":{"code":"HC0047","fieldCost":11,"maxFieldCost":10}}]}""",
            await Ask("{ zones { nodes { name } } }", null, CostMode.Silent, options));
        Assert.Equal(
            """{"errors":[{"message":"The maximum allowed type cost was exceeded.","extensions":{"code":"HC0047","typeCost":102,"maxTypeCost":30}}]}""",
            await Ask("{ zones(first: 100) { nodes { name } } }", null, CostMode.Silent, options with { MaxFieldCost = 20 }));
    }

    [Fact]
    public async Task The_cost_is_reported_beside_the_data_when_it_is_asked_for() =>
        Assert.Equal(
            """{"data":{"zones":{"total":null}},"extensions":{"operationCost":{"fieldCost":13,"typeCost":2}}}""",
            await Ask("{ zones { total } }", null, CostMode.Report));

    [Fact]
    public async Task An_operation_that_runs_too_long_is_answered_with_the_limit()
    {
        var schema = Schema.Parse("type Query { slow: Int }");
        var bindings = new Bindings().Field("Query", "slow", Resolver.Async(async context =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return Column.AllNull(1);
        }));
        var engine = new GraphQLEngine(schema, bindings, EngineOptions.Default with { ExecutionTimeout = TimeSpan.FromMilliseconds(20) });
        using var response = await engine.Execute(GraphQLRequest.Of("{ slow }"), Cancellation);
        Assert.Equal(
            """{"errors":[{"message":"The request exceeded the configured timeout of `00:00:00.0200000`.","extensions":{"code":"HC0045","limit":"00:00:00.0200000"}}],"data":null}""",
            await response.ToJson());
    }

    [Fact]
    public async Task A_request_is_cancelled_with_its_client()
    {
        var schema = Schema.Parse("type Query { slow: Int }");
        var (started, closed) = (new TaskCompletionSource(), new TaskCompletionSource());
        var bindings = new Bindings().Field("Query", "slow", Resolver.Async(async context =>
        {
            context.CancellationToken.Register(closed.SetResult);
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return Column.AllNull(1);
        }));
        using var client = new CancellationTokenSource();
        var executing = new GraphQLEngine(schema, bindings).Execute(GraphQLRequest.Of("{ slow }"), client.Token).AsTask();
        await started.Task;
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => executing);
        await closed.Task;
    }

    [Fact]
    public async Task An_operation_with_too_many_selections_is_refused_while_it_is_planned()
    {
        var conditions = string.Join(' ', Enumerable.Range(0, 20).Select(i => $"$a{i}: Boolean!, $b{i}: Boolean!"));
        var fragments = string.Concat(Enumerable.Range(0, 20).Select(i =>
            $"fragment F{i} on Query {{ {(i == 19 ? "nodes(ids: []) { name }" : $"...F{i + 1} @include(if: $a{i}) ...F{i + 1} @include(if: $b{i})")} }} "));
        var used = string.Join(' ', Enumerable.Range(19, 1).Select(i => $"x: __typename @include(if: $a{i}) @skip(if: $b{i})"));
        var options = EngineOptions.Default with { Validation = EngineOptions.Default.Validation with { MaxFragmentVisits = int.MaxValue } };
        var variables = "{" + string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"a{i}\":true,\"b{i}\":true")) + "}";
        Assert.Equal(
            """{"errors":[{"message":"The operation has more than 20000 selections when its fragments are followed.","extensions":{"code":"OPERATION_SELECTIONS_EXCEEDED","maxSelections":20000}}]}""",
            await Ask($"query({conditions}) {{ ...F0 {used} }} {fragments}", variables, CostMode.Silent, options));
    }

    [Fact]
    public async Task At_most_64_variables_may_leave_selections_out()
    {
        var conditions = string.Join(' ', Enumerable.Range(0, 65).Select(i => $"$a{i}: Boolean!"));
        var fields = string.Join(' ', Enumerable.Range(0, 65).Select(i => $"f{i}: __typename @include(if: $a{i})"));
        Assert.Equal(
            """{"errors":[{"message":"At most 64 variables may be used by @skip, @include, @defer and @stream in an operation.","extensions":{"code":"CONDITION_VARIABLES_EXCEEDED","maxConditionVariables":64}}]}""",
            await Ask($"query({conditions}) {{ {fields} }}", null, CostMode.Silent));
    }

    [Fact]
    public async Task Further_requests_wait_for_their_turn()
    {
        var schema = Schema.Parse("type Query { n: Int }");
        var (started, first, release) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        var bindings = new Bindings().Field("Query", "n", Resolver.Async(async _ =>
        {
            Interlocked.Increment(ref started);
            first.TrySetResult();
            await release.Task;
            return new LongColumn([1], 1);
        }));
        using var engine = new GraphQLEngine(schema, bindings, EngineOptions.Default with { MaxConcurrentRequests = 1 });
        var executing = Enumerable.Range(0, 3).Select(_ => engine.Execute(GraphQLRequest.Of("{ n }"), Cancellation).AsTask()).ToArray();
        await first.Task;
        Assert.Equal(1, started);
        release.SetResult();
        foreach (var response in await Task.WhenAll(executing))
        {
            Assert.Equal("""{"data":{"n":1}}""", await response.ToJson());
            response.Dispose();
        }
    }

    [Fact]
    public async Task The_documents_kept_are_bounded_and_the_longest_unused_leaves_first()
    {
        var schema = Schema.Parse("type Query { n(of: Int): Int }");
        var planned = new List<string>();
        var bindings = new Bindings().Field("Query", "n", Resolver.Of(context =>
        {
            context.Selection.Remember(selection =>
            {
                planned.Add(selection.ResponseName);
                return selection.ResponseName;
            });
            return Column.AllNull(1);
        }));

        // Room for two documents of this length.
        using var engine = new GraphQLEngine(schema, bindings, EngineOptions.Default with { PlanCacheBytes = 7_000 });
        foreach (var name in new[] { "a", "b", "a", "c", "a", "b" })
        {
            using var response = await engine.Execute(GraphQLRequest.Of($"{{ {name}: n }}"), Cancellation);
        }

        Assert.Equal(["a", "b", "c", "b"], planned);
    }

    private static async Task<string> Ask(string query, string? variables, CostMode cost, EngineOptions? options = null)
    {
        var schema = Schema.Parse(Sdl);
        var graph = new JsonGraph(schema, JsonSerializer.Deserialize<JsonElement>("""{"zones": {"nodes": []}, "nodes": []}"""));
        var request = GraphQLRequest.Of(query) with { Variables = JsonSerializer.Deserialize<JsonElement>(variables ?? "null"), Cost = cost };
        using var response = await new GraphQLEngine(schema, graph.Bindings(), options).Execute(request, Cancellation);
        return await response.ToJson();
    }
}
