using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Execution;

/// <summary>How an operation runs: a field once a level, a session for all of it, mutations in turn, an answer in pieces.</summary>
public sealed class LevelTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_field_is_resolved_once_for_all_parents_of_a_level()
    {
        var schema = Schema.Parse("type Query { zones: [Zone] } type Zone { id: ID bodies: [Body] } type Body { id: ID zone: Zone }");
        var bodies = string.Join(',', Enumerable.Range(0, 50).Select(i => $$$"""{"id":{{{i}}},"zone":{"id":0}}"""));
        var zones = string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"id":{{i}},"bodies":[{{bodies}}]}"""));
        var graph = new JsonGraph(schema, JsonSerializer.Deserialize<JsonElement>($$"""{"zones":[{{zones}}]}"""));
        using var response = await new GraphQLEngine(schema, graph.Bindings()).Execute(GraphQLRequest.Of("{ zones { id bodies { id zone { id } } } }"), Cancellation);
        Assert.Empty(response.Errors);
        Assert.Equal(6, graph.Resolved);
    }

    [Fact]
    public async Task A_row_that_many_parents_have_is_resolved_once()
    {
        var schema = Schema.Parse("type Query { zones: [Zone] } type Zone { place: Place } type Place { name: String }");
        var parents = new List<int>();
        var places = new NamedRows(["a", "b"]);
        var bindings = new Bindings()
            .Field("Query", "zones", Resolver.Of(_ => ListColumn.One(ObjectColumn.Each(new NamedRows(["1", "2", "3", "4"])))))
            .Field("Zone", "place", Resolver.Of(context => new ObjectColumn(places, [1, 0, 1, -1], context.Count)))
            .Field("Place", "name", Resolver.Of(context =>
            {
                parents.Add(context.Count);
                return context.Pick(Utf8Column.Of(context.Memory, context.Parents<NamedRows>().Names));
            }));
        using var response = await new GraphQLEngine(schema, bindings).Execute(GraphQLRequest.Of("{ zones { place { name } } }"), Cancellation);
        Assert.Equal(
            """{"data":{"zones":[{"place":{"name":"b"}},{"place":{"name":"a"}},{"place":{"name":"b"}},{"place":null}]}}""",
            await response.ToJson());
        Assert.Equal([2], parents);
    }

    [Fact]
    public async Task Mutations_run_in_turn_each_with_all_below_it()
    {
        var schema = Schema.Parse("type Query { a: Int } type Mutation { add(n: Int!): Sum } type Sum { total: Int }");
        var (total, log) = (0L, new List<string>());
        var bindings = new Bindings()
            .Field("Query", "a", Resolver.Of(context => Column.AllNull(context.Count)))
            .Field("Mutation", "add", Resolver.Async(async context =>
            {
                await Task.Yield();
                total += context.Arguments.Get<int>("n");
                log.Add($"add {total}");
                return ObjectColumn.Each(new NamedRows(["sum"]));
            }))
            .Field("Sum", "total", Resolver.Of(_ =>
            {
                log.Add($"total {total}");
                return new LongColumn([total], 1);
            }));
        var engine = new GraphQLEngine(schema, bindings);
        using var response = await engine.Execute(GraphQLRequest.Of("mutation { a: add(n: 1) { total } b: add(n: 2) { total } c: add(n: 3) { total } }"), Cancellation);
        Assert.Equal("""{"data":{"a":{"total":1},"b":{"total":3},"c":{"total":6}}}""", await response.ToJson());
        Assert.Equal(["add 1", "total 1", "add 3", "total 3", "add 6", "total 6"], log);
    }

    [Fact]
    public async Task A_session_is_opened_once_for_data_and_closed_before_the_answer_is_written()
    {
        var schema = Schema.Parse("type Query { a: Int b: Int }");
        var (opened, closed) = (0, 0);
        var bindings = new Bindings();
        foreach (var field in new[] { "a", "b" })
        {
            bindings.Field("Query", field, Resolver.Of(context => new LongColumn([context.Session<Session>().Number], 1)));
        }

        var options = EngineOptions.Default with
        {
            OpenSession = _ => ValueTask.FromResult<IAsyncDisposable>(new Session(++opened, () => closed++)),
        };
        var engine = new GraphQLEngine(schema, bindings, options);
        using (var response = await engine.Execute(GraphQLRequest.Of("{ a b }"), Cancellation))
        {
            Assert.Equal((1, 1), (opened, closed));
            Assert.Equal("""{"data":{"a":1,"b":1}}""", await response.ToJson());
        }

        foreach (var without in new[] { "{ __typename }", "{ __schema { queryType { name } } }", "{ c }", "{" })
        {
            using var response = await engine.Execute(GraphQLRequest.Of(without), Cancellation);
            Assert.Equal((1, 1), (opened, closed));
        }
    }

    [Fact]
    public async Task What_fails_unexpectedly_is_told_once_and_kept_from_the_client()
    {
        var schema = Schema.Parse("type Query { list: [Item] } type Item { n: Int }");
        var told = new List<string>();
        var bindings = new Bindings()
            .Field("Query", "list", Resolver.Of(_ => ListColumn.One(ObjectColumn.Each(new NamedRows(["1", "2"])))))
            .Field("Item", "n", Resolver.Of(_ => throw new InvalidOperationException("no such table: secret")));
        var options = EngineOptions.Default with { OnUnexpected = (exception, coordinate) => told.Add($"{coordinate}: {exception.Message}") };
        using var response = await new GraphQLEngine(schema, bindings, options).Execute(GraphQLRequest.Of("{ list { n } }"), Cancellation);
        Assert.DoesNotContain("secret", await response.ToJson(), StringComparison.Ordinal);
        Assert.Equal(["Item.n: no such table: secret"], told);
    }

    [Fact]
    public async Task A_resolver_may_refuse_with_words_for_the_client()
    {
        var schema = Schema.Parse("type Query { page: Int }");
        var bindings = new Bindings().Field("Query", "page", Resolver.Of(_ =>
            throw new FieldException("The maximum allowed items per page were exceeded.", "HC0051", [new("requestedItems", 2000), new("maxAllowedItems", 1000)])));
        using var response = await new GraphQLEngine(schema, bindings).Execute(GraphQLRequest.Of("{\n  page\n}"), Cancellation);
        Assert.Equal(
            """{"errors":[{"message":"The maximum allowed items per page were exceeded.","locations":[{"line":2,"column":3}],"path":["page"],"extensions":{"code":"HC0051","requestedItems":2000,"maxAllowedItems":1000}}],"data":{"page":null}}""",
            await response.ToJson());
    }

    [Fact]
    public void Bindings_that_do_not_fit_the_schema_are_named_all_at_once()
    {
        var schema = Schema.Parse("type Query { a: Int b: Int }");
        var bindings = new Bindings().Field("Query", "c", Resolver.Of(_ => Column.AllNull(1))).Field("Zone", "a", Resolver.Of(_ => Column.AllNull(1)));
        var fault = Assert.Throws<ArgumentException>(() => new GraphQLEngine(schema, bindings));
        Assert.StartsWith(
            "The bindings do not fit the schema: Query.c is bound, but the schema does not have it; Zone.a is bound, but the schema does not have it; "
            + "Query.a has no resolver; Query.b has no resolver.",
            fault.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resolver_sees_what_is_selected_below_it_with_arguments_and_without_what_is_left_out()
    {
        var schema = Schema.Parse(
            "type Query { any: [Any] } union Any = Zone | School type Zone { name(of: String = \"x\"): String area: Float } type School { name: String pupils: Int }");
        var (seen, made) = (new List<string>(), 0);
        var bindings = new Bindings();
        foreach (var (type, field) in new[] { ("Zone", "name"), ("Zone", "area"), ("School", "name"), ("School", "pupils") })
        {
            bindings.Field(type, field, Resolver.Of(context => Column.AllNull(context.Count)));
        }

        bindings.Field("Query", "any", Resolver.Of(context =>
        {
            var selection = context.Selection;
            seen.Add(string.Join(' ', selection.PossibleTypes.Select(type =>
                $"{type}({string.Join(' ', selection.Children(type).Select(child => $"{child.ResponseName}:{child.Name}{child.Arguments["of"]}"))})")));
            seen.Add($"{selection.Selects("pupils")} {selection.Selects("area")} {selection.Find("name", "Zone")?.ResponseName}");
            seen.Add(selection.Remember(_ => $"made {++made}"));
            return ListColumn.One(Column.AllNull(0));
        }));
        var engine = new GraphQLEngine(schema, bindings);
        var query = "query($s: Boolean!, $of: String) { any { ... on Zone { n: name(of: $of) area @skip(if: $s) } ...S } } fragment S on School { pupils }";
        foreach (var variables in new[] { """{"s":true,"of":"y"}""", """{"s":false}""", """{"s":true,"of":"z"}""" })
        {
            using var response = await engine.Execute(
                GraphQLRequest.Of(query) with { Variables = JsonSerializer.Deserialize<JsonElement>(variables) }, Cancellation);
            Assert.Empty(response.Errors);
        }

        Assert.Equal(
            [
                "Zone(n:namey) School(pupils:pupils)", "True False n", "made 1",
                "Zone(n:namex area:area) School(pupils:pupils)", "True True n", "made 2",
                "Zone(n:namez) School(pupils:pupils)", "True False n", "made 1",
            ],
            seen);
    }

    [Fact]
    public async Task A_long_answer_leaves_in_pieces()
    {
        var schema = Schema.Parse("type Query { names: [String!]! }");
        var bindings = new Bindings().Field("Query", "names", Resolver.Of(context =>
        {
            var names = new Utf8ColumnBuilder(context.Memory);
            for (var i = 0; i < 100_000; i++)
            {
                names.Append("重庆市荣昌区高新技术产业开发区"u8);
            }

            return ListColumn.One(names.Build());
        }));
        using var response = await new GraphQLEngine(schema, bindings).Execute(GraphQLRequest.Of("{ names }"), Cancellation);
        var output = new CountingPipeWriter();
        await response.WriteTo(output, Cancellation);
        var json = JsonSerializer.Deserialize<JsonElement>(output.Written.WrittenSpan);
        Assert.Equal(100_000, json.GetProperty("data").GetProperty("names").GetArrayLength());
        Assert.True(output.Flushes >= 50, $"{output.Written.WrittenCount} bytes left in {output.Flushes} pieces.");
        Assert.True(output.LongestPiece <= 128 << 10, $"The longest piece had {output.LongestPiece} bytes.");
    }

    [Fact]
    public async Task A_long_answer_that_is_stored_leaves_in_pieces_too()
    {
        var types = string.Join('\n', Enumerable.Range(0, 3000).Select(i => $"input Filter{i} {{ id: ID name: String zone: ID }}"));
        var schema = Schema.Parse($"type Query {{ zone: ID }} {types}");
        var engine = new GraphQLEngine(schema, new Bindings().Field("Query", "zone", Resolver.Of(context => Column.AllNull(context.Count))));
        var output = new CountingPipeWriter();
        using var response = await engine.Execute(GraphQLRequest.Of("{ __schema { types { name kind inputFields { name type { name kind } } } } }"), Cancellation);
        await response.WriteTo(output, Cancellation);
        Assert.Equal(response.Length, output.Written.WrittenCount);
        var told = JsonSerializer.Deserialize<JsonElement>(output.Written.WrittenSpan).GetProperty("data").GetProperty("__schema").GetProperty("types");
        Assert.True(told.GetArrayLength() > 3000);
        Assert.True(output.Flushes >= 2, $"{output.Written.WrittenCount} bytes left in {output.Flushes} pieces.");
        Assert.True(output.LongestPiece <= 256 << 10, $"The longest piece had {output.LongestPiece} bytes.");
    }

    [Fact]
    public async Task Any_text_is_written_so_that_it_reads_back_the_same()
    {
        var schema = Schema.Parse("type Query { names: [String!]! }");
        var texts = Enumerable.Range(0, 0x3000).Select(i => char.IsSurrogate((char)i) ? "" : $"{(char)i}x{(char)i}").Append(new string('"', 5000)).Append("😀").ToList();
        var bindings = new Bindings().Field("Query", "names", Resolver.Of(context => ListColumn.One(Utf8Column.Of(context.Memory, texts))));
        using var response = await new GraphQLEngine(schema, bindings).Execute(GraphQLRequest.Of("{ names }"), Cancellation);
        var json = JsonSerializer.Deserialize<JsonElement>(await response.ToJson());
        Assert.Equal(texts, json.GetProperty("data").GetProperty("names").EnumerateArray().Select(name => name.GetString()!));
    }

    private sealed class NamedRows(string[] names) : Rows(names.Length)
    {
        public string[] Names => names;
    }

    private sealed class Session(int number, Action close) : IAsyncDisposable
    {
        public long Number => number;

        public ValueTask DisposeAsync()
        {
            close();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class CountingPipeWriter : PipeWriter
    {
        private int _flushed;

        public ArrayBufferWriter<byte> Written { get; } = new();

        public int Flushes { get; private set; }

        public int LongestPiece { get; private set; }

        public override void Advance(int bytes) => Written.Advance(bytes);

        public override Memory<byte> GetMemory(int sizeHint = 0) => Written.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => Written.GetSpan(sizeHint);

        public override void CancelPendingFlush() => throw new NotSupportedException();

        public override void Complete(Exception? exception = null)
        {
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            Flushes++;
            LongestPiece = Math.Max(LongestPiece, Written.WrittenCount - _flushed);
            _flushed = Written.WrittenCount;
            return ValueTask.FromResult(new FlushResult(isCanceled: false, isCompleted: false));
        }
    }
}
