using System.Globalization;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Filtering;

/// <summary>Reads the value of a <c>where</c> argument as a condition of the store.</summary>
/// <param name="model">What the fields mean.</param>
/// <param name="limits">How much may be asked for.</param>
internal sealed class FilterInput(GraphModel model, GraphLimits limits)
{
    private int _conditions;
    private int _depth;

    /// <summary>The condition of a filter of a type; null where it filters nothing.</summary>
    public Condition? Read(NodeType type, object? value)
    {
        if (value is not IReadOnlyDictionary<string, object?> filter)
        {
            return null;
        }

        Descend();
        List<Condition> parts = [];
        foreach (var (name, part) in filter)
        {
            parts.Add(name switch
            {
                "and" => new AllOf(Each(type, name, part)),
                "or" => new AnyOf(Each(type, name, part)),
                _ => OfField(type, name, part),
            });
        }

        _depth--;
        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private List<Condition> Each(NodeType type, string name, object? value) =>
        [.. Items(name, type.Name + "FilterInput", value).Select(item => Read(type, item) ?? new AllOf([]))];

    private Condition OfField(NodeType type, string name, object? value)
    {
        var operations = value as IReadOnlyDictionary<string, object?>
            ?? throw Null(name, type.Name + "FilterInput");
        if (type.Ways.TryGetValue(name, out var way) && !way.IsFilteredAsValue)
        {
            return way.Kind == WayKind.One ? OfOne(way, operations) : OfList(way, operations);
        }

        Descend();
        var condition = new ValueFilter(this, type, type.Table[name]).Read(operations);
        _depth--;
        return condition;
    }

    private Linked OfOne(Way way, IReadOnlyDictionary<string, object?> filter) =>
        new(way.Link, Quantifier.Some, Read(model.Types[way.Child], filter));

    private AllOf OfList(Way way, IReadOnlyDictionary<string, object?> operations)
    {
        Descend();
        var child = model.Types[way.Child];
        List<Condition> parts = [];
        foreach (var (name, value) in operations)
        {
            CountOne();
            if (value is null)
            {
                throw Null(name, $"ListFilterInputTypeOf{way.Child}FilterInput");
            }

            parts.Add(name switch
            {
                "any" => new Linked(way.Link, value is true ? Quantifier.Some : Quantifier.None, null),
                "some" => new Linked(way.Link, Quantifier.Some, Read(child, value)),
                "none" => new Linked(way.Link, Quantifier.None, Read(child, value)),
                _ => new Linked(way.Link, Quantifier.All, Read(child, value)),
            });
        }

        _depth--;
        return new AllOf(parts);
    }

    internal IReadOnlyList<object?> Items(string name, string type, object? value)
    {
        var items = value as IReadOnlyList<object?> ?? throw Null(name, type);
        if (items.Count > limits.FilterValues)
        {
            throw new FieldException(
                $"The list `{name}` of a filter has {items.Count} values; at most {limits.FilterValues} are allowed.",
                GraphCodes.FilterListTooLong,
                [new("values", items.Count), new("maxAllowedValues", limits.FilterValues)]);
        }

        return items;
    }

    internal void CountOne()
    {
        if (++_conditions > limits.FilterConditions)
        {
            throw new FieldException(
                $"A filter may have {limits.FilterConditions} conditions; this one has more.",
                GraphCodes.FilterTooLarge,
                [new("maxAllowedConditions", limits.FilterConditions)]);
        }
    }

    internal void Descend()
    {
        if (++_depth > limits.FilterDepth)
        {
            throw new FieldException(
                $"A filter may be nested {limits.FilterDepth} levels deep; this one is nested deeper.",
                GraphCodes.FilterTooDeep,
                [new("maxAllowedDepth", limits.FilterDepth)]);
        }
    }

    internal void Ascend() => _depth--;

    internal static FieldException Null(string name, string type) => new(
        $"The provided value for filter `{name}` of type {type} is invalid. Null values are not supported.",
        GraphCodes.FilterOfNull);

    internal static string Instant(DateTimeOffset value) =>
        value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
