using System.Globalization;
using System.Text.Json;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph;

/// <summary>A date as exactly as it is known: <c>2023-11-30</c>, <c>2023-11</c> or <c>2023</c>.</summary>
internal sealed class PartialDateFormat : ScalarFormat
{
    private const string Expected = "`PartialDate` is a day, month or year: \"2023-11-30\", \"2023-11\" or \"2023\".";
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM", "yyyy"];

    public static PartialDateFormat Instance { get; } = new();

    public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        Read((literal as StringValueNode)?.Value);

    public override Coerced CoerceVariable(JsonElement json) => Read(json.ValueKind == JsonValueKind.String ? json.GetString() : null);

    public override bool TryWrite(Utf8JsonWriter writer, object value)
    {
        if (value is not string text || !IsDate(text))
        {
            return false;
        }

        writer.WriteStringValue(text);
        return true;
    }

    private static Coerced Read(string? text) => text is not null && IsDate(text) ? Coerced.To(text) : Coerced.Not(Expected);

    private static bool IsDate(string text) =>
        DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
