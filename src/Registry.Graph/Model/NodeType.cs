using Registry.Store.Reading;

namespace Registry.Graph.Model;

/// <summary>A type of the schema whose objects are rows of a table.</summary>
/// <param name="name">Its name in the schema.</param>
/// <param name="table">The table of its rows.</param>
internal sealed class NodeType(string name, Table table)
{
    private readonly Dictionary<string, Way> _ways = new(StringComparer.Ordinal);

    public string Name => name;

    public Table Table => table;

    /// <summary>The number of the type of body; null where it is no body, or any.</summary>
    public int? Number { get; init; }

    /// <summary>The fields that lead to other rows, by name.</summary>
    public IReadOnlyDictionary<string, Way> Ways => _ways;

    public Field Key => table.Key;

    public void Add(Way way) => _ways.Add(way.Name, way);

    public void One(string field, string child, Link link, params SortKey[] order) =>
        Add(new Way(field, child, link) { Kind = WayKind.One, Order = order });

    public void List(string field, string child, Link link, params SortKey[] order) =>
        Add(new Way(field, child, link) { Kind = WayKind.List, Order = order });

    public void Values(string field, Link link, Field leaf) =>
        Add(new Way(field, "", link) { Kind = WayKind.List, Order = [new SortKey(leaf)], Leaf = leaf });

    public void Connection(string field, string child, Link link) =>
        Add(new Way(field, child, link) { Kind = WayKind.Connection });
}
