using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Graph.Engine;
using SQLitePCL;

namespace Registry.Bench.National;

/// <summary>
/// The seven questions with their varied parameters. The data numbers its bodies; which of ours bears a number is looked up once, so that what is
/// asked is asked by our ids.
/// </summary>
internal sealed class NationalQuestions
{
    private readonly Dictionary<long, (string Id, long Key)> _bodies = [];
    private readonly string _data;
    private long _enterprises;

    /// <param name="data">The folder of the benchmark: variables in <c>variables/Q1.json</c> and so on.</param>
    /// <param name="store">The file of the store that is asked.</param>
    public NationalQuestions(string data, string store)
    {
        _data = data;
        using var database = new Handle(store);
        database.Each("""
            select cast(i.value as integer), d.id, d.entity_id
            from identifier i
            cross join directory d on d.entity_id = i.entity_id
            where i.scheme = 'BENCH_ID'
            """, row => _bodies[raw.sqlite3_column_int64(row, 0)] = (raw.sqlite3_column_text(row, 1).utf8_to_string(), raw.sqlite3_column_int64(row, 2)));
        _enterprises = _bodies.Keys.Count(number => number > 10_000_000);
    }

    /// <summary>The names of the questions.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"];

    /// <summary>The document of a question.</summary>
    public static string Document(string question, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "questions", question + ".graphql"));

    /// <summary>The bodies of the requests, one for each set of parameters.</summary>
    public async Task<IReadOnlyList<string>> Bodies(string question, GraphQLEngine engine)
    {
        var cursor = question == "Q6" ? await Cursor(engine) : [];
        var sets = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_data, "variables", question + ".json")))!.AsArray();
        var document = Document(question);
        return [.. sets.Select(set => JsonSerializer.Serialize(new { query = document, variables = Ours(question, set!.AsObject(), cursor) }, Plain))];
    }

    private static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private JsonObject Ours(string question, JsonObject set, byte[] cursor) => question switch
    {
        "Q1" or "Q2" or "Q5" => new JsonObject { ["id"] = Id((long)set["id"]!) },
        "Q3" => new JsonObject
        {
            ["zone"] = Id((long)set["zone"]!),
            ["level"] = (string)set["level"]! switch { "national" => "NATIONAL", "municipal" => "PREFECTURE", _ => "DISTRICT" },
            ["text"] = (string)set["text"]!,
        },
        "Q4" => new JsonObject { ["ids"] = new JsonArray([.. set["ids"]!.AsArray().Select(id => Id((long)id!)).Distinct().Select(id => (JsonNode)id)]) },
        "Q6" => new JsonObject { ["after"] = After((long)set["after"]!, cursor) },
        _ => [],
    };

    private string Id(long number) => Body(number).Id;

    // Data of another scale has fewer enterprises, or more.
    private (string Id, long Key) Body(long number) => _bodies[number > 10_000_000 ? 10_000_001 + ((number - 10_000_001) % _enterprises) : number];

    // A cursor is the mark of the field and the place in its order: of the plain list, the key of the body.
    private string After(long number, byte[] cursor)
    {
        var place = cursor.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(place.AsSpan(^8), Body(number).Key);
        return Base64Url.EncodeToString(place);
    }

    private static async Task<byte[]> Cursor(GraphQLEngine engine)
    {
        using var response = await engine.Execute(GraphQLRequest.Of("{ enterprises(first: 1) { edges { cursor } } }"));
        var answer = JsonNode.Parse(await response.ToJson())!;
        return Base64Url.DecodeFromChars((string)answer["data"]!["enterprises"]!["edges"]![0]!["cursor"]!);
    }
}
