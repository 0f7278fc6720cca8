using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Execution;

/// <summary>What holds of answers in payloads whatever is asked.</summary>
public sealed class IncrementalTests
{
    private const int Documents = 2_000;

    private const string Directives =
        """

        directive @defer(label: String, if: Boolean) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @stream(label: String, initialCount: Int! = 0, if: Boolean) on FIELD
        """;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private static readonly EngineOptions Unbounded = EngineOptions.Default with
    {
        MaxErrors = int.MaxValue,
        MaxFieldCost = double.MaxValue,
        MaxTypeCost = double.MaxValue,
    };

    [Fact]
    public async Task All_payloads_of_a_generated_document_together_are_its_answer_without_the_directives()
    {
        var graph = new RandomGraph(seed: 1);
        var schema = Schema.Parse(graph.Sdl + Directives);
        using var engine = new GraphQLEngine(schema, new JsonGraph(schema, JsonSerializer.SerializeToElement(graph.Data)).Bindings(), Unbounded);
        var (inSeveral, failing, refused, differences) = (0, 0, 0, new List<string>());
        for (var seed = 0; seed < Documents; seed++)
        {
            var document = new RandomDocument(graph, seed, isIncremental: true);
            var request = GraphQLRequest.Of(document.Query) with { Variables = JsonSerializer.SerializeToElement(document.Variables) };
            using var whole = await engine.Execute(request, Cancellation);
            refused += whole.Kind == ResponseKind.Executed ? 0 : 1;
            var expected = JsonNode.Parse(await whole.ToJson())!["data"];
            var merged = await Merge(engine, request);
            (inSeveral, failing) = (inSeveral + (merged.Count > 1 ? 1 : 0), failing + (merged.Failed.Count > 0 ? 1 : 0));
            if (!IsSame(expected, merged.Data, merged.Failed, []))
            {
                differences.Add($"document {seed}\n{document.Query}\n{document.Variables.ToJsonString()}\nwhole  {expected?.ToJsonString()}\nmerged {merged.Data?.ToJsonString()}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {Documents} documents differ, such as {string.Join("\n\n", differences.Take(2))}");
        Assert.True(inSeveral > Documents / 4 && failing > Documents / 200 && refused < Documents / 10, $"{inSeveral} came in several payloads, {failing} failed in part, {refused} were refused.");
    }

    [Fact]
    public async Task A_field_of_a_deferred_fragment_is_resolved_once_for_all_objects_of_a_level()
    {
        var schema = Schema.Parse($"type Query {{ zones: [Zone] }} type Zone {{ id: ID bodies: [Body] }} type Body {{ id: ID }} {Directives}");
        var zones = string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"id":{{i}},"bodies":[{"id":1},{"id":2}]}"""));
        var graph = new JsonGraph(schema, JsonSerializer.Deserialize<JsonElement>($$"""{"zones":[{{zones}}]}"""));
        using var engine = new GraphQLEngine(schema, graph.Bindings());
        var merged = await Merge(engine, GraphQLRequest.Of("{ zones { id ... @defer { bodies { id } } } }"));
        Assert.Equal((2, 4), (merged.Count, graph.Resolved));
    }

    [Fact]
    public async Task Without_leave_for_several_payloads_the_answer_comes_at_once()
    {
        using var engine = Steps([], []);
        using var response = await engine.Execute(GraphQLRequest.Of("{ a ... @defer { b list @stream } }"), Cancellation);
        Assert.False(response.HasNext);
        Assert.Equal("""{"data":{"a":1,"b":2,"list":[1,2,3]}}""", await response.ToJson());
    }

    [Fact]
    public async Task The_session_stays_open_until_the_last_payload_and_payloads_are_made_when_they_are_asked_for()
    {
        List<string> log = [];
        using var engine = Steps(log, log);
        await foreach (var payload in engine.Subscribe(GraphQLRequest.Of("{ a ... @defer { b } list @stream(initialCount: 2) }"), Cancellation))
        {
            using (payload)
            {
                log.Add(await payload.ToJson());
            }
        }

        Assert.Equal(
            [
                "open",
                "a",
                "list",
                """{"data":{"a":1,"list":[1,2]},"pending":[{"id":"2","path":[]},{"id":"3","path":["list"]}],"hasNext":true}""",
                "b",
                """{"incremental":[{"id":"2","data":{"b":2}}],"completed":[{"id":"2"}],"hasNext":true}""",
                "close",
                """{"incremental":[{"id":"3","items":[3]}],"completed":[{"id":"3"}],"hasNext":false}""",
            ],
            log);
    }

    [Fact]
    public async Task Who_leaves_after_the_first_payload_closes_the_session_and_nothing_more_is_resolved()
    {
        List<string> log = [];
        using var engine = Steps(log, log);
        await foreach (var payload in engine.Subscribe(GraphQLRequest.Of("{ a ... @defer { b } }"), Cancellation))
        {
            payload.Dispose();
            break;
        }

        Assert.Equal(["open", "a", "close"], log);
    }

    [Fact]
    public async Task A_response_that_is_disposed_without_its_payloads_closes_the_session()
    {
        List<string> log = [];
        using var engine = Steps(log, log);
        using (var response = await engine.Execute(GraphQLRequest.Of("{ a ... @defer { b } }") with { AllowsIncremental = true }, Cancellation))
        {
            Assert.True(response.HasNext);
        }

        Assert.Equal(["open", "a", "close"], log);
    }

    [Fact]
    public async Task Past_the_deadline_what_is_pending_is_completed_with_the_error()
    {
        List<string> log = [];
        using var engine = Steps(log, log, TimeSpan.FromMilliseconds(200));
        var payloads = new List<string>();
        await foreach (var payload in engine.Subscribe(GraphQLRequest.Of("{ a ... @defer { never } ... @defer { b } }"), Cancellation))
        {
            payloads.Add(await payload.ToJson());
        }

        Assert.Equal(
            """{"completed":[{"id":"2","errors":[{"message":"The request exceeded the configured timeout of `00:00:00.2000000`.","extensions":{"code":"HC0045","limit":"00:00:00.2000000"}}]},{"id":"3","errors":[{"message":"The request exceeded the configured timeout of `00:00:00.2000000`.","extensions":{"code":"HC0045","limit":"00:00:00.2000000"}}]}],"hasNext":false}""",
            payloads[^1]);
        Assert.Equal("close", log[^1]);
    }

    [Fact]
    public async Task A_request_that_waits_for_its_next_payload_takes_no_turn()
    {
        List<string> log = [];
        using var engine = Steps(log, log, most: 1);
        await foreach (var payload in engine.Subscribe(GraphQLRequest.Of("{ a ... @defer { b } }"), Cancellation))
        {
            using var other = await engine.Execute(GraphQLRequest.Of("{ b }"), Cancellation);
            Assert.Equal("""{"data":{"b":2}}""", await other.ToJson());
        }
    }

    // Where a fragment or list could not be completed the answer as a whole had null, at its border or above.
    private static bool IsSame(JsonNode? whole, JsonNode? merged, List<JsonArray> failed, JsonNode[] path)
    {
        switch (whole, merged)
        {
            case (null, null):
                return true;
            case (null, _):
                return failed.Exists(at => path.Zip(at).All(steps => JsonNode.DeepEquals(steps.First, steps.Second)) && at.Count >= path.Length);
            case (JsonObject expected, JsonObject actual):
                return actual.All(field => expected.ContainsKey(field.Key))
                    && expected.All(field => actual.TryGetPropertyValue(field.Key, out var value)
                        ? IsSame(field.Value, value, failed, [.. path, JsonValue.Create(field.Key)])
                        : FailedAbove(failed, path));
            case (JsonArray expected, JsonArray actual):
                return actual.Count == expected.Count && expected.Index().All(item => IsSame(item.Item, actual[item.Index], failed, [.. path, JsonValue.Create(item.Index)]));
            default:
                return JsonNode.DeepEquals(whole, merged);
        }
    }

    private static bool FailedAbove(List<JsonArray> failed, JsonNode[] path) =>
        failed.Exists(at => at.Count <= path.Length && at.Zip(path).All(steps => JsonNode.DeepEquals(steps.First, steps.Second)));

    private static async Task<MergedPayloads> Merge(GraphQLEngine engine, GraphQLRequest request)
    {
        var merged = new MergedPayloads();
        await foreach (var payload in engine.Subscribe(request, Cancellation))
        {
            using (payload)
            {
                merged.Add(JsonNode.Parse(await payload.ToJson())!.AsObject());
            }
        }

        Assert.False(merged.HasNext);
        return merged;
    }

    private static GraphQLEngine Steps(List<string> resolved, List<string> sessions, TimeSpan? timeout = null, int most = 64)
    {
        var schema = Schema.Parse($"type Query {{ a: Int b: Int list: [Int] never: Int }} {Directives}");
        var bindings = new Bindings()
            .Field("Query", "a", Step("a", _ => new LongColumn([1], 1)))
            .Field("Query", "b", Step("b", _ => new LongColumn([2], 1)))
            .Field("Query", "list", Step("list", _ => ListColumn.One(new LongColumn([1, 2, 3], 3))))
            .Field("Query", "never", Resolver.Async(async context =>
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return Column.AllNull(1);
            }));
        return new GraphQLEngine(schema, bindings, EngineOptions.Default with
        {
            ExecutionTimeout = timeout ?? EngineOptions.Default.ExecutionTimeout,
            MaxConcurrentRequests = most,
            OpenSession = _ =>
            {
                sessions.Add("open");
                return ValueTask.FromResult<IAsyncDisposable>(new Session(() => sessions.Add("close")));
            },
        });

        Resolver Step(string name, Func<FieldContext, Column> resolve) => Resolver.Of(context =>
        {
            resolved.Add(name);
            return resolve(context);
        });
    }

    private sealed class Session(Action close) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            close();
            return ValueTask.CompletedTask;
        }
    }
}
