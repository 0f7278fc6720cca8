using Registry.Graph.Engine.Execution.Planning;
using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Completion;

/// <summary>Lists being completed. <see href="https://spec.graphql.org/September2025/#sec-Value-Completion"/></summary>
internal class ListValues : Values
{
    private readonly Column _lists;
    private readonly int[] _starts;

    public ListValues(PlannedField field, GraphQLType type, Batch owner, ListValues? list, Column lists, int[] starts)
        : base(field, type, owner, list, lists.Count) => (_lists, _starts) = (lists, starts);

    /// <summary>The items of all lists.</summary>
    public Values Items { get; set; } = null!;

    /// <summary>The index in the response of a list's first item here.</summary>
    public virtual int FirstIndex => 0;

    /// <summary>The slot of a list's first item.</summary>
    public int Start(int slot) => _starts[slot];

    /// <summary>The slot after a list's last item.</summary>
    public int End(int slot) => _starts[slot + 1];

    /// <summary>The list in which an item is.</summary>
    public int ListOf(int item)
    {
        var (low, high) = (0, Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _starts[middle] <= item ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    protected override bool ColumnMayBeNull => _lists.MayBeNull;

    protected override bool IsNullInColumn(int slot) => _lists.IsNull(slot);

    public override void Propagate(RequestMemory memory)
    {
        Items.Propagate(memory);
        if (!Items.IsNonNull || !Items.MayBeNull)
        {
            return;
        }

        for (var slot = 0; slot < Count; slot++)
        {
            for (var item = Start(slot); item < End(slot); item++)
            {
                if (Items.IsNull(item))
                {
                    Nullify(slot, memory);
                    break;
                }
            }
        }
    }
}
