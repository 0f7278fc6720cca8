using System.Globalization;

namespace Registry.Harvest.Clean;

/// <summary>A date as exact as a publisher writes it: a year, a month of it, or a day.</summary>
/// <param name="Year">The year, 900 to 2199.</param>
/// <param name="Month">The month, 1 to 12; null when only the year is known.</param>
/// <param name="Day">The day of the month; null when it is not known.</param>
public readonly record struct PartialDate(int Year, int? Month, int? Day)
{
    /// <summary>The day; null when it is not known.</summary>
    public DateOnly? AsDay => Month is { } month && Day is { } day ? new DateOnly(Year, month, day) : null;

    /// <summary>ISO 8601: 2023-11-30, 2023-11 or 2023.</summary>
    public override string ToString() => (Month, Day) switch
    {
        (null, _) => Year.ToString("0000", CultureInfo.InvariantCulture),
        ({ } month, null) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{month:00}"),
        ({ } month, { } day) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{month:00}-{day:00}"),
    };
}
