using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Registry.Store.Reading;

/// <summary>Many keys as one parameter: a JSON array, so that the text of a statement does not depend on how many there are.</summary>
public static class Keys
{
    // Digits, sign and comma of a whole number.
    private const int LongestNumber = 21;

    /// <summary>The array of these numbers.</summary>
    public static SqlValue Of(ReadOnlySpan<long> keys)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((keys.Length * LongestNumber) + 2);
        var length = 1;
        buffer[0] = (byte)'[';
        for (var i = 0; i < keys.Length; i++)
        {
            Append(buffer, ref length, keys[i], isFirst: i == 0);
        }

        return Closed(buffer, length);
    }

    /// <summary>The array of these values; bytes cannot be among them.</summary>
    public static SqlValue Of(IReadOnlyList<SqlValue> keys)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((keys.Count * LongestNumber) + 2);
        var length = 1;
        buffer[0] = (byte)'[';
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].Kind != SqlValueKind.Integer)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                return OfAnything(keys);
            }

            Append(buffer, ref length, keys[i].Integer, isFirst: i == 0);
        }

        return Closed(buffer, length);
    }

    /// <summary>As <see cref="Of(IReadOnlyList{SqlValue})"/>.</summary>
    public static SqlValue Of(IEnumerable<SqlValue> keys) => Of(keys as IReadOnlyList<SqlValue> ?? [.. keys]);

    /// <summary>Public ids, each under the key of the body that most likely bears it, 0 where it does not tell.</summary>
    public static SqlValue OfIds(IReadOnlyList<SqlValue> ids)
    {
        var buffer = new ArrayBufferWriter<byte>((ids.Count * 48) + 2);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            Span<byte> number = stackalloc byte[LongestNumber];
            json.WriteStartObject();
            foreach (var id in ids)
            {
                var text = id.Text;
                Utf8Formatter.TryFormat(PublicId.NumberOf(text), number, out var length);
                json.WriteString(number[..length], text);
            }

            json.WriteEndObject();
        }

        return SqlValue.OfUtf8(buffer.WrittenSpan.ToArray());
    }

    private static void Append(byte[] buffer, ref int length, long key, bool isFirst)
    {
        if (!isFirst)
        {
            buffer[length++] = (byte)',';
        }

        Utf8Formatter.TryFormat(key, buffer.AsSpan(length), out var written);
        length += written;
    }

    private static SqlValue Closed(byte[] buffer, int length)
    {
        buffer[length] = (byte)']';
        var text = buffer.AsSpan(0, length + 1).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return SqlValue.OfUtf8(text);
    }

    private static SqlValue OfAnything(IReadOnlyList<SqlValue> keys)
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

        return SqlValue.OfUtf8(buffer.WrittenSpan.ToArray());
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
