using System.Text.Json.Nodes;

namespace Registry.Graph.Engine.Tests.Execution;

/// <summary>
/// A schema of some forty types and a graph of objects for it, both from a seed. A field's name says its type wherever it stands, so that any
/// two selections can be merged. A tenth of the values is null or fails, also where it may not.
/// </summary>
internal sealed class RandomGraph
{
    private const int ObjectTypes = 26;
    private const int ObjectsOfType = 6;

    private static readonly (string Name, string Type)[] Leaves =
    [
        ("id", "ID!"), ("text", "String"), ("title", "String!"), ("count", "Int"), ("size", "Int!"), ("share", "Float"), ("open", "Boolean"), ("level", "Level"),
        ("rank", "Rank!"), ("tags", "[String]"), ("words", "[String!]"), ("marks", "[Int!]!"), ("grid", "[[Int]]"), ("table", "[[Int!]!]"),
    ];

    private static readonly (string Name, string Type, string Argument)[] Echoes =
    [
        ("echo", "String", "of: String"), ("number", "Int", "of: Int = 5"), ("pick", "Level", "of: Level = LOW"), ("list", "[Int]", "of: [Int!]"), ("must", "Int", "of: Int!"),
    ];

    private readonly Random _random;
    private readonly Dictionary<string, (string Type, string? Argument)> _catalogue = [];
    private readonly Dictionary<string, string[]> _fields = [];

    public RandomGraph(int seed)
    {
        _random = new Random(seed);
        Objects = [.. Enumerable.Range(0, ObjectTypes).Select(i => $"Body{i}")];
        Interfaces = Enumerable.Range(0, 5).ToDictionary(i => $"Kind{i}", i => Objects.Where((_, at) => at % 5 == i || at % 7 == i).ToArray());
        Unions = Enumerable.Range(0, 4).ToDictionary(i => $"Any{i}", i => Objects.Where((_, at) => at % 4 == i || at % 9 == i).ToArray());
        FillCatalogue();
        DealFields();
        Sdl = Print();
        Data = new JsonObject { ["$shared"] = new JsonObject(Objects.SelectMany(All)) };
        foreach (var field in FieldsOf("Query"))
        {
            Data[field] = Value(_catalogue[field].Type, canFail: true);
        }
    }

    public string Sdl { get; }

    public JsonObject Data { get; }

    public string[] Objects { get; }

    public Dictionary<string, string[]> Interfaces { get; }

    public Dictionary<string, string[]> Unions { get; }

    public string[] FieldsOf(string type) => _fields.GetValueOrDefault(type, []);

    public (string Type, string? Argument) Field(string name) => _catalogue[name];

    public string[] PossibleTypes(string type) => Interfaces.GetValueOrDefault(type) ?? Unions.GetValueOrDefault(type) ?? [type];

    public IEnumerable<string> Composites => Objects.Concat(Interfaces.Keys).Concat(Unions.Keys);

    private void FillCatalogue()
    {
        foreach (var (name, type) in Leaves)
        {
            _catalogue.Add(name, (type, null));
        }

        foreach (var (name, type, argument) in Echoes)
        {
            _catalogue.Add(name, (type, argument));
        }

        foreach (var type in Composites)
        {
            _catalogue.Add($"one{type}", (type, null));
            _catalogue.Add($"must{type}", ($"{type}!", null));
            _catalogue.Add($"many{type}", ($"[{type}]", null));
            _catalogue.Add($"all{type}", ($"[{type}!]", null));
            _catalogue.Add($"every{type}", ($"[[{type}!]!]!", null));
        }
    }

    private void DealFields()
    {
        foreach (var type in Interfaces.Keys)
        {
            _fields.Add(type, Deal(6));
        }

        foreach (var type in Objects.Append("Query"))
        {
            var shared = Interfaces.Where(kind => kind.Value.Contains(type)).SelectMany(kind => _fields[kind.Key]);
            _fields.Add(type, [.. shared.Concat(Deal(type == "Query" ? 60 : 14)).Distinct()]);
        }
    }

    private string[] Deal(int count) => [.. Enumerable.Range(0, count).Select(_ => Pick([.. _catalogue.Keys])).Append("id").Distinct()];

    private string Print()
    {
        var kinds = Interfaces.Keys.Select(kind => $"interface {kind} {{ {Fields(kind)} }}");
        var bodies = Objects.Select(type =>
        {
            var implemented = Interfaces.Where(kind => kind.Value.Contains(type)).Select(kind => kind.Key).ToArray();
            return $"type {type} {(implemented.Length > 0 ? $"implements {string.Join(" & ", implemented)} " : "")}{{ {Fields(type)} }}";
        });
        var unions = Unions.Select(union => $"union {union.Key} = {string.Join(" | ", union.Value)}");
        return string.Join('\n', [$"type Query {{ {Fields("Query")} }}", "enum Level { HIGH LOW }", "enum Rank { A B C }", .. kinds, .. bodies, .. unions]);
    }

    private string Fields(string type) => string.Join("  ", FieldsOf(type).Select(name =>
        _catalogue[name] is (var of, { } argument) ? $"{name}({argument}): {of}" : $"{name}: {_catalogue[name].Type}"));

    private IEnumerable<KeyValuePair<string, JsonNode?>> All(string type) => Enumerable.Range(0, ObjectsOfType).Select(i =>
    {
        var body = new JsonObject { ["__typename"] = type };
        foreach (var field in FieldsOf(type))
        {
            body[field] = field == "id" ? JsonValue.Create($"{type}-{i}") : Value(_catalogue[field].Type, canFail: true, _catalogue[field].Argument is not null);
        }

        return KeyValuePair.Create($"{type}-{i}", (JsonNode?)body);
    });

    private JsonNode? Value(string type, bool canFail, bool isEcho = false)
    {
        if (isEcho)
        {
            return new JsonObject { ["$arg"] = "of" };
        }

        // Where null may not be it comes seldom, or nothing would be left of the answers.
        var isNonNull = type.EndsWith('!');
        var luck = _random.Next(isNonNull ? 400 : 20);
        if (luck == 0 || (luck == 1 && canFail))
        {
            return luck == 0 ? null : new JsonObject { ["$error"] = "failed" };
        }

        type = type.TrimEnd('!');
        if (type.StartsWith('['))
        {
            var items = Enumerable.Range(0, _random.Next(4)).Select(_ => Value(type[1..^1], canFail && !type.StartsWith("[[", StringComparison.Ordinal)));
            return new JsonArray([.. items]);
        }

        return type switch
        {
            "ID" or "String" => JsonValue.Create(Pick(["a", "重庆", "\"\\\n", "", "😀"])),
            "Int" => JsonValue.Create(Pick([0L, -7L, 2147483647L, _random.Next(1000), _random.Next(60) == 0 ? 2147483648L : 1L])),
            "Float" => JsonValue.Create(Pick([0.5, -2.25, 1234567.125])),
            "Boolean" => JsonValue.Create(_random.Next(2) == 0),
            "Level" => JsonValue.Create(_random.Next(30) == 0 ? "MIDDLE" : Pick(["HIGH", "LOW"])),
            "Rank" => JsonValue.Create(Pick(["A", "B", "C"])),
            _ => new JsonObject { ["$ref"] = $"{Pick(PossibleTypes(type))}-{_random.Next(ObjectsOfType)}" },
        };
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
