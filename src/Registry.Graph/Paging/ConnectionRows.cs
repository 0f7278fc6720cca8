using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;

namespace Registry.Graph.Paging;

/// <summary>Connections side by side, one for each parent.</summary>
internal sealed class ConnectionRows(int count) : Rows(count)
{
    /// <summary>The items of each connection; absent where only the count was asked for.</summary>
    public ListColumn? Nodes { get; init; }

    /// <summary>The edges of each connection.</summary>
    public ListColumn? Edges { get; init; }

    /// <summary>How many items there are, whatever the page; absent where not asked for.</summary>
    public Column? TotalCount { get; init; }

    /// <summary>Whether items follow the page.</summary>
    public Column? HasNextPage { get; init; }

    /// <summary>Whether items precede the page.</summary>
    public Column? HasPreviousPage { get; init; }

    /// <summary>The cursor of the first item of each page; absent where not asked for.</summary>
    public Column? StartCursor { get; init; }

    /// <summary>The cursor of the last item of each page; absent where not asked for.</summary>
    public Column? EndCursor { get; init; }

    /// <summary>What is counted by level, place and so on; absent where not asked for.</summary>
    public FacetedSet? Facets { get; init; }
}

/// <summary>The edges of all connections of a level: one for each row that was read.</summary>
/// <param name="nodes">The rows.</param>
internal sealed class EdgeRows(ModelRows nodes) : Rows(nodes.Count)
{
    public ModelRows Nodes => nodes;

    /// <summary>The cursors; absent where not asked for.</summary>
    public Column? Cursors { get; init; }

    /// <summary>What stands on the edges besides: the relations, or the names that a search met.</summary>
    public ModelRows? Beside { get; init; }

    /// <summary>Of a search, how well each item matches.</summary>
    public Column? Scores { get; init; }
}
