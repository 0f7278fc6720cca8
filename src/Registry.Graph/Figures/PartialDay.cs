using System.Globalization;

namespace Registry.Graph.Figures;

/// <summary>The last day of a date that may be known to its month or year alone.</summary>
internal static class PartialDay
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM", "yyyy"];

    /// <summary>The last day of a day, month or year; the first day of all where it is not known or is none of them.</summary>
    public static DateOnly EndOf(string? date)
    {
        if (!DateOnly.TryParseExact(date, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            return DateOnly.MinValue;
        }

        return date!.Length switch
        {
            4 => new DateOnly(first.Year, 12, 31),
            7 => first.AddMonths(1).AddDays(-1),
            _ => first,
        };
    }
}
