using Registry.Graph.Engine.Execution;
using Registry.Store.Reading;

namespace Registry.Graph.Loading;

/// <summary>The rows for which a field is resolved, wherever they were read.</summary>
internal readonly struct Parents
{
    private readonly FieldContext _context;
    private readonly PickedRows? _picked;

    private Parents(FieldContext context, ModelRows rows, PickedRows? picked) => (_context, Rows, _picked) = (context, rows, picked);

    /// <summary>The batch that holds them.</summary>
    public ModelRows Rows { get; }

    public int Count => _context.Count;

    /// <summary>Whether they are the rows of the batch, each once.</summary>
    public bool IsEveryRow => _picked is null && _context.IsEveryRow;

    public static Parents Of(FieldContext context)
    {
        var rows = context.Parents<Rows>();
        if (rows is ModelRows model)
        {
            return new Parents(context, model, null);
        }

        // Objects of one type always come from one part, and the parents of a field are of one type.
        var picked = (PickedRows)rows;
        return new Parents(context, picked.PartOf(context.Row(0)), picked);
    }

    /// <summary>The row of a parent in the batch.</summary>
    public int Row(int parent) => _picked is null ? _context.Row(parent) : _picked.RowOf(_context.Row(parent));

    /// <summary>The values of a field for all parents.</summary>
    public Column Column(Field field)
    {
        var column = Rows.Column(field);
        if (_picked is null)
        {
            return _context.Pick(column);
        }

        var rows = _context.Memory.Rent<int>(Count);
        for (var i = 0; i < Count; i++)
        {
            rows[i] = Row(i);
        }

        return column.Take(rows, Count);
    }
}

/// <summary>Rows picked from several batches, of which each holds other types.</summary>
internal sealed class PickedRows(IReadOnlyList<(ModelRows Part, int Row)> rows) : Rows(rows.Count)
{
    public override string? TypeOf(int row) => rows[row].Part.TypeOf(rows[row].Row);

    public ModelRows PartOf(int row) => rows[row].Part;

    public int RowOf(int row) => rows[row].Row;
}
