using Registry.Graph.Engine.Execution;
using Registry.Store.Reading;

namespace Registry.Graph.Loading;

/// <summary>Takes rows from a statement into columns: cells go as they lie, no row becomes an object and no text a string.</summary>
internal sealed class ModelRowsBuilder
{
    private readonly ReadPlan _plan;
    private readonly RequestMemory _memory;
    private readonly ColumnReader[] _columns;
    private long[] _keys = [];
    private long[] _types = [];

    public ModelRowsBuilder(ReadPlan plan, RequestMemory memory)
    {
        (_plan, _memory) = (plan, memory);
        _columns = new ColumnReader[plan.Fields.Count];
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i] = ColumnReader.For(plan.Fields[i], memory);
        }
    }

    public int Count { get; private set; }

    /// <summary>The key of a row that was taken.</summary>
    public long Key(int row) => _keys[row];

    /// <summary>Takes the row at which a statement stands.</summary>
    /// <param name="cursor">The statement.</param>
    /// <param name="offset">Where the columns of the plan begin in it.</param>
    public void Append(RowCursor cursor, int offset)
    {
        if (Count == _keys.Length)
        {
            _memory.Grow(ref _keys, Count, Count + 16);
            if (_plan.TypeNames is not null)
            {
                _memory.Grow(ref _types, Count, Count + 16);
            }
        }

        _keys[Count] = cursor.Integer(offset++);
        if (_plan.TypeNames is not null)
        {
            _types[Count] = cursor.Integer(offset++);
        }

        foreach (var column in _columns)
        {
            column.Append(cursor, offset++);
        }

        Count++;
    }

    public ModelRows Build()
    {
        var columns = new Column[_columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _columns[i].Build();
        }

        return new ModelRows(_plan, _keys, _plan.TypeNames is null ? null : _types, columns, Count);
    }
}

/// <summary>Takes the cells of one column.</summary>
internal abstract class ColumnReader
{
    public static ColumnReader For(Field field, RequestMemory memory) => field.Kind switch
    {
        FieldKind.Text => new OfText(memory),
        FieldKind.Real => new OfNumbers<double>(memory, (cursor, column) => cursor.Real(column)),
        FieldKind.Boolean => new OfNumbers<bool>(memory, (cursor, column) => cursor.Integer(column) != 0),
        FieldKind.Word => new OfWords(field.Words!, memory),
        FieldKind.Integer => new OfNumbers<long>(memory, (cursor, column) => cursor.Integer(column)),
        _ => throw new ArgumentException($"{field} is only compared, never answered.", nameof(field)),
    };

    public abstract void Append(RowCursor cursor, int column);

    public abstract Column Build();

    private sealed class OfText(RequestMemory memory) : ColumnReader
    {
        private readonly Utf8ColumnBuilder _values = new(memory);

        public override void Append(RowCursor cursor, int column)
        {
            if (cursor.TryBytes(column, out var text))
            {
                _values.Append(text);
            }
            else
            {
                _values.AppendNull();
            }
        }

        public override Column Build() => _values.Build();
    }

    private sealed class OfWords(IReadOnlyDictionary<long, string> words, RequestMemory memory) : ColumnReader
    {
        private readonly Utf8ColumnBuilder _values = new(memory);

        public override void Append(RowCursor cursor, int column) => _values.Append(Model.Constant.Of(words[cursor.Integer(column)]));

        public override Column Build() => _values.Build();
    }

    private sealed class OfNumbers<T>(RequestMemory memory, Func<RowCursor, int, T> read) : ColumnReader where T : struct
    {
        private readonly ValueColumnBuilder<T> _values = new(memory);

        public override void Append(RowCursor cursor, int column)
        {
            if (cursor.IsNull(column))
            {
                _values.AppendNull();
            }
            else
            {
                _values.Append(read(cursor, column));
            }
        }

        public override Column Build() => _values.Build();
    }
}
