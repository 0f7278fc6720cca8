namespace Registry.Harvest.Catalog;

/// <summary>What an edition must be like to be published.</summary>
/// <param name="MinRecords">At least so many records.</param>
/// <param name="MaxRecords">At most so many.</param>
/// <param name="Filled">For a column, the share of records (0 to 1) that must have something there.</param>
/// <param name="Distinct">Columns in which no two records have the same text.</param>
/// <param name="Sections">How many section rows.</param>
public sealed record Expectations(
    long? MinRecords,
    long? MaxRecords,
    IReadOnlyDictionary<string, double> Filled,
    IReadOnlyList<string> Distinct,
    int? Sections)
{
    /// <summary>Nothing is expected.</summary>
    public static Expectations Anything { get; } = new(null, null, new Dictionary<string, double>(), [], null);

    /// <summary>Texts that look damaged beside those last published, and are what the publisher means.</summary>
    public IReadOnlyList<string> Meant { get; init; } = [];

    /// <summary>For a column and a text, how many records have it there.</summary>
    public IReadOnlyDictionary<(string Column, string Text), long> Counts { get; init; } = new Dictionary<(string, string), long>();
}
