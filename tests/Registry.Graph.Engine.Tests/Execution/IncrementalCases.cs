using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Graph.Engine.Types;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Registry.Graph.Engine.Tests.Execution;

/// <summary>Cases as rows: in which payloads a request on a tree of JSON is answered, word for word.</summary>
public sealed class IncrementalCases
{
    private const string Directives =
        """
        directive @defer(label: String, if: Boolean) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @stream(label: String, initialCount: Int! = 0, if: Boolean) on FIELD
        """;

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var file in Directory.EnumerateFiles(Folder, "*.yml").Order(StringComparer.Ordinal))
            {
                foreach (var @case in Read(Path.GetFileName(file)).Cases)
                {
                    all.Add(Path.GetFileName(file), @case.Name);
                }
            }

            return all;
        }
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Cases", "Incremental");

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_request_is_answered_in_the_payloads_of_its_case(string file, string name)
    {
        var cases = Read(file);
        var @case = cases.Cases.Single(@case => @case.Name == name);
        var schema = Schema.Parse($"{Directives}\n{cases.Schema}");
        var graph = new JsonGraph(schema, JsonSerializer.Deserialize<JsonElement>(@case.Data ?? cases.Data));
        using var engine = new GraphQLEngine(schema, graph.Bindings());
        var request = GraphQLRequest.Of(@case.Query) with { Variables = JsonSerializer.Deserialize<JsonElement>(@case.Variables ?? "null") };

        // Twice, since the second time the plan is there.
        for (var i = 0; i < 2; i++)
        {
            var payloads = new List<string>();
            await foreach (var payload in engine.Subscribe(request, Cancellation))
            {
                using (payload)
                {
                    payloads.Add(WithoutLocations(await payload.ToJson()));
                }
            }

            Assert.Equal(@case.Payloads.Select(WithoutLocations), payloads);
        }
    }

    private static string WithoutLocations(string json)
    {
        var payload = JsonNode.Parse(json)!.AsObject();
        var errors = Errors(payload).Concat(Entries(payload, "incremental").Concat(Entries(payload, "completed")).SelectMany(Errors));
        foreach (var error in errors)
        {
            error.Remove("locations");
        }

        return payload.ToJsonString();
    }

    private static IEnumerable<JsonObject> Entries(JsonObject payload, string name) => (payload[name]?.AsArray() ?? []).Select(entry => entry!.AsObject());

    private static IEnumerable<JsonObject> Errors(JsonObject entry) => Entries(entry, "errors");

    private static CaseFile Read(string file) => Yaml.Deserialize<CaseFile>(File.ReadAllText(Path.Combine(Folder, file)));

    private sealed class CaseFile
    {
        public string Schema { get; set; } = "";

        public string Data { get; set; } = "{}";

        public List<Case> Cases { get; set; } = [];
    }

    private sealed class Case
    {
        public string Name { get; set; } = "";

        public string Query { get; set; } = "";

        public string? Variables { get; set; }

        public string? Data { get; set; }

        public List<string> Payloads { get; set; } = [];
    }
}
