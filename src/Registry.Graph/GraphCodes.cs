namespace Registry.Graph;

/// <summary>The values of <c>extensions.code</c> that fields give; those that start with HC are Hot Chocolate's.</summary>
public static class GraphCodes
{
    /// <summary>A page of more than <see cref="GraphLimits.PageSize"/> items was asked for.</summary>
    public const string PageTooLarge = "HC0051";

    /// <summary>More than <see cref="GraphLimits.NodeIds"/> ids were given to <c>nodes</c>.</summary>
    public const string TooManyNodes = "HC0076";

    /// <summary>A cursor is malformed, or was made with other conditions, another order or other arguments.</summary>
    public const string InvalidCursor = "HC0078";

    /// <summary>A page of less than no items was asked for.</summary>
    public const string PageTooSmall = "HC0079";

    /// <summary>An operator of a filter was given null that cannot take it.</summary>
    public const string FilterOfNull = "HC0026";

    /// <summary>A filter is nested deeper than <see cref="GraphLimits.FilterDepth"/>.</summary>
    public const string FilterTooDeep = "FILTER_DEPTH_EXCEEDED";

    /// <summary>A filter has more conditions than <see cref="GraphLimits.FilterConditions"/>.</summary>
    public const string FilterTooLarge = "FILTER_CONDITIONS_EXCEEDED";

    /// <summary>A list of a filter has more values than <see cref="GraphLimits.FilterValues"/>.</summary>
    public const string FilterListTooLong = "FILTER_LIST_EXCEEDED";

    /// <summary>An order has more keys than <see cref="GraphLimits.SortKeys"/>.</summary>
    public const string OrderTooLong = "ORDER_KEYS_EXCEEDED";

    /// <summary>No division has the code, and no body the id, that was given as a place.</summary>
    public const string PlaceUnknown = "PLACE_UNKNOWN";

    /// <summary>The items cannot be counted by what was asked for, or an argument says more about what is not counted by.</summary>
    public const string FacetUnknown = "FACET_UNKNOWN";

    /// <summary>A neighbourhood was asked for that reaches further than <see cref="GraphLimits.NeighbourhoodDepth"/>.</summary>
    public const string TooDeep = "NEIGHBOURHOOD_DEPTH_EXCEEDED";

    /// <summary>An object was asked for by its id and its code, or by neither.</summary>
    public const string OneOfIdAndCode = "ID_OR_CODE";

    /// <summary>No source has the id that was given.</summary>
    public const string SourceUnknown = "SOURCE_UNKNOWN";

    /// <summary>The id is of another type than the field answers.</summary>
    public const string IdOfAnotherType = "ID_TYPE_MISMATCH";

    /// <summary>The text to search for has no letter, digit or character, or is longer than <see cref="GraphLimits.SearchText"/>.</summary>
    public const string SearchTextInvalid = "SEARCH_TEXT_INVALID";

    /// <summary>More than <see cref="GraphLimits.MatchNames"/> names were given to <c>match</c>.</summary>
    public const string TooManyNames = "MATCH_NAMES_EXCEEDED";
}

/// <summary>How much one field may ask for.</summary>
public sealed record GraphLimits
{
    /// <summary>The limits as they are when nothing is said.</summary>
    public static GraphLimits Default { get; } = new();

    /// <summary>Items of a page where neither <c>first</c> nor <c>last</c> is given.</summary>
    public int DefaultPageSize { get; init; } = 10;

    /// <summary>Most items of a page.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Most ids given to <c>nodes</c>.</summary>
    public int NodeIds { get; init; } = 50;

    /// <summary>How deep filters may be nested.</summary>
    public int FilterDepth { get; init; } = 12;

    /// <summary>Most conditions of a filter.</summary>
    public int FilterConditions { get; init; } = 200;

    /// <summary>Most values in a list of a filter.</summary>
    public int FilterValues { get; init; } = 1000;

    /// <summary>Most keys of an order.</summary>
    public int SortKeys { get; init; } = 8;

    /// <summary>Most UTF-16 units of a text to search for.</summary>
    public int SearchText { get; init; } = 200;

    /// <summary>How many relations far a neighbourhood may reach.</summary>
    public int NeighbourhoodDepth { get; init; } = 4;

    /// <summary>Most names that are matched at once.</summary>
    public int MatchNames { get; init; } = 100;

    /// <summary>Most bodies that are given for one name.</summary>
    public int MatchCandidates { get; init; } = 50;
}
