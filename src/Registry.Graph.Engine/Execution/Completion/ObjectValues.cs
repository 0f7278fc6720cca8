using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Completion;

/// <summary>Objects being completed: which object of which batch each value is.</summary>
internal sealed class ObjectValues : Values
{
    private readonly int[]? _positions;
    private readonly int[]? _batches;

    /// <param name="field">The field.</param>
    /// <param name="type">The type of a value.</param>
    /// <param name="owner">The objects of which this is a field.</param>
    /// <param name="list">The lists of which these are the items.</param>
    /// <param name="count">The number of values.</param>
    /// <param name="positions">For each value its place in its batch, or -1 for null; null where they are the same number.</param>
    /// <param name="batches">For each value its batch; null where there is one.</param>
    public ObjectValues(PlannedField field, GraphQLType type, Batch owner, ListValues? list, int count, int[]? positions, int[]? batches)
        : base(field, type, owner, list, count)
    {
        (_positions, _batches) = (positions, batches);
        ColumnMayBeNull = positions is not null && positions.AsSpan(0, count).Contains(-1);
    }

    /// <summary>The objects by their type; empty where all values are null.</summary>
    public Batch[] Batches { get; set; } = [];

    public int Position(int slot) => _positions is null ? slot : _positions[slot];

    public Batch BatchOf(int slot) => Batches[_batches is null ? 0 : _batches[slot]];

    protected override bool ColumnMayBeNull { get; }

    protected override bool IsNullInColumn(int slot) => Position(slot) < 0;

    public override void Propagate(RequestMemory memory)
    {
        if (!Array.Exists(Batches, batch => batch.AnyNulled))
        {
            return;
        }

        for (var slot = 0; slot < Count; slot++)
        {
            if (!IsNull(slot) && BatchOf(slot).IsNulled(Position(slot)))
            {
                Nullify(slot, memory);
            }
        }
    }
}
