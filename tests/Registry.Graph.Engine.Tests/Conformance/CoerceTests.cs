using System.Text.Json;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Conformance;

public sealed class CoerceTests
{
    private static readonly SchemaOptions Options = new()
    {
        AssumeValid = true,
        Formats = new Dictionary<string, ScalarFormat>
        {
            ["ComplexScalar"] = new ComplexFormat(),
            ["FaultyScalar"] = new FaultyFormat(),
        },
    };

    [Fact]
    public void Every_coercion_of_variables_gives_the_same_values_or_is_rejected_too()
    {
        var schemas = ConformanceData.Schemas();
        var differences = ConformanceData.Rows("coerce.jsonl")
            .Where(row => !IsSame(row, Coerce(row, schemas[row.GetProperty("schema").GetString()!])))
            .Select(row => row.GetRawText())
            .ToList();
        Assert.Equal(Differences.Of("coerce"), differences.Select(row => JsonDocument.Parse(row).RootElement.GetProperty("test").GetString()));
    }

    private static VariableValues Coerce(JsonElement row, string sdl)
    {
        var definitions = string.Join(", ", row.GetProperty("definitions").EnumerateArray().Select(definition => definition.GetString()));
        var document = Parser.Parse(definitions.Length == 0 ? "{ a }" : $"query ({definitions}) {{ a }}");
        return VariableValues.Coerce(Schema.Parse(sdl, Options), document, document.Operations.Single(), row.GetProperty("inputs"));
    }

    private static bool IsSame(JsonElement row, VariableValues values) => row.TryGetProperty("coerced", out var coerced)
        ? values.IsValid && JsonElement.DeepEquals(coerced, JsonSerializer.SerializeToElement(values.Values))
        : !values.IsValid;

    private sealed class ComplexFormat : ScalarFormat
    {
        public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
            literal is StringValueNode { Value: "SerializedValue" } ? Coerced.To("DeserializedValue") : Coerced.Not("not the serialized value");

        public override Coerced CoerceVariable(JsonElement json) =>
            json.ValueEquals("SerializedValue") ? Coerced.To("DeserializedValue") : Coerced.Not("not the serialized value");

        public override bool TryWrite(Utf8JsonWriter writer, object value) => false;
    }

    private sealed class FaultyFormat : ScalarFormat
    {
        public override Coerced CoerceLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) => Coerced.Not("faulty");

        public override Coerced CoerceVariable(JsonElement json) => Coerced.Not("faulty");

        public override bool TryWrite(Utf8JsonWriter writer, object value) => false;
    }
}
