using System.Buffers;
using System.Text;
using System.Text.Json;
using Registry.Graph.Engine.Language;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Tests.Types;

public sealed class ScalarFormatTests
{
    // A literal, and what it is written as again.
    [Theory]
    [InlineData("Int", "-2147483648", "-2147483648")]
    [InlineData("Float", "3", "3")]
    [InlineData("Float", "1.5e3", "1500")]
    [InlineData("String", "\"重庆\"", "\"重庆\"")]
    [InlineData("Boolean", "true", "true")]
    [InlineData("ID", "7", "\"7\"")]
    [InlineData("ID", "\"UHJvZHVjdDox\"", "\"UHJvZHVjdDox\"")]
    [InlineData("Long", "9223372036854775807", "9223372036854775807")]
    [InlineData("Short", "-32768", "-32768")]
    [InlineData("Byte", "-128", "-128")]
    [InlineData("UnsignedByte", "255", "255")]
    [InlineData("UnsignedLong", "18446744073709551615", "18446744073709551615")]
    [InlineData("Decimal", "0.1000000000000000000000000001", "0.1000000000000000000000000001")]
    [InlineData("DateTime", "\"2026-03-31T08:00:00Z\"", "\"2026-03-31T08:00:00Z\"")]
    [InlineData("DateTime", "\"2026-03-31t08:00:00.123456789+08:00\"", "\"2026-03-31T08:00:00.1234567+08:00\"")]
    [InlineData("LocalDateTime", "\"2026-03-31T08:00:00.5\"", "\"2026-03-31T08:00:00.5\"")]
    [InlineData("LocalDate", "\"2026-02-28\"", "\"2026-02-28\"")]
    [InlineData("LocalTime", "\"08:00:00\"", "\"08:00:00\"")]
    [InlineData("Duration", "\"P1DT12H\"", "\"P1DT12H\"")]
    [InlineData("UUID", "\"0190163d-8694-739b-aea5-966c26f8ad91\"", "\"0190163d-8694-739b-aea5-966c26f8ad91\"")]
    [InlineData("URI", "\"/list?page=2\"", "\"/list?page=2\"")]
    [InlineData("URL", "\"https://example.org/list\"", "\"https://example.org/list\"")]
    [InlineData("Base64String", "\"UmVnaXN0cnk=\"", "\"UmVnaXN0cnk=\"")]
    [InlineData("Any", "{ a: [1, 2.5, \"x\", true, null, RED] }", "{\"a\":[1,2.5,\"x\",true,null,\"RED\"]}")]
    public void A_literal_is_read_and_its_value_written(string scalar, string literal, string json)
    {
        var coerced = ScalarFormats.Of(scalar).CoerceLiteral(Parser.ParseValue(literal), variables: null);
        Assert.True(coerced.IsValid, coerced.Fault);
        Assert.Equal(json, Write(scalar, coerced.Value!));
        using var written = JsonDocument.Parse(json);
        Assert.Equal(json, Write(scalar, ScalarFormats.Of(scalar).CoerceVariable(written.RootElement).Value!));
    }

    [Theory]
    [InlineData("Int", "2147483648")]
    [InlineData("Int", "1.0")]
    [InlineData("Int", "\"1\"")]
    [InlineData("Float", "1e999")]
    [InlineData("String", "1")]
    [InlineData("Boolean", "1")]
    [InlineData("ID", "1.5")]
    [InlineData("Long", "9223372036854775808")]
    [InlineData("UnsignedByte", "-1")]
    [InlineData("Decimal", "1e40")]
    [InlineData("DateTime", "\"2026-03-31T08:00:00\"")]
    [InlineData("DateTime", "\"2026-02-30T08:00:00Z\"")]
    [InlineData("DateTime", "\"2026-03-31T08:00:00.1234567890Z\"")]
    [InlineData("LocalDate", "\"2026-02-29\"")]
    [InlineData("LocalDate", "\"2026-2-1\"")]
    [InlineData("LocalTime", "\"24:00:00\"")]
    [InlineData("Duration", "\"12 hours\"")]
    [InlineData("UUID", "\"0190163d8694739baea5966c26f8ad91\"")]
    [InlineData("URL", "\"/list\"")]
    [InlineData("Base64String", "\"a b\"")]
    public void A_literal_of_another_form_is_refused_with_what_would_be_right(string scalar, string literal)
    {
        var coerced = ScalarFormats.Of(scalar).CoerceLiteral(Parser.ParseValue(literal), variables: null);
        Assert.False(coerced.IsValid);
        Assert.StartsWith($"`{scalar}` is ", coerced.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Int", "1.0", "1")]
    [InlineData("Int", "1e3", "1000")]
    [InlineData("ID", "12", "\"12\"")]
    public void A_variable_is_a_whole_number_however_JSON_writes_it(string scalar, string json, string written)
    {
        using var value = JsonDocument.Parse(json);
        Assert.Equal(written, Write(scalar, ScalarFormats.Of(scalar).CoerceVariable(value.RootElement).Value!));
    }

    [Fact]
    public void What_is_no_value_of_a_scalar_is_not_written()
    {
        (string Scalar, object Value)[] rows =
        [
            ("Int", 2_147_483_648L), ("Int", "1"), ("Int", 1.5), ("Float", double.NaN), ("String", 1), ("Boolean", "true"), ("ID", 1.5),
            ("Decimal", "1"), ("DateTime", "yesterday"), ("LocalDate", 20260331), ("UUID", 1),
        ];
        Assert.All(rows, row => Assert.Null(Write(row.Scalar, row.Value)));
    }

    [Fact]
    public void Values_of_a_store_are_written_in_the_one_form()
    {
        Assert.Equal("1", Write("Int", 1L));
        Assert.Equal("2", Write("Long", 2));
        Assert.Equal("3", Write("Int", 3.0));
        Assert.Equal("\"2026-03-31T00:00:00Z\"", Write("DateTime", "2026-03-31t00:00:00.000z"));
        Assert.Equal("\"2026-03-31\"", Write("LocalDate", new DateOnly(2026, 3, 31)));
    }

    private static string? Write(string scalar, object value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var isWritten = ScalarFormats.Of(scalar).TryWrite(writer, value);
        writer.Flush();
        return isWritten ? Encoding.UTF8.GetString(buffer.WrittenSpan) : null;
    }
}
