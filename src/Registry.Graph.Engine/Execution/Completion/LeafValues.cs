using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Execution.Writing;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Completion;

/// <summary>Scalars and enum values being completed: a column and the form in which it is written.</summary>
internal abstract class LeafValues(PlannedField field, GraphQLType type, Batch owner, ListValues? list, Column column)
    : Values(field, type, owner, list, column.Count)
{
    // Where the column takes rows of another, that one is read directly.
    private readonly int[]? _rows = (column as TakenColumn)?.Rows;

    public abstract void Write(int slot, ref JsonWriter writer);

    protected sealed override bool ColumnMayBeNull { get; } = column.MayBeNull;

    protected sealed override bool IsNullInColumn(int slot) => column.IsNull(slot);

    protected int Row(int slot) => _rows is null ? slot : _rows[slot];
}

/// <summary>Text, written between quotation marks.</summary>
internal sealed class TextValues(PlannedField field, GraphQLType type, Batch owner, ListValues? list, Column column, Utf8Column texts)
    : LeafValues(field, type, owner, list, column)
{
    public override void Write(int slot, ref JsonWriter writer) => writer.WriteString(texts[Row(slot)]);
}

/// <summary>JSON values, written as they are.</summary>
internal sealed class JsonValues(PlannedField field, GraphQLType type, Batch owner, ListValues? list, Column column, Utf8Column json)
    : LeafValues(field, type, owner, list, column)
{
    public override void Write(int slot, ref JsonWriter writer) => writer.WriteRaw(json[Row(slot)]);
}

/// <summary>Whole numbers.</summary>
internal sealed class LongValues(PlannedField field, GraphQLType type, Batch owner, ListValues? list, Column column, LongColumn numbers)
    : LeafValues(field, type, owner, list, column)
{
    public override void Write(int slot, ref JsonWriter writer) => writer.WriteNumber(numbers[Row(slot)]);
}

/// <summary>Whole numbers between quotation marks: ids. <see href="https://spec.graphql.org/September2025/#sec-ID.Result-Coercion"/></summary>
internal sealed class QuotedLongValues(PlannedField field, GraphQLType type, Batch owner, ListValues? list, Column column, LongColumn numbers)
    : LeafValues(field, type, owner, list, column)
{
    public override void Write(int slot, ref JsonWriter writer) => writer.WriteQuotedNumber(numbers[Row(slot)]);
}

/// <summary>Numbers with a fraction.</summary>
internal sealed class DoubleValues(PlannedField field, GraphQLType type, Batch owner, ListValues? list, Column column, DoubleColumn numbers)
    : LeafValues(field, type, owner, list, column)
{
    public override void Write(int slot, ref JsonWriter writer) => writer.WriteNumber(numbers[Row(slot)]);
}

/// <summary>True and false.</summary>
internal sealed class BooleanValues(PlannedField field, GraphQLType type, Batch owner, ListValues? list, Column column, BooleanColumn booleans)
    : LeafValues(field, type, owner, list, column)
{
    public override void Write(int slot, ref JsonWriter writer) => writer.WriteBoolean(booleans[Row(slot)]);
}

/// <summary>No value at all.</summary>
internal sealed class NullValues(PlannedField field, GraphQLType type, Batch owner, ListValues? list, int count)
    : LeafValues(field, type, owner, list, Column.AllNull(count))
{
    public override void Write(int slot, ref JsonWriter writer) => writer.WriteNull();
}
