namespace Registry.Graph.Engine.Validation;

/// <summary>What validation allows beyond the rules of the specification, and how much work it does before it refuses.</summary>
public sealed record ValidationOptions
{
    /// <summary>The defaults.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>Most errors told; validation ends with the last of them.</summary>
    public int MaxErrors { get; init; } = 5;

    /// <summary>Most places told of one error.</summary>
    public int MaxLocations { get; init; } = 5;

    /// <summary>Deepest nesting of fields, fragments followed, in an operation.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Deepest nesting of selection sets of fields, inline fragments and fragments followed; validation and execution descend no deeper.</summary>
    public int MaxNesting { get; init; } = 256;

    /// <summary>Most fragment spreads met when all spreads of all operations are followed, those within fragments each time anew.</summary>
    public int MaxFragmentVisits { get; init; } = 1_000;

    /// <summary>Most pairs compared to decide whether fields can be merged.</summary>
    public int MaxMergeComparisons { get; init; } = 100_000;

    /// <summary>Whether <c>__schema</c> and <c>__type</c> may be asked for.</summary>
    public bool IsIntrospectionAllowed { get; init; } = true;

    /// <summary>How often lists of introspection (fields, interfaces, possible types, input fields) may be nested: below this number.</summary>
    public int MaxIntrospectionListDepth { get; init; } = 3;

    /// <summary>How often <c>ofType</c> may be nested.</summary>
    public int MaxIntrospectionOfTypeDepth { get; init; } = 16;
}
