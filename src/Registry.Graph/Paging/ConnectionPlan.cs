using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Paging;

/// <summary>What a selection of a connection asks for.</summary>
/// <param name="Nodes">What is read of the items.</param>
/// <param name="Beside">What is read of what stands on the edges; null where nothing is.</param>
/// <param name="WantsFurther">Whether it matters that further items follow a page.</param>
/// <param name="WantsItems">Whether items, or whether there are further ones, are asked for.</param>
/// <param name="WantsCursors">Whether cursors are asked for.</param>
/// <param name="WantsCount">Whether the count is asked for.</param>
/// <param name="WantsFacets">Whether counts by level, place and so on are asked for.</param>
internal sealed record ConnectionPlan(ReadPlan Nodes, ReadPlan? Beside, bool WantsFurther, bool WantsItems, bool WantsCursors, bool WantsCount, bool WantsFacets)
{
    /// <summary>What a statement reads: the items, then what stands on the edges.</summary>
    public IReadOnlyList<Field> Columns { get; } = Beside is null ? Nodes.Columns : [.. Nodes.Columns, .. Beside.Columns];

    /// <param name="selection">The connection as selected.</param>
    /// <param name="needs">What fields need.</param>
    /// <param name="type">The type of the items.</param>
    /// <param name="beside">The type of what stands on the edges, where something does.</param>
    public static ConnectionPlan Of(Selection selection, FieldNeeds needs, NodeType type, NodeType? beside)
    {
        Selection[] connection = [selection];
        Selection[] edges = [.. FieldNeeds.Below(connection, "edges")];
        Selection[] info = [.. FieldNeeds.Below(connection, "pageInfo")];
        Selection[] nodes = [.. FieldNeeds.Below(connection, "nodes"), .. FieldNeeds.Below(edges, "node")];
        Selection[] onEdges = [.. FieldNeeds.Below(edges, "relation"), .. FieldNeeds.Below(edges, "matched")];
        return new ConnectionPlan(
            needs.Plan(type, nodes),
            beside is null || onEdges.Length == 0 ? null : needs.Plan(beside, onEdges),
            WantsFurther: info.Length > 0 || FieldNeeds.Below(connection, "totalCount").Any(),
            WantsItems: edges.Length > 0 || nodes.Length > 0 || info.Length > 0,
            WantsCursors: FieldNeeds.Below(edges, "cursor").Any()
                || FieldNeeds.Below(info, "startCursor").Any() || FieldNeeds.Below(info, "endCursor").Any(),
            WantsCount: FieldNeeds.Below(connection, "totalCount").Any(),
            WantsFacets: FieldNeeds.Below(connection, "facets").Any());
    }
}
