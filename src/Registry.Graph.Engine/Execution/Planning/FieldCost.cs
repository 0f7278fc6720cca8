using System.Globalization;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Planning;

/// <summary>What the directives @cost and @listSize of a schema say about a field.</summary>
internal sealed class FieldCost
{
    private readonly int? _assumedSize;
    private readonly int? _defaultSize;
    private readonly string[] _slicingArguments = [];

    public FieldCost(FieldDefinition field)
    {
        Weight = WeightOf(field.AppliedDirectives) ?? (field.Type.Named.IsComposite ? 1 : 0);
        TypeWeight = WeightOf(field.Type.Named.AppliedDirectives) ?? (field.Type.Named.IsComposite ? 1 : 0);
        IsList = field.Type.NullableType is ListType;
        if (field.AppliedDirectives.FirstOrDefault(directive => directive.Name.Value == "listSize") is not { } listSize)
        {
            return;
        }

        (_assumedSize, _defaultSize) = (Int(listSize, "assumedSize"), Int(listSize, "slicingArgumentDefaultValue"));
        (_slicingArguments, SizedFields) = (Strings(listSize, "slicingArguments"), Strings(listSize, "sizedFields"));
    }

    /// <summary>What resolving the field costs once.</summary>
    public double Weight { get; }

    /// <summary>What each object or leaf of it costs.</summary>
    public double TypeWeight { get; }

    public bool IsList { get; }

    /// <summary>The fields below this one that hold the list which the slicing arguments bound.</summary>
    public string[] SizedFields { get; } = [];

    /// <summary>Whether an argument bounds the list.</summary>
    public bool IsSlicing(string argument) => Array.IndexOf(_slicingArguments, argument) >= 0;

    /// <summary>The size of the list with these arguments: the largest slice asked for, or what the schema lets assume, or 1.</summary>
    public int Size(Arguments arguments)
    {
        int? size = null;
        foreach (var name in _slicingArguments)
        {
            var given = arguments[name] switch
            {
                int number => Math.Max(number, 0),
                System.Collections.ICollection list => list.Count,
                _ => (int?)null,
            };
            size = given is { } slice && slice > (size ?? -1) ? slice : size;
        }

        return size ?? _defaultSize ?? _assumedSize ?? 1;
    }

    /// <summary>What the values of arguments cost, as they are: every input field that is there counts, in every item.</summary>
    public static double OfValues(Members<InputValueDefinition> definitions, IReadOnlyDictionary<string, object?> values)
    {
        var cost = 0.0;
        foreach (var definition in definitions.AsSpan())
        {
            if (values.GetValueOrDefault(definition.Name) is { } value)
            {
                cost += definition.CostWeight + OfValue(definition.Type.Named, value);
            }
        }

        return cost;
    }

    private static double OfValue(NamedType type, object value) => (type, value) switch
    {
        (InputObjectType, object?[] items) => OfItems(type, items),
        (InputObjectType input, IReadOnlyDictionary<string, object?> fields) => OfValues(input.Fields, fields),
        _ => 0,
    };

    private static double OfItems(NamedType type, object?[] items)
    {
        var cost = 0.0;
        foreach (var item in items)
        {
            cost += item is null ? 0 : OfValue(type, item);
        }

        return cost;
    }

    /// <summary>The weight that @cost gives; null where it gives none.</summary>
    public static double? WeightOf(IReadOnlyList<DirectiveNode> directives)
    {
        for (var i = 0; i < directives.Count; i++)
        {
            if (directives[i].Name.Value == "cost" && Find(directives[i], "weight") is StringValueNode weight)
            {
                return double.Parse(weight.Value, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static int? Int(DirectiveNode directive, string argument) =>
        Find(directive, argument) is IntValueNode number ? int.Parse(number.Value, CultureInfo.InvariantCulture) : null;

    private static string[] Strings(DirectiveNode directive, string argument) => Find(directive, argument) switch
    {
        ListValueNode list => [.. list.Items.OfType<StringValueNode>().Select(item => item.Value)],
        StringValueNode one => [one.Value],
        _ => [],
    };

    private static ValueNode? Find(DirectiveNode directive, string argument) =>
        Array.Find(directive.Arguments, given => given.Name.Value == argument)?.Value;
}
