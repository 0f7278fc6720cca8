using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Completion;

/// <summary>Result coercion of scalars and enums: checks each value once and settles the form in which it is written. <see href="https://spec.graphql.org/September2025/#CoerceResult()"/></summary>
internal static class CompleteLeaf
{
    public static LeafValues Of(Request request, PlannedField field, GraphQLType type, NamedType leaf, Batch owner, ListValues? list, Column column)
    {
        var (source, rows) = column is TakenColumn taken ? (taken.Source, taken.Rows) : (column, null);
        switch (source)
        {
            case AnyColumn any:
                return OfAny(request, field, type, leaf, owner, list, column, any, rows);
            case Utf8Column texts when leaf is EnumType enumeration:
                return Checked(new TextValues(field, type, owner, list, column, texts), request, leaf, rows, new EnumNames(enumeration, texts).Contains);
            case Utf8Column { IsJson: true } json when !IsOfSpecification(leaf):
                return new JsonValues(field, type, owner, list, column, json);
            case Utf8Column texts when leaf.Name is "String" or "ID" || !IsOfSpecification(leaf):
                return new TextValues(field, type, owner, list, column, texts);
            case LongColumn ids when leaf.Name == "ID":
                return new QuotedLongValues(field, type, owner, list, column, ids);
            case LongColumn numbers when leaf.Name == "Int":
                return Checked(new LongValues(field, type, owner, list, column, numbers), request, leaf, rows, row => numbers[row] == (int)numbers[row]);
            case LongColumn numbers when leaf.Name == "Float" || !IsOfSpecification(leaf):
                return new LongValues(field, type, owner, list, column, numbers);
            case DoubleColumn numbers when leaf.Name == "Float" || !IsOfSpecification(leaf):
                return Checked(new DoubleValues(field, type, owner, list, column, numbers), request, leaf, rows, row => double.IsFinite(numbers[row]));
            case BooleanColumn booleans when leaf.Name == "Boolean" || !IsOfSpecification(leaf):
                return new BooleanValues(field, type, owner, list, column, booleans);
            default:
                throw new InvalidOperationException($"{field.Coordinate} is of type {type}, but its resolver gave a {source.GetType().Name}.");
        }
    }

    // As in all other columns, only what JSON asks for is escaped.
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static bool IsOfSpecification(NamedType leaf) => leaf is EnumType || leaf.Name is "Int" or "Float" or "String" or "Boolean" or "ID";

    private static LeafValues Checked(LeafValues values, Request request, NamedType leaf, int[]? rows, Func<int, bool> isValid)
    {
        for (var slot = 0; slot < values.Count; slot++)
        {
            if (!values.IsNull(slot) && !isValid(rows is null ? slot : rows[slot]))
            {
                Refuse(values, slot, request, leaf);
            }
        }

        return values;
    }

    // Values of any kind are written by the format of their scalar, here, so that a value it refuses can still become null.
    private static JsonValues OfAny(
        Request request, PlannedField field, GraphQLType type, NamedType leaf, Batch owner, ListValues? list, Column column, AnyColumn any, int[]? rows)
    {
        var written = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(written, Unescaped);
        var json = new Utf8ColumnBuilder(request.Memory, column.Count);
        List<int>? refused = null;
        for (var slot = 0; slot < column.Count; slot++)
        {
            if (column.IsNull(slot))
            {
                json.AppendNull();
                continue;
            }

            if (TryWrite(leaf, any[rows is null ? slot : rows[slot]]!, writer))
            {
                writer.Flush();
                json.Append(written.WrittenSpan);
            }
            else
            {
                json.Append(ReadOnlySpan<byte>.Empty);
                (refused ??= []).Add(slot);
            }

            written.ResetWrittenCount();
            writer.Reset();
        }

        var texts = json.Build(isJson: true);
        var values = new JsonValues(field, type, owner, list, texts, texts);
        refused?.ForEach(slot => Refuse(values, slot, request, leaf));
        return values;
    }

    private static bool TryWrite(NamedType leaf, object value, Utf8JsonWriter writer)
    {
        if (leaf is ScalarType scalar)
        {
            return scalar.Format.TryWrite(writer, value);
        }

        if (value is not string name || !((EnumType)leaf).Values.TryGet(name, out var known))
        {
            return false;
        }

        writer.WriteStringValue(known.EncodedName);
        return true;
    }

    private static void Refuse(LeafValues values, int slot, Request request, NamedType leaf)
    {
        request.Raise(values, slot, new GraphQLError($"The value is no valid `{leaf.Name}`.") { Code = ErrorCodes.InvalidLeafValue });
        values.Nullify(slot, request.Memory);
    }

    /// <summary>The names of an enum's values; the same name most often comes again.</summary>
    private sealed class EnumNames(EnumType type, Utf8Column texts)
    {
        private int _last;

        public bool Contains(int row)
        {
            var name = texts[row];
            for (var tried = 0; tried < type.Values.Count; tried++)
            {
                if (name.SequenceEqual(type.Values[_last].EncodedName.EncodedUtf8Bytes))
                {
                    return true;
                }

                _last = (_last + 1) % type.Values.Count;
            }

            return false;
        }
    }
}
