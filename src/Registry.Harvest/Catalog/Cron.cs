using System.Globalization;

namespace Registry.Harvest.Catalog;

/// <summary>What is wrong with a Quartz cron expression: six or seven fields, of the two days exactly one is <c>?</c>.</summary>
internal static class Cron
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly (string Name, int Least, int Most, string[] Words)[] Fields =
    [
        ("seconds", 0, 59, []), ("minutes", 0, 59, []), ("hours", 0, 23, []), ("day-of-month", 1, 31, []),
        ("month", 1, 12, Months), ("day-of-week", 1, 7, Days), ("year", 1970, 2199, []),
    ];

    /// <summary>The fault in words, or null.</summary>
    public static string? FaultOf(string expression)
    {
        string[] parts = expression.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (6 or 7))
        {
            return $"has {parts.Length} fields; six or seven would be right: seconds minutes hours day-of-month month day-of-week [year]";
        }

        for (int i = 0; i < parts.Length; i++)
        {
            if (!IsField(parts[i], i))
            {
                return string.Create(CultureInfo.InvariantCulture, $"has \"{parts[i]}\" as {Fields[i].Name}; {Fields[i].Least} to {Fields[i].Most}, *, lists (1,2), ranges (1-5) or steps (0/15) would be right");
            }
        }

        return (parts[3] == "?") == (parts[5] == "?")
            ? "must have ? as either day-of-month or day-of-week, and only as one of them"
            : null;
    }

    private static bool IsField(string field, int at) => field switch
    {
        "*" => true,
        "?" => at is 3 or 5,
        _ => field.Split(',').All(part => IsPart(part, at)),
    };

    private static bool IsPart(string part, int at)
    {
        if (at == 3 && (part is "L" or "LW" || (part.EndsWith('W') && IsNumber(part[..^1], at))))
        {
            return true;
        }

        if (at == 5 && (part == "L" || (part.EndsWith('L') && IsNumber(part[..^1], at)) || IsNth(part, at)))
        {
            return true;
        }

        string[] step = part.Split('/');
        if (step.Length > 2 || (step.Length == 2 && (!int.TryParse(step[1], NumberStyles.None, CultureInfo.InvariantCulture, out int every) || every < 1)))
        {
            return false;
        }

        string[] range = step[0].Split('-');
        return (step.Length == 2 && step[0] == "*") || (range.Length <= 2 && range.All(end => IsNumber(end, at)));
    }

    private static bool IsNth(string part, int at) =>
        part.Split('#') is [var day, var nth] && IsNumber(day, at) && nth is "1" or "2" or "3" or "4" or "5";

    private static bool IsNumber(string text, int at) =>
        Array.IndexOf(Fields[at].Words, text) >= 0
        || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= Fields[at].Least && number <= Fields[at].Most);
}
