using Registry.Graph.Engine.Execution;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Loading;

/// <summary>
/// A connection of which a document asks for nothing but its first item: where the parent's row holds the key of that one, it is read by it, and
/// no relation is looked at.
/// </summary>
internal static class FirstOnly
{
    private const string First = "first";

    private static readonly string[] BesideItems = ["relation", "matched", "cursor"];

    /// <summary>The link from the parent to its first item; null where more is asked for, or the parent does not hold it.</summary>
    /// <param name="way">The way of the connection.</param>
    /// <param name="selection">The connection as selected.</param>
    public static Link? Of(Way way, Selection selection) =>
        way.First is not null && IsOne(selection) && AsksForItemsAlone(selection) ? way.First : null;

    private static bool IsOne(Selection selection) =>
        selection.IsFixed(First) && selection.Arguments is { Count: 1 } arguments && arguments[First] is 1;

    private static bool AsksForItemsAlone(Selection selection) => selection.Children().All(child =>
        child.Name == "nodes" || child.Name.StartsWith("__", StringComparison.Ordinal)
        || (child.Name == "edges" && !child.Children().Any(part => BesideItems.Contains(part.Name, StringComparer.Ordinal))));
}
