using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Registry.Graph.Engine.Execution;
using Registry.Store.Reading;

namespace Registry.Graph.Paging;

/// <summary>
/// Cursors: the place of a row in the order, the values of its sort keys, so that a page starts there by an index and is stable while
/// rows are added. They carry a mark of the field and its arguments, since they mean nothing for others. URL-safe Base64.
/// </summary>
/// <param name="mark">Eight bytes that stand for the field and its arguments.</param>
/// <param name="keys">How many sort keys there are.</param>
internal sealed class CursorFormat(byte[] mark, int keys)
{
    private static readonly string[] PageArguments = ["first", "last", "after", "before"];

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The format of the cursors of a field with its arguments.</summary>
    public static CursorFormat Of(FieldContext context, int keys)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStringValue(context.Selection.Coordinate);
            foreach (var (name, value) in context.Arguments.All.OrderBy(argument => argument.Key, StringComparer.Ordinal))
            {
                if (value is not null && !PageArguments.Contains(name, StringComparer.Ordinal))
                {
                    json.WriteStringValue(name);
                    JsonSerializer.Serialize(json, value);
                }
            }

            json.WriteEndArray();
        }

        return new CursorFormat(SHA256.HashData(buffer.WrittenSpan)[..8], keys);
    }

    /// <summary>Adds the cursor of the row at which a statement stands.</summary>
    /// <param name="cursors">Where it is added.</param>
    /// <param name="row">The statement.</param>
    /// <param name="offset">Where the values of the sort keys begin in it.</param>
    public void Append(Utf8ColumnBuilder cursors, RowCursor row, int offset)
    {
        _buffer.ResetWrittenCount();
        _buffer.Write(mark);
        for (var i = 0; i < keys; i++)
        {
            Write(row, offset + i);
        }

        var text = ArrayPool<byte>.Shared.Rent(Base64Url.GetEncodedLength(_buffer.WrittenCount));
        var length = Base64Url.EncodeToUtf8(_buffer.WrittenSpan, text);
        cursors.Append(text.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(text);
    }

    /// <summary>The place that a cursor stands for.</summary>
    /// <exception cref="FieldException">It is malformed or was not made for this field and these arguments.</exception>
    public Seat? Read(string? cursor, string argument)
    {
        if (cursor is null)
        {
            return null;
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(cursor.Length)];
        return Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out var length)
            && bytes.AsSpan(0, length).StartsWith(mark)
            && TryRead(bytes.AsSpan(mark.Length, length - mark.Length), out var values)
                ? new Seat(values)
                : throw new FieldException(
                    $"The cursor specified in `{argument}` has an invalid format.",
                    GraphCodes.InvalidCursor,
                    [new("argument", argument), new("cursor", cursor)]);
    }

    private void Write(RowCursor row, int column)
    {
        var kind = row.KindOf(column);
        _buffer.Write([(byte)kind]);
        var number = _buffer.GetSpan(8);
        switch (kind)
        {
            case SqlValueKind.Integer:
                BinaryPrimitives.WriteInt64LittleEndian(number, row.Integer(column));
                _buffer.Advance(8);
                break;
            case SqlValueKind.Real:
                BinaryPrimitives.WriteDoubleLittleEndian(number, row.Real(column));
                _buffer.Advance(8);
                break;
            case SqlValueKind.Text or SqlValueKind.Bytes:
                var bytes = row.Bytes(column);
                BinaryPrimitives.WriteInt32LittleEndian(number, bytes.Length);
                _buffer.Advance(4);
                _buffer.Write(bytes);
                break;
        }
    }

    private bool TryRead(ReadOnlySpan<byte> bytes, out SqlValue[] values)
    {
        values = new SqlValue[keys];
        for (var i = 0; i < keys; i++)
        {
            if (!TryReadValue(ref bytes, out values[i]))
            {
                return false;
            }
        }

        return bytes.IsEmpty;
    }

    private static bool TryReadValue(ref ReadOnlySpan<byte> bytes, out SqlValue value)
    {
        value = SqlValue.Null;
        if (bytes.IsEmpty)
        {
            return false;
        }

        var kind = (SqlValueKind)bytes[0];
        bytes = bytes[1..];
        switch (kind)
        {
            case SqlValueKind.Null:
                return true;
            case SqlValueKind.Integer or SqlValueKind.Real when bytes.Length >= 8:
                value = kind == SqlValueKind.Integer
                    ? SqlValue.Of(BinaryPrimitives.ReadInt64LittleEndian(bytes))
                    : SqlValue.Of(BinaryPrimitives.ReadDoubleLittleEndian(bytes));
                bytes = bytes[8..];
                return true;
            case SqlValueKind.Text or SqlValueKind.Bytes when bytes.Length >= 4:
                return TryReadBytes(ref bytes, kind, out value);
            default:
                return false;
        }
    }

    private static bool TryReadBytes(ref ReadOnlySpan<byte> bytes, SqlValueKind kind, out SqlValue value)
    {
        value = SqlValue.Null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < 0 || length > bytes.Length - 4)
        {
            return false;
        }

        var content = bytes.Slice(4, length);
        bytes = bytes[(4 + length)..];
        value = kind == SqlValueKind.Text ? SqlValue.Of(Encoding.UTF8.GetString(content)) : SqlValue.Of(content.ToArray());
        return true;
    }
}
