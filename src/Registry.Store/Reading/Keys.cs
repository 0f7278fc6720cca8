using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Registry.Store.Reading;

/// <summary>Many keys as one parameter: a JSON array, so that the text of a statement does not depend on how many there are.</summary>
public static class Keys
{
    /// <summary>The array of these numbers.</summary>
    public static SqlValue Of(ReadOnlySpan<long> keys)
    {
        var text = new StringBuilder(keys.Length * 8 + 2).Append('[');
        for (var i = 0; i < keys.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(System.Globalization.CultureInfo.InvariantCulture, $"{keys[i]}");
        }

        return SqlValue.Of(text.Append(']').ToString());
    }

    /// <summary>The array of these values; bytes cannot be among them.</summary>
    public static SqlValue Of(IEnumerable<SqlValue> keys)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var key in keys)
            {
                Write(json, key);
            }

            json.WriteEndArray();
        }

        return SqlValue.Of(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, SqlValue key)
    {
        switch (key.Kind)
        {
            case SqlValueKind.Null:
                json.WriteNullValue();
                break;
            case SqlValueKind.Integer:
                json.WriteNumberValue(key.Integer);
                break;
            case SqlValueKind.Real:
                json.WriteNumberValue(key.Real);
                break;
            case SqlValueKind.Text:
                json.WriteStringValue(key.Text);
                break;
            default:
                throw new ArgumentException("Bytes cannot stand in a list of keys.", nameof(key));
        }
    }
}
