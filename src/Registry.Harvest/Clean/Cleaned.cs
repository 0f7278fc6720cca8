namespace Registry.Harvest.Clean;

/// <summary>What a cell says once cleaned, or why it says nothing that can be used. The caller keeps what was written and flags it.</summary>
/// <param name="Value">The value; meaningless where there is a fault.</param>
/// <param name="Fault">What was found and what would have been right; null when the value stands.</param>
public readonly record struct Cleaned<T>(T Value, string? Fault)
{
    /// <summary>Whether there is a value.</summary>
    public bool IsClean => Fault is null;
}

/// <summary>The two ways in which cleaning ends.</summary>
static class Cleaned
{
    public static Cleaned<T> Of<T>(T value) => new(value, null);

    public static Cleaned<T> Fault<T>(string reason) => new(default!, reason);
}
