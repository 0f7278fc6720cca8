using System.Globalization;
using System.Text.Json;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>Text as it stands. <see href="https://spec.graphql.org/September2025/#sec-String"/></summary>
internal sealed class StringFormat : ScalarFormat
{
    private const string Fault = "`String` is text between quotation marks.";

    public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        literal is StringValueNode text ? Coerced.To(text.Value) : Coerced.Not(Fault);

    public override Coerced CoerceVariable(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? Coerced.To(json.GetString()) : Coerced.Not(Fault);

    public override bool TryWrite(Utf8JsonWriter writer, object value)
    {
        if (value is not string text)
        {
            return false;
        }

        writer.WriteStringValue(text);
        return true;
    }
}

/// <summary>Opaque ids, always written as text. <see href="https://spec.graphql.org/September2025/#sec-ID"/></summary>
internal sealed class IdFormat : ScalarFormat
{
    private const string Fault = "`ID` is text between quotation marks or a whole number.";

    public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) => literal switch
    {
        StringValueNode text => Coerced.To(text.Value),
        IntValueNode number => Coerced.To(number.Value),
        _ => Coerced.Not(Fault),
    };

    public override Coerced CoerceVariable(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Coerced.To(json.GetString()),
        JsonValueKind.Number when json.TryGetDecimal(out var number) && decimal.IsInteger(number) =>
            Coerced.To(decimal.Truncate(number).ToString(CultureInfo.InvariantCulture)),
        _ => Coerced.Not(Fault),
    };

    public override bool TryWrite(Utf8JsonWriter writer, object value)
    {
        if (value is not (string or int or long or Guid))
        {
            return false;
        }

        writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
        return true;
    }
}

/// <summary>Truth values. <see href="https://spec.graphql.org/September2025/#sec-Boolean"/></summary>
internal sealed class BooleanFormat : ScalarFormat
{
    private const string Fault = "`Boolean` is true or false.";

    public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        literal is BooleanValueNode boolean ? Coerced.To(boolean.Value) : Coerced.Not(Fault);

    public override Coerced CoerceVariable(JsonElement json) =>
        json.ValueKind is JsonValueKind.True or JsonValueKind.False ? Coerced.To(json.GetBoolean()) : Coerced.Not(Fault);

    public override bool TryWrite(Utf8JsonWriter writer, object value)
    {
        if (value is not bool boolean)
        {
            return false;
        }

        writer.WriteBooleanValue(boolean);
        return true;
    }
}

/// <summary>Values that are written as text of a certain form.</summary>
/// <typeparam name="T">The type that holds a value.</typeparam>
/// <param name="fault">What the form is, as a sentence.</param>
/// <param name="read">Reads the text; false where it has another form.</param>
/// <param name="write">The text of a value.</param>
internal sealed class TextFormat<T>(string fault, TextFormat<T>.Read read, Func<T, string> write) : ScalarFormat
    where T : notnull
{
    public delegate bool Read(string text, out T value);

    public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        literal is StringValueNode text && read(text.Value, out var value) ? Coerced.To(value) : Coerced.Not(fault);

    public override Coerced CoerceVariable(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && read(json.GetString()!, out var value) ? Coerced.To(value) : Coerced.Not(fault);

    // Stores give such values as text too: it is checked and written in the one form.
    public override bool TryWrite(Utf8JsonWriter writer, object value)
    {
        if (value is T typed || (value is string text && read(text, out typed)))
        {
            writer.WriteStringValue(write(typed));
            return true;
        }

        return false;
    }
}
