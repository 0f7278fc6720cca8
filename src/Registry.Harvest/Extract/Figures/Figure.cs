using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Figures;

/// <summary>How a figure grew, as the text says it.</summary>
/// <param name="Factor">增长2倍; null where a share is said.</param>
/// <param name="Base">The year it is compared with; null when not said.</param>
internal sealed record Growth(decimal? Factor, string? Base);

/// <summary>A figure of a text: what it is of, what it measures, how much, when, how surely; a promise when it is an aim.</summary>
internal sealed class Figure
{
    public required Body Subject { get; set; }

    /// <summary>The dictionary's indicator; null when it has none.</summary>
    public Indicator? Indicator { get; init; }

    /// <summary>What is measured, in the words of the text.</summary>
    public required string Label { get; init; }

    public required decimal Value { get; init; }

    public required string Unit { get; init; }

    public UnitClass Class { get; init; }

    public required string Qualifier { get; set; }

    public string? Period { get; init; }

    /// <summary>CUMULATIVE, NEW, IN_FORCE or the dictionary's other definitions.</summary>
    public required IndicatorDefinition Definition { get; init; }

    public decimal? YearOnYear { get; set; }

    public Growth? Growth { get; set; }

    /// <summary>The figure of which it is a part: 其中….</summary>
    public Figure? Whole { get; init; }

    /// <summary>Where the text says it.</summary>
    public required Span Span { get; set; }

    /// <summary>Number and unit alone.</summary>
    public required Span Number { get; init; }

    /// <summary>Whether it is an aim and no fact.</summary>
    public bool IsTarget { get; init; }

    /// <summary>By when an aim is to be reached: <c>2027</c>, <c>P3Y</c>; null when the text does not say.</summary>
    public string? Deadline { get; init; }

    /// <summary>Why the figure is doubted; null when it is not.</summary>
    public Doubt? Doubt { get; set; }

    /// <summary>The words around it, for judging.</summary>
    public required string Context { get; init; }
}

/// <summary>A reason to doubt a figure, with what it may have been.</summary>
/// <param name="Proposal">The number it probably was; null where none suggests itself.</param>
/// <param name="Reason">The grounds, in a sentence.</param>
internal sealed record Doubt(decimal? Proposal, string Reason)
{
    /// <summary>The number itself cannot be.</summary>
    public const string SuspectNumber = "SUSPECT_NUMBER";

    /// <summary>The list behind a count is longer or shorter than the count.</summary>
    public const string CountMismatch = "COUNT_MISMATCH";

    /// <summary>What kind of doubt it is.</summary>
    public string Code { get; init; } = SuspectNumber;
}
