using Registry.Store.Reading;

namespace Registry.Graph.Model;

/// <summary>A field that leads from a row to others.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="Child">The name of the type at the other end, <c>Entity</c> where it is a body of any type.</param>
/// <param name="Link">How the store follows it.</param>
internal sealed record Way(string Name, string Child, Link Link)
{
    /// <summary>How many rows it leads to.</summary>
    public required WayKind Kind { get; init; }

    /// <summary>The order of a list; of a single row, the order in which the first is taken.</summary>
    public IReadOnlyList<SortKey> Order { get; init; } = [];

    /// <summary>Whether a filter takes it as a plain value of the row, as whether a figure is doubted; it is answered as an object all the same.</summary>
    public bool IsFilteredAsValue { get; init; }

    /// <summary>Of a connection whose parents hold the key of its first item, the link by that key; of the others null.</summary>
    public Link? First { get; init; }

    /// <summary>Of a list of plain values, the field that holds them.</summary>
    public Field? Leaf { get; init; }
}

/// <summary>How many rows a way leads to, and how they are answered.</summary>
internal enum WayKind
{
    /// <summary>One or none.</summary>
    One,

    /// <summary>A plain list of all.</summary>
    List,

    /// <summary>A connection, in pages.</summary>
    Connection,
}
