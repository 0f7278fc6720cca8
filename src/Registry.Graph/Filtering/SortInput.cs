using Registry.Graph.Engine.Execution;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Filtering;

/// <summary>Reads the value of an <c>order</c> argument: keys in turn, those of one object in the order in which they stand.</summary>
internal static class SortInput
{
    public static IReadOnlyList<SortKey> Read(NodeType type, object? value, GraphLimits limits)
    {
        if (value is not IReadOnlyList<object?> items)
        {
            return [];
        }

        List<SortKey> keys = [];
        foreach (var (name, direction) in items.OfType<IReadOnlyDictionary<string, object?>>().SelectMany(item => item))
        {
            var field = type.Table[name];
            // A null direction asks for nothing, and a key that came before leaves nothing to a second one on its field.
            if (direction is string word && keys.TrueForAll(key => key.Field != field))
            {
                keys.Add(new SortKey(field, word == "DESC"));
            }
        }

        return keys.Count <= limits.SortKeys
            ? keys
            : throw new FieldException(
                $"An order may have {limits.SortKeys} keys; this one has {keys.Count}.",
                GraphCodes.OrderTooLong,
                [new("keys", keys.Count), new("maxAllowedKeys", limits.SortKeys)]);
    }
}
