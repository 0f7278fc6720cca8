using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Registry.Store.Reading;

/// <summary>
/// A list of values as one parameter, which <c>items_of</c> takes apart again. SQLite is given it as bytes, which are read as they lie; another
/// database as JSON.
/// </summary>
/// <remarks>
/// The bytes are numbers of 64 bits, little-endian: first the <see cref="ItemListForm"/>, then either one number for each item or, for each, its key,
/// its <see cref="SqlValueKind"/>, how many bytes its value has, and the value, filled up with zeros to the next multiple of eight.
/// The keys never descend.
/// </remarks>
internal static class ItemList
{
    private const int Word = sizeof(long);
    private const int HeadOfItem = 3 * Word;

    /// <summary>Whole numbers under their positions.</summary>
    public static SqlValue Of(ReadOnlySpan<long> numbers)
    {
        var bytes = Integers(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            WriteAt(bytes, i + 1, numbers[i]);
        }

        return SqlValue.OfItems(bytes, numbers.Length);
    }

    /// <summary>Values under their positions; bytes cannot be among them.</summary>
    public static SqlValue Of(IReadOnlyList<SqlValue> values)
    {
        var bytes = Integers(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i].Kind != SqlValueKind.Integer)
            {
                return Mixed(ItemListForm.Positions, values.Select((value, at) => ((long)at, value)).ToArray());
            }

            WriteAt(bytes, i + 1, values[i].Integer);
        }

        return SqlValue.OfItems(bytes, values.Count);
    }

    /// <summary>Texts under keys of their own, which may repeat.</summary>
    /// <param name="items">They are put in the order of their keys; what is there twice is once in the list.</param>
    public static SqlValue OfTexts((long Key, SqlValue Value)[] items)
    {
        Array.Sort(items, static (one, other) => one.Key != other.Key ? one.Key.CompareTo(other.Key) : string.CompareOrdinal(one.Value.Text, other.Value.Text));
        var count = 0;
        foreach (var item in items)
        {
            if (count == 0 || items[count - 1].Key != item.Key || items[count - 1].Value.Text != item.Value.Text)
            {
                items[count++] = item;
            }
        }

        return Mixed(ItemListForm.Keyed, items.AsSpan(0, count));
    }

    /// <summary>The list as JSON: an array, or an object where the items have keys of their own.</summary>
    public static string Json(ReadOnlySpan<byte> list)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            var form = (ItemListForm)ReadAt(list, 0);
            var rest = list[Word..];
            if (form == ItemListForm.Keyed)
            {
                json.WriteStartObject();
            }
            else
            {
                json.WriteStartArray();
            }

            while (!rest.IsEmpty)
            {
                WriteItem(json, form, ref rest);
            }

            if (form == ItemListForm.Keyed)
            {
                json.WriteEndObject();
            }
            else
            {
                json.WriteEndArray();
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static byte[] Integers(int count)
    {
        var bytes = new byte[(count + 1) * Word];
        WriteAt(bytes, 0, (long)ItemListForm.Integers);
        return bytes;
    }

    private static SqlValue Mixed(ItemListForm form, ReadOnlySpan<(long Key, SqlValue Value)> items)
    {
        var length = Word;
        foreach (var (_, value) in items)
        {
            length += HeadOfItem + Filled(LengthOf(value));
        }

        var bytes = new byte[length];
        WriteAt(bytes, 0, (long)form);
        var rest = bytes.AsSpan(Word);
        foreach (var (key, value) in items)
        {
            var size = LengthOf(value);
            WriteAt(rest, 0, key);
            WriteAt(rest, 1, (long)value.Kind);
            WriteAt(rest, 2, size);
            Write(rest[HeadOfItem..], value);
            rest = rest[(HeadOfItem + Filled(size))..];
        }

        return SqlValue.OfItems(bytes, items.Length);
    }

    private static int LengthOf(in SqlValue value) => value.Kind switch
    {
        SqlValueKind.Null => 0,
        SqlValueKind.Integer or SqlValueKind.Real => Word,
        SqlValueKind.Text => Encoding.UTF8.GetByteCount(value.Text),
        _ => throw new ArgumentException($"A value of the kind {value.Kind} cannot stand in a list.", nameof(value)),
    };

    private static void Write(Span<byte> room, in SqlValue value)
    {
        switch (value.Kind)
        {
            case SqlValueKind.Integer:
                WriteAt(room, 0, value.Integer);
                break;
            case SqlValueKind.Real:
                WriteAt(room, 0, BitConverter.DoubleToInt64Bits(value.Real));
                break;
            case SqlValueKind.Text:
                Encoding.UTF8.GetBytes(value.Text, room);
                break;
        }
    }

    private static void WriteItem(Utf8JsonWriter json, ItemListForm form, ref ReadOnlySpan<byte> rest)
    {
        if (form == ItemListForm.Integers)
        {
            json.WriteNumberValue(ReadAt(rest, 0));
            rest = rest[Word..];
            return;
        }

        var length = (int)ReadAt(rest, 2);
        if (form == ItemListForm.Keyed)
        {
            json.WritePropertyName(ReadAt(rest, 0).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        WriteValue(json, (SqlValueKind)ReadAt(rest, 1), rest.Slice(HeadOfItem, length));
        rest = rest[(HeadOfItem + Filled(length))..];
    }

    private static void WriteValue(Utf8JsonWriter json, SqlValueKind kind, ReadOnlySpan<byte> value)
    {
        switch (kind)
        {
            case SqlValueKind.Integer:
                json.WriteNumberValue(ReadAt(value, 0));
                break;
            case SqlValueKind.Real:
                json.WriteNumberValue(BitConverter.Int64BitsToDouble(ReadAt(value, 0)));
                break;
            case SqlValueKind.Text:
                json.WriteStringValue(value);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static int Filled(int length) => (length + Word - 1) / Word * Word;

    private static long ReadAt(ReadOnlySpan<byte> bytes, int word) => BinaryPrimitives.ReadInt64LittleEndian(bytes[(word * Word)..]);

    private static void WriteAt(Span<byte> bytes, int word, long value) => BinaryPrimitives.WriteInt64LittleEndian(bytes[(word * Word)..], value);
}

/// <summary>The forms of a list.</summary>
internal enum ItemListForm
{
    /// <summary>Whole numbers under their positions, from 0.</summary>
    Integers,

    /// <summary>Values of any kind under their positions, from 0.</summary>
    Positions,

    /// <summary>Values of any kind, each under a key.</summary>
    Keyed,
}
