using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Registry.Graph.Engine.Language;

namespace Registry.Graph.Engine.Types;

/// <summary>Whole numbers between the bounds of a type of .NET. <see href="https://spec.graphql.org/September2025/#sec-Int"/></summary>
internal sealed class IntegerFormat<T>(string name) : ScalarFormat
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private readonly string _fault = $"`{name}` is a whole number from {T.MinValue} to {T.MaxValue}.";

    public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        literal is IntValueNode number && T.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? Coerced.To(value)
            : Coerced.Not(_fault);

    // 1.0 and 1e3 are whole numbers too: JSON does not tell them apart.
    public override Coerced CoerceVariable(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Number)
        {
            return Coerced.Not(_fault);
        }

        if (T.TryParse(json.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return Coerced.To(value);
        }

        return json.TryGetDecimal(out var number) && decimal.IsInteger(number) && TryConvert(number, out value) ? Coerced.To(value) : Coerced.Not(_fault);
    }

    public override bool TryWrite(Utf8JsonWriter writer, object value)
    {
        if (!TryNarrow(value, out var number))
        {
            return false;
        }

        if (T.MinValue == T.Zero)
        {
            writer.WriteNumberValue(ulong.CreateChecked(number));
        }
        else
        {
            writer.WriteNumberValue(long.CreateChecked(number));
        }

        return true;
    }

    private static bool TryNarrow(object value, out T number)
    {
        number = default;
        switch (value)
        {
            case T same:
                number = same;
                return true;
            case int other:
                return TryConvert(other, out number);
            case long other:
                return TryConvert(other, out number);
            case short or byte or sbyte or ushort or uint or ulong:
                return TryConvert(Convert.ToDecimal(value, CultureInfo.InvariantCulture), out number);
            case double other when double.IsInteger(other) && Math.Abs(other) < 1e18:
                return TryConvert((decimal)other, out number);
            case decimal other when decimal.IsInteger(other):
                return TryConvert(other, out number);
            default:
                return false;
        }
    }

    private static bool TryConvert(decimal number, out T value)
    {
        var isWithin = number >= decimal.CreateChecked(T.MinValue) && number <= decimal.CreateChecked(T.MaxValue);
        value = isWithin ? T.CreateChecked(number) : default;
        return isWithin;
    }
}

/// <summary>Finite numbers of double precision. <see href="https://spec.graphql.org/September2025/#sec-Float"/></summary>
internal sealed class FloatFormat : ScalarFormat
{
    private const string Fault = "`Float` is a finite number.";

    public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) => literal switch
    {
        IntValueNode number => Read(number.Value),
        FloatValueNode number => Read(number.Value),
        _ => Coerced.Not(Fault),
    };

    public override Coerced CoerceVariable(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number ? Read(json.GetRawText()) : Coerced.Not(Fault);

    public override bool TryWrite(Utf8JsonWriter writer, object value)
    {
        if (value is not (double or float or int or long or short or byte or sbyte or ushort or uint or ulong or decimal))
        {
            return false;
        }

        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
        {
            return false;
        }

        writer.WriteNumberValue(number);
        return true;
    }

    private static Coerced Read(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? Coerced.To(value)
            : Coerced.Not(Fault);
}

/// <summary>Decimal numbers of 28 digits, as <see cref="decimal"/> holds them.</summary>
internal sealed class DecimalFormat : ScalarFormat
{
    private const string Fault = "`Decimal` is a number of at most 28 digits.";

    public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) => literal switch
    {
        IntValueNode number => Read(number.Value),
        FloatValueNode number => Read(number.Value),
        _ => Coerced.Not(Fault),
    };

    public override Coerced CoerceVariable(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number ? Read(json.GetRawText()) : Coerced.Not(Fault);

    public override bool TryWrite(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case decimal or int or long or short or byte or sbyte or ushort or uint or ulong:
                writer.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                return true;
            case double number when Math.Abs(number) < 7.9e27:
                writer.WriteNumberValue((decimal)number);
                return true;
            default:
                return false;
        }
    }

    private static Coerced Read(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? Coerced.To(value) : Coerced.Not(Fault);
}
