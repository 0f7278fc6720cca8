using Registry.Graph.Engine.Execution;

namespace Registry.Graph.Paging;

/// <summary>The arguments that choose a page. <see href="https://relay.dev/graphql/connections.htm#sec-Arguments"/></summary>
/// <param name="First">Items from the start; null where only <c>last</c> was given.</param>
/// <param name="Last">Items from the end, of those that <c>first</c> leaves.</param>
/// <param name="After">The cursor behind which the page starts.</param>
/// <param name="Before">The cursor in front of which it ends.</param>
internal sealed record PageArguments(int? First, int? Last, string? After, string? Before)
{
    /// <summary>Whether the page is read from the end.</summary>
    public bool Backward => First is null;

    /// <summary>How many items are read, without the one more that tells whether others follow.</summary>
    public int Size => First ?? Last!.Value;

    /// <exception cref="FieldException">A size is below 0 or above the limit.</exception>
    public static PageArguments Of(FieldContext context, GraphLimits limits)
    {
        var arguments = context.Arguments;
        var (first, last) = (arguments["first"] as int?, arguments["last"] as int?);
        Check(first, context.Selection, limits);
        Check(last, context.Selection, limits);

        return new PageArguments(
            first is null && last is null ? limits.DefaultPageSize : first,
            last,
            arguments["after"] as string,
            arguments["before"] as string);
    }

    /// <exception cref="FieldException">The size is below 0 or above the limit.</exception>
    public static void Check(int? size, Selection selection, GraphLimits limits)
    {
        if (size < 0)
        {
            throw new FieldException(
                "The requested number of values per page must be at least 0.",
                GraphCodes.PageTooSmall,
                [new("coordinate", selection.Coordinate), new("requestedItems", size)]);
        }

        if (size > limits.PageSize)
        {
            throw new FieldException(
                "The maximum allowed items per page were exceeded.",
                GraphCodes.PageTooLarge,
                [new("coordinate", selection.Coordinate), new("requestedItems", size), new("maxAllowedItems", limits.PageSize)]);
        }
    }
}
