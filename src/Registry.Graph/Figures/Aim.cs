namespace Registry.Graph.Figures;

/// <summary>A target as it is held against figures.</summary>
/// <param name="Row">Its row among the targets that were read.</param>
/// <param name="Subject">The key of the body that it is set for; 0 where none is known.</param>
internal sealed record Aim(int Row, long Subject)
{
    public string? Indicator { get; init; }

    public string? Definition { get; init; }

    public double? Value { get; init; }

    public string? Unit { get; init; }

    public string? Operator { get; init; }

    public string? Deadline { get; init; }

    /// <summary>Whether a value meets it.</summary>
    public bool IsMetBy(double value) => Operator switch
    {
        "MORE_THAN" => value > Value,
        "AT_MOST" => value <= Value,
        "EQUAL" => value.Equals(Value),
        _ => value >= Value,
    };
}
