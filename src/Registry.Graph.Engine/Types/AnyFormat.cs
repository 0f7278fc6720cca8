using System.Globalization;
using System.Text.Json;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>Any value: text, numbers, truth values, lists and objects of them. Custom scalars without a format of their own are read so.</summary>
internal sealed class AnyFormat : ScalarFormat
{
    private const int MaxDepth = 64;

    public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) => Coerced.To(Value(literal, variables));

    public override Coerced CoerceVariable(JsonElement json) =>
        IsDeeperThan(MaxDepth, json) ? Coerced.Not($"Values may be nested {MaxDepth} levels deep.") : Coerced.To(Value(json));

    public override bool TryWrite(Utf8JsonWriter writer, object value)
    {
        JsonSerializer.Serialize(writer, value, value.GetType());
        return true;
    }

    private static object? Value(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) => literal switch
    {
        IntValueNode number => Number(number.Value),
        FloatValueNode number => Number(number.Value),
        StringValueNode text => text.Value,
        BooleanValueNode boolean => boolean.Value,
        EnumValueNode name => name.Value,
        VariableNode variable => variables?.GetValueOrDefault(variable.Name.Value),
        ListValueNode list => Array.ConvertAll(list.Items, item => Value(item, variables)),
        ObjectValueNode input => Object(input, variables),
        _ => null,
    };

    // Where a field is named twice, which validation refuses, the last one stands.
    private static Dictionary<string, object?> Object(ObjectValueNode input, IReadOnlyDictionary<string, object?>? variables)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in input.Fields)
        {
            fields[field.Name.Value] = Value(field.Value, variables);
        }

        return fields;
    }

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => Number(json.GetRawText()),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.Object => Object(json),
        _ => null,
    };

    private static Dictionary<string, object?> Object(JsonElement json)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            fields[property.Name] = Value(property.Value);
        }

        return fields;
    }

    private static bool IsDeeperThan(int levels, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => levels == 0 || json.EnumerateArray().Any(item => IsDeeperThan(levels - 1, item)),
        JsonValueKind.Object => levels == 0 || json.EnumerateObject().Any(property => IsDeeperThan(levels - 1, property.Value)),
        _ => false,
    };

    private static object Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
