namespace Registry.Identity.Places;

/// <summary>The level of a body or a recognition by administration.</summary>
public enum Level
{
    /// <summary>国家级</summary>
    National,

    /// <summary>省级, 自治区级, 直辖市市级</summary>
    Provincial,

    /// <summary>市级 of a prefecture-level city, 州级, 盟级, 地区级</summary>
    Prefecture,

    /// <summary>区级, 县级</summary>
    District,

    /// <summary>乡级, 镇级, 街道</summary>
    Township,
}

/// <summary>A written level: what it means where it was written, or why that is not certain.</summary>
/// <param name="Written">The word as written; it is always kept.</param>
/// <param name="Level">The level; null when it is not certain.</param>
/// <param name="Reason">Why there is no level; null when there is.</param>
public readonly record struct LevelReading(string Written, Level? Level, string? Reason)
{
    /// <summary>The word of the vocabulary: NATIONAL, PROVINCIAL, PREFECTURE, DISTRICT, TOWNSHIP; null when not certain.</summary>
    public string? Word => Level?.ToString().ToUpperInvariant();
}
