using Registry.Graph.Engine.Execution;
using Registry.Store.Reading;

namespace Registry.Graph.Loading;

/// <summary>Rows of a table with the columns that were selected.</summary>
internal sealed class ModelRows : Rows
{
    private readonly ReadPlan _plan;
    private readonly long[] _keys;
    private readonly long[]? _types;
    private readonly Column[] _columns;

    public ModelRows(ReadPlan plan, long[] keys, long[]? types, Column[] columns, int count) : base(count) =>
        (_plan, _keys, _types, _columns) = (plan, keys, types, columns);

    public override string? TypeName => _types is null ? _plan.TypeName : null;

    public override string? TypeOf(int row) => _types is null ? _plan.TypeName : _plan.TypeNames![_types[row]];

    /// <summary>The key of a row in its table.</summary>
    public long Key(int row) => _keys[row];

    /// <summary>The values of a field, which was among those selected.</summary>
    public Column Column(Field field) => _columns[_plan.IndexOf(field)];
}
