using System.Globalization;
using System.Text.RegularExpressions;
using Registry.Store.Text;

namespace Registry.Harvest.Clean;

/// <summary>
/// Dates as lists and notices write them: 2023年11月29日, 2023-11-30, 2023/11, 2023.05.31, 20231130, 二〇二三年五月, 2019年, and the
/// serial numbers of spreadsheets. The year always comes first; a date that could be read in two ways is not read.
/// </summary>
public static partial class Dates
{
    // 岳麓书院 was founded in 976; three digits alone are too likely something else than a year.
    const int FirstYear = 900, LastYear = 2199;

    // Serial 10000 is 1927-05-18, 99999 is 2173-10-13: what has five digits is no year.
    const double FirstSerial = 10_000, LastSerial = 99_999;

    /// <summary>Reads a written date, as exact as it is written. A time of day behind it is dropped.</summary>
    public static Cleaned<PartialDate> Read(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var text = FoldedName.Of(TimeOfDay().Replace(written.Trim(), ""));
        if (text.Length == 0)
            return Cleaned.Fault<PartialDate>("found nothing; a date would be right.");
        if (Written().Match(text) is { Success: true } match)
            return FromParts(written, match.Groups["y"].Value, match.Groups["m"].Value, match.Groups["d"].Value);
        if (WrittenInChinese().Match(text) is { Success: true } chinese)
            return FromParts(written, Digits(chinese.Groups["y"].Value), Digits(chinese.Groups["m"].Value), Digits(chinese.Groups["d"].Value));
        return Serial().IsMatch(text)
            ? FromSerial(double.Parse(text, CultureInfo.InvariantCulture))
            : Cleaned.Fault<PartialDate>($"found \"{written}\"; a date such as 2023年11月30日, 2023-11-30 or 2023年11月 would be right.");
    }

    /// <summary>The day of a spreadsheet's serial number.</summary>
    /// <param name="serial">Days since 1899-12-30, or since 1904-01-01; the fraction is the time of day and is dropped.</param>
    /// <param name="since1904">Whether the workbook counts from 1904.</param>
    public static Cleaned<PartialDate> FromSerial(double serial, bool since1904 = false)
    {
        if (!(serial >= FirstSerial && serial <= LastSerial))
            return Cleaned.Fault<PartialDate>(string.Create(CultureInfo.InvariantCulture,
                $"found the serial number {serial}; {FirstSerial} to {LastSerial} would be right."));
        var origin = since1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30);
        var day = origin.AddDays((int)Math.Floor(serial));
        return Cleaned.Of(new PartialDate(day.Year, day.Month, day.Day));
    }

    static Cleaned<PartialDate> FromParts(string written, string year, string month, string day)
    {
        var date = new PartialDate(Number(year)!.Value, Number(month), Number(day));
        return IsADate(date)
            ? Cleaned.Of(date)
            : Cleaned.Fault<PartialDate>($"found \"{written}\", which is no day of the calendar between {FirstYear} and {LastYear}.");
    }

    static bool IsADate(PartialDate date) =>
        date.Year is >= FirstYear and <= LastYear
        && date.Month is null or (>= 1 and <= 12)
        && (date.Day is null || (date.Day >= 1 && date.Day <= DateTime.DaysInMonth(date.Year, date.Month!.Value)));

    static int? Number(string digits) => digits.Length == 0 ? null : int.Parse(digits, CultureInfo.InvariantCulture);

    static string Digits(string chinese)
    {
        if (chinese.Length == 0)
            return "";
        var number = ChineseNumerals.Read(chinese);
        return number.IsClean ? number.Value.ToString("0", CultureInfo.InvariantCulture) : "0";
    }

    [GeneratedRegex(@"^(?:(?<y>\d{3})年|(?<y>\d{4})(?:年|[-/.]|$))(?:(?<m>\d{1,2})(?:月|[-/.]|$)(?:(?<d>\d{1,2})[日号]?)?)?$|^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$")]
    private static partial Regex Written();

    [GeneratedRegex("^(?<y>[〇零○一二三四五六七八九]{4})年(?:(?<m>[一二三四五六七八九十]{1,2})月(?:(?<d>[一二三四五六七八九十廿卅]{1,3})[日号])?)?$")]
    private static partial Regex WrittenInChinese();

    [GeneratedRegex(@"^\d{5}(?:\.\d+)?$")]
    private static partial Regex Serial();

    [GeneratedRegex(@"(?<=\d)(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")]
    private static partial Regex TimeOfDay();
}
