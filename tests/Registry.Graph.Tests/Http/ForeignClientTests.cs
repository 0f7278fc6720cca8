using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Graph.Engine;
using Registry.Graph.Http;
using Registry.Tests.Foreign;

namespace Registry.Graph.Tests.Http;

/// <summary>
/// Operations of tests/node/operations, compiled against the schema as teams compile theirs; then each text that came out is sent to the
/// served API, which keeps the limits of the product.
/// </summary>
[Trait("Suite", "foreign")]
public sealed class ForeignClientTests : IDisposable
{
    private const string IdOf = "id of ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("registry-client-");
    private readonly AskedStore _store = new(Chongqing.Rows(), EngineOptions.Default);
    private readonly HttpClient _client = new();

    public void Dispose()
    {
        _client.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("relay.mjs", "relay", 8)]
    [InlineData("codegen.mjs", "codegen", 3)]
    public async Task What_a_compiler_of_operations_makes_of_our_schema_is_answered(string compiler, string operations, int count)
    {
        var compiled = await Compile(compiler);
        Assert.Equal(count, compiled.Length);
        var variables = await Variables(operations);
        await using var served = await ServedStore.Serve(_store, new GraphQLHttpOptions());
        foreach (var operation in compiled)
        {
            Judge(operation, await Ask(served, new { query = operation.Text, variables = await WithIds(variables[operation.Name]!) }));
        }
    }

    [Fact]
    public async Task What_relay_persisted_is_answered_by_its_id_where_only_that_is_trusted()
    {
        var trusted = (await Compile("relay.mjs")).ToDictionary(operation => operation.Id!, StringComparer.Ordinal);
        var variables = await Variables("relay");
        await using var served = await ServedStore.Serve(_store, new GraphQLHttpOptions
        {
            OnlyTrustedDocuments = true,
            FindDocument = (id, _) => ValueTask.FromResult(trusted.TryGetValue(id, out var operation) ? Encoding.UTF8.GetBytes(operation.Text) : null),
        });
        foreach (var (id, operation) in trusted)
        {
            Judge(operation, await Ask(served, new { id, variables = await WithIds(variables[operation.Name]!) }));
        }

        Assert.NotNull((await Ask(served, new { query = "{ __typename }" }))["errors"]);
    }

    [Fact]
    public async Task The_pages_that_relay_asks_for_are_the_list()
    {
        var page = (await Compile("relay.mjs")).Single(operation => operation.Name == "ZoneListPaginationQuery").Text;
        await using var served = await ServedStore.Serve(_store, new GraphQLHttpOptions());
        var names = new List<string>();
        for (var (cursor, more) = ((string?)null, true); more;)
        {
            var answer = await Ask(served, new { query = page, variables = new { count = 3, cursor, order = new[] { new { name = "DESC" } } } });
            var zones = answer["data"]!["zones"]!;
            names.AddRange(zones["edges"]!.AsArray().Select(edge => edge!["node"]!["name"]!.GetValue<string>()));
            (cursor, more) = (zones["pageInfo"]!["endCursor"]!.GetValue<string>(), zones["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        }

        Assert.Equal(Enumerable.Range(0, 8).Reverse().Select(zone => $"高新区{zone}"), names);
    }

    private async Task<Operation[]> Compile(string compiler)
    {
        var schema = Path.Combine(BundledSources.Root(), "schema", "registry.graphql");
        return [.. (await Node.Run(compiler, schema, _folder.FullName)).Select(line => JsonSerializer.Deserialize<Operation>(line, JsonSerializerOptions.Web)!)];
    }

    private static async Task<JsonNode> Variables(string operations) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Operations(), operations, "variables.json"), TestContext.Current.CancellationToken))!;

    private async Task<JsonObject> Ask<T>(ServedStore served, T request)
    {
        using var response = await _client.PostAsJsonAsync(served.Address, request, TestContext.Current.CancellationToken);
        return (await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
    }

    // The ids of a store are not known before it is filled: the variables name the body.
    private async Task<JsonNode> WithIds(JsonNode variables)
    {
        var text = variables.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        while (text.IndexOf(IdOf, StringComparison.Ordinal) is >= 0 and var at)
        {
            var name = text[(at + IdOf.Length)..text.IndexOf('"', at)];
            var found = await _store.Ask("query($name: String) { entities(where: { name: { eq: $name } }) { nodes { id } } }", new { name });
            text = text.Replace(IdOf + name, found.GetProperty("entities").GetProperty("nodes")[0].GetProperty("id").GetString(), StringComparison.Ordinal);
        }

        return JsonNode.Parse(text)!;
    }

    private static void Judge(Operation operation, JsonObject answer) =>
        Assert.True(answer["errors"] is null && Holds(answer["data"]), $"{operation.Name}\n{operation.Text}\n{answer}");

    // No list is empty and nothing asked for at the top is null: the operation found what it is about.
    private static bool Holds(JsonNode? data) => data is JsonObject fields && fields.All(field => field.Value switch
    {
        null => false,
        JsonArray list => list.Count > 0,
        JsonObject connection when connection["nodes"] is JsonArray nodes => nodes.Count > 0,
        JsonObject connection when connection["edges"] is JsonArray edges => edges.Count > 0,
        _ => true,
    });

    private static string Operations([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "node", "operations"));

    private sealed record Operation(string Name, string? Id, string Text);
}
