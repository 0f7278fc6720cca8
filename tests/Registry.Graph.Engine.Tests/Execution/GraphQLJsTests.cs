using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Graph.Engine.Types;
using Registry.Tests.Foreign;

namespace Registry.Graph.Engine.Tests.Execution;

public sealed class GraphQLJsTests
{
    private const int Documents = 2_000;

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private static readonly EngineOptions Unbounded = EngineOptions.Default with
    {
        MaxErrors = int.MaxValue,
        MaxFieldCost = double.MaxValue,
        MaxTypeCost = double.MaxValue,
    };

    [Fact]
    [Trait("Suite", "foreign")]
    public async Task Generated_documents_are_answered_as_graphql_js_answers_them()
    {
        var graph = new RandomGraph(seed: 1);
        var documents = Enumerable.Range(0, Documents).Select(seed => new RandomDocument(graph, seed)).ToArray();
        var expected = await Expected(graph, documents);
        var (answered, failing) = (expected.Count(answer => answer["data"] is not null), expected.Count(answer => answer["paths"]!.AsArray().Count > 0));
        Assert.True(answered > Documents / 2 && failing > Documents / 4, $"Of {Documents} documents only {answered} have data and {failing} errors.");
        var schema = Schema.Parse(graph.Sdl);
        var engine = new GraphQLEngine(schema, new JsonGraph(schema, JsonSerializer.SerializeToElement(graph.Data)).Bindings(), Unbounded);
        var differences = new List<string>();
        for (var i = 0; i < documents.Length; i++)
        {
            var variables = JsonSerializer.SerializeToElement(documents[i].Variables);
            using var response = await engine.Execute(GraphQLRequest.Of(documents[i].Query) with { Variables = variables }, Cancellation);
            var actual = JsonNode.Parse(await response.ToJson())!.AsObject();
            var (own, foreign) = (Meaning(actual), Meaning(expected[i]));
            if (own != foreign)
            {
                differences.Add($"document {i}\n{documents[i].Query}\n{documents[i].Variables.ToJsonString()}\nours     {own}\nexpected {foreign}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {Documents} documents differ, such as {string.Join("\n\n", differences.Take(2))}");
    }

    [Fact]
    [Trait("Suite", "foreign")]
    public async Task A_client_that_asks_for_the_schema_gets_the_public_schema()
    {
        var sdl = await File.ReadAllTextAsync(Repository("schema/registry.graphql"), Cancellation);
        var schema = Schema.Parse(sdl);
        var engine = new GraphQLEngine(schema, new JsonGraph(schema, JsonSerializer.SerializeToElement(new JsonObject())).Bindings());
        var query = string.Join('\n', await Node.Run("introspection-query.mjs"));
        using var response = await engine.Execute(GraphQLRequest.Of(query), Cancellation);
        Assert.Empty(response.Errors);
        var file = Path.GetTempFileName();
        try
        {
            var work = new JsonObject { ["sdl"] = sdl, ["introspection"] = JsonNode.Parse(await response.ToJson())!["data"]!.DeepClone() };
            await File.WriteAllTextAsync(file, work.ToJsonString(), Cancellation);
            Assert.Equal(["equal"], await Node.Run("client-schema.mjs", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Repository(string path, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../..", path));

    private static async Task<JsonObject[]> Expected(RandomGraph graph, RandomDocument[] documents)
    {
        var file = Path.GetTempFileName();
        try
        {
            var requests = documents.Select(document => new JsonObject { ["query"] = document.Query, ["variables"] = document.Variables.DeepClone() });
            var work = new JsonObject { ["sdl"] = graph.Sdl, ["data"] = graph.Data.DeepClone(), ["requests"] = new JsonArray([.. requests]) };
            await File.WriteAllTextAsync(file, work.ToJsonString(), Cancellation);
            return [.. (await Node.Run("execute.mjs", file)).Select(line => JsonNode.Parse(line)!.AsObject())];
        }
        finally
        {
            File.Delete(file);
        }
    }

    // The data, and where errors made something null: of the errors below a position that is null, which of them are told depends on
    // how soon an executor gives up, so only the position counts.
    private static string Meaning(JsonObject response)
    {
        var paths = response["paths"]?.AsArray().Select(path => path) ?? response["errors"]?.AsArray().Select(error => error!["path"]) ?? [];
        var nulls = paths.Select(path => NullPosition(response["data"], path as JsonArray)).Distinct().Order(StringComparer.Ordinal);
        return $"{response["data"]?.ToJsonString() ?? "null"} {string.Join(' ', nulls)} {response["invalid"]?.ToJsonString()}";
    }

    private static string NullPosition(JsonNode? data, JsonArray? path)
    {
        var position = "";
        foreach (var step in path ?? [])
        {
            if (data is null)
            {
                break;
            }

            position += $"/{step}";
            data = data is JsonArray list ? list[step!.GetValue<int>()] : data[step!.GetValue<string>()];
        }

        return position + (data is null ? "" : " is not null");
    }
}
