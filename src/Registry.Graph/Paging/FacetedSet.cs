using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Paging;

/// <summary>The items of the connections of a level, whatever the pages, as they can be counted.</summary>
/// <param name="type">The type of the items.</param>
/// <param name="parents">How many different parents the connections have.</param>
/// <param name="statement">Counts them by a field, codes of divisions where so said, with so many values at most for each parent.</param>
internal sealed class FacetedSet(NodeType type, int parents, Func<Field, bool, int, SqlText> statement)
{
    /// <summary>The type of the items.</summary>
    public NodeType Type => type;

    /// <summary>How many different parents there are.</summary>
    public int Parents => parents;

    /// <summary>Which of the different parents that of a connection is; -1 where it leads nowhere.</summary>
    public Func<int, int> SlotOf { get; init; } = _ => 0;

    /// <summary>The statement that counts.</summary>
    public SqlText Statement(Field by, bool isPlace, int most) => statement(by, isPlace, most);
}
