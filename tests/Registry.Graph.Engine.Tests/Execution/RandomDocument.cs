using System.Text;
using System.Text.Json.Nodes;

namespace Registry.Graph.Engine.Tests.Execution;

/// <summary>A valid document for a random graph, with fragments, aliases, conditions and variables, and values for its variables.</summary>
internal sealed class RandomDocument
{
    private static readonly (string Type, string[] Literals, JsonNode?[] Values)[] Inputs =
    [
        ("String", ["\"x\"", "null", "\"\"\"block\n  text\"\"\""], ["y", null, "重庆"]),
        ("Int = 5", ["1", "-3", "null"], [7, null, 0]),
        ("Level = LOW", ["HIGH", "null"], ["LOW", "HIGH", null]),
        ("[Int!]", ["[1, 2]", "3", "[]", "null"], [new JsonArray(1), 4, null]),
        ("Int!", ["9"], [8]),
    ];

    private readonly RandomGraph _graph;
    private readonly Random _random;
    private readonly SortedDictionary<string, string> _declared = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Type, string Text)> _fragments = [];
    private readonly bool _isIncremental;
    private int _budget;

    /// <param name="graph">The graph that it asks.</param>
    /// <param name="seed">Where chance starts.</param>
    /// <param name="isIncremental">Whether fragments may be deferred and lists streamed.</param>
    public RandomDocument(RandomGraph graph, int seed, bool isIncremental = false)
    {
        (_graph, _random, _isIncremental) = (graph, new Random(seed), isIncremental);
        _budget = 10 + _random.Next(50);
        var selections = SelectionSet("Query", 0);
        var declarations = _declared.Count == 0 ? "" : $"({string.Join(", ", _declared.Select(declared => $"${declared.Key}: {declared.Value}"))})";
        Query = $"query{declarations} {selections}{string.Concat(_fragments.Select(fragment => $"\nfragment {fragment.Name} on {fragment.Type} {fragment.Text}"))}";
    }

    public string Query { get; }

    public JsonObject Variables { get; } = [];

    private string SelectionSet(string type, int depth)
    {
        var text = new StringBuilder("{ ");
        for (var i = 1 + _random.Next(5); i > 0; i--)
        {
            text.Append(Selection(type, depth)).Append(' ');
        }

        return text.Append('}').ToString();
    }

    private string Selection(string type, int depth)
    {
        var choice = _random.Next(10);
        return choice switch
        {
            < 2 when depth > 0 && depth < 5 && _budget-- > 0 => $"... {Condition(type, out var on)}{Directives()}{Defer()}{SelectionSet(on, depth + 1)}",
            2 when depth > 0 && depth < 5 && _budget-- > 0 => $"...{Fragment(type, depth)}{Directives()}{Defer()}",
            3 => $"{Alias("t")}__typename{Directives()}",
            _ => Field(type, depth),
        };
    }

    // A fragment's own type, another that may stand there, or none named.
    private string Condition(string type, out string on)
    {
        on = type;
        if (_random.Next(5) == 0)
        {
            return "";
        }

        var possible = _graph.PossibleTypes(type);
        on = Pick([.. _graph.Composites.Where(other => _graph.PossibleTypes(other).Intersect(possible).Any())]);
        return $"on {on} ";
    }

    private string Fragment(string type, int depth)
    {
        var possible = _graph.PossibleTypes(type);
        var known = _fragments.Where(fragment => _graph.PossibleTypes(fragment.Type).Intersect(possible).Any()).ToArray();
        if (known.Length > 0 && _random.Next(2) == 0)
        {
            return Pick(known).Name;
        }

        Condition(type, out var on);
        var text = SelectionSet(on, depth + 1);
        var name = $"F{_fragments.Count}";
        _fragments.Add((name, on, text));
        return name;
    }

    private string Field(string type, int depth)
    {
        var fields = _graph.FieldsOf(type);
        if (fields.Length == 0)
        {
            return "__typename";
        }

        var name = Pick(fields);
        var (of, argument) = _graph.Field(name);
        var named = of.Trim('[', ']', '!');
        var isComposite = _graph.Composites.Contains(named);
        if (isComposite && (depth >= 6 || _budget-- <= 0))
        {
            return "id";
        }

        if (argument is not null)
        {
            return Echo(name, argument["of: ".Length..]);
        }

        return $"{Alias(name)}{name}{Directives()}{Stream(name, of)}{(isComposite ? $" {SelectionSet(named, depth + 1)}" : "")}";
    }

    // The alias says the argument, so that equal names mean equal arguments.
    private string Echo(string name, string declared)
    {
        var (type, literals, values) = Inputs.Single(input => input.Type == declared);
        var choice = _random.Next(literals.Length + 2);
        if (choice < literals.Length)
        {
            return $"{name}L{choice}: {name}(of: {literals[choice]}){Directives()}";
        }

        if (choice == literals.Length && !declared.EndsWith('!'))
        {
            return $"{name}{Directives()}";
        }

        var number = _random.Next(2);
        var variable = $"{name}{number}";
        if (_declared.TryAdd(variable, type.Split(' ')[0]) && (_random.Next(4) != 0 || declared.EndsWith('!')))
        {
            Variables[variable] = Pick(values)?.DeepClone();
        }

        return $"{name}V{number}: {name}(of: ${variable}){Directives()}";
    }

    private string Alias(string name) => _random.Next(6) == 0 ? $"{name}X: " : "";

    private string Directives()
    {
        var directive = Pick(["skip", "include"]);
        switch (_random.Next(12))
        {
            case 0:
                return $" @{directive}(if: {Pick(["true", "false"])})";
            case 1 or 2:
                return $" @{directive}(if: {Boolean()})";
            default:
                return "";
        }
    }

    private string Defer() => !_isIncremental ? "" : _random.Next(4) switch
    {
        0 => " @defer",
        1 => $" @defer(if: {Boolean()})",
        _ => "",
    };

    // Of two selections of a list both are streamed alike or neither, so whether it is follows from its name.
    private string Stream(string name, string type) =>
        _isIncremental && type.StartsWith('[') && name.Length % 3 == 0 ? $" @stream(initialCount: {name.Length % 2})" : "";

    private string Boolean()
    {
        var variable = $"if{_random.Next(4)}";
        if (_declared.TryAdd(variable, "Boolean!"))
        {
            Variables[variable] = _random.Next(2) == 0;
        }

        return $"${variable}";
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
