namespace Registry.Graph.Figures;

/// <summary>One observation as it is compared with others: what it says, how exactly, and on whose word.</summary>
/// <param name="Row">Its row among the observations that were read.</param>
/// <param name="Key">Its key; the smaller, the earlier it entered the registry.</param>
internal sealed record Stated(int Row, long Key)
{
    /// <summary>Whether it is an observation, no forecast or plan, that nothing speaks against.</summary>
    public bool IsSure => Value is not null && !IsDoubted && Qualifier is not ("FORECAST" or "PLANNED");

    /// <summary>How exactly it is stated: 0 exactly, 1 by a bound, 2 about.</summary>
    public int Exactness => Qualifier switch
    {
        "EXACT" or null => 0,
        "ABOUT" => 2,
        _ => 1,
    };

    /// <summary>What it measures and when: figures that agree in this should agree in their value.</summary>
    public (string? Indicator, string? Period, string? Definition, string? Dimension, string? Unit) Question => (Indicator, Period, Definition, Dimension, Unit);

    public string? Indicator { get; init; }

    public double? Value { get; init; }

    public string? Unit { get; init; }

    public string? Period { get; init; }

    public string? PeriodFrom { get; init; }

    public string? PeriodTo { get; init; }

    public string? PeriodKind { get; init; }

    public string? Definition { get; init; }

    public string? Dimension { get; init; }

    public string? Qualifier { get; init; }

    public bool IsDoubted { get; init; }

    /// <summary>The rank of the most authoritative source that states it; 1 is the first.</summary>
    public long Authority { get; init; }

    /// <summary>When the latest document that states it was published.</summary>
    public string? StatedOn { get; init; }
}
