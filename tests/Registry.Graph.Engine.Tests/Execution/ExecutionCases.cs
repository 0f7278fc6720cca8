using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Graph.Engine.Types;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Registry.Graph.Engine.Tests.Execution;

/// <summary>Cases as rows: what a request on a tree of JSON is answered.</summary>
public sealed class ExecutionCases
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

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

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Cases", "Execution");

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_request_is_answered_as_its_case_says(string file, string name)
    {
        var cases = Read(file);
        var @case = cases.Cases.Single(@case => @case.Name == name);
        var schema = Schema.Parse(cases.Schema);
        var graph = new JsonGraph(schema, JsonSerializer.Deserialize<JsonElement>(@case.Data ?? cases.Data));
        var engine = new GraphQLEngine(schema, graph.Bindings());
        var request = GraphQLRequest.Of(@case.Query) with
        {
            OperationName = @case.OperationName,
            Variables = JsonSerializer.Deserialize<JsonElement>(@case.Variables ?? "null"),
        };

        // Twice, since the second time the plan is there.
        for (var i = 0; i < 2; i++)
        {
            using var response = await engine.Execute(request, TestContext.Current.CancellationToken);
            Assert.Equal(Normal(@case.Response), Normal(await response.ToJson()));
        }
    }

    // Places and codes of errors are the business of other tests, unless a case names them.
    private static string Normal(string json)
    {
        var response = JsonNode.Parse(json)!.AsObject();
        foreach (var error in response["errors"]?.AsArray() ?? [])
        {
            error!.AsObject().Remove("locations");
        }

        return response.ToJsonString();
    }

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

        public string? OperationName { get; set; }

        public string? Variables { get; set; }

        public string? Data { get; set; }

        public string Response { get; set; } = "";
    }
}
