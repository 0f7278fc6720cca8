namespace Registry.Bench;

internal static class Figures
{
    /// <summary>The value in the middle; of two, the higher.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
