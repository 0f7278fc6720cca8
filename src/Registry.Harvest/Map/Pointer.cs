namespace Registry.Harvest.Map;

/// <summary>Names of JSON columns with <c>*</c> in place of a step.</summary>
internal static class Pointer
{
    /// <summary>Whether a pattern stands for a column; a <c>*</c> at its end stands for everything below.</summary>
    public static bool Matches(string pattern, string column)
    {
        string[] steps = pattern.Split('/');
        string[] names = column.Split('/');
        if (names.Length < steps.Length || (names.Length > steps.Length && steps[^1] != "*"))
        {
            return false;
        }

        for (int i = 0; i < steps.Length; i++)
        {
            if (steps[i] != "*" && steps[i] != names[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The column without its numbers: <c>names/0/value</c> is <c>names/*/value</c>.</summary>
    public static string Pattern(string column) =>
        column.AsSpan().ContainsAnyInRange('0', '9')
            ? string.Join('/', column.Split('/').Select(step => step.Length > 0 && step.All(char.IsAsciiDigit) ? "*" : step))
            : column;
}
