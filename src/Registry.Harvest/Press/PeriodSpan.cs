namespace Registry.Harvest.Press;

/// <summary>A period as extraction writes it (<c>2021</c>, <c>2022-01/2022-06</c>, <c>asof:2021-12</c>), taken apart.</summary>
/// <param name="Kind">A word of <c>periodKind</c>.</param>
/// <param name="From">Its first day, month or year.</param>
/// <param name="To">Its last.</param>
internal readonly record struct PeriodSpan(string Kind, string From, string To)
{
    private const string AsOf = "asof:";

    public static PeriodSpan Of(string period)
    {
        if (period.StartsWith(AsOf, StringComparison.Ordinal))
        {
            string at = period[AsOf.Length..];
            return new("AS_OF", at, at);
        }

        int slash = period.IndexOf('/', StringComparison.Ordinal);
        (string from, string to) = slash < 0 ? (period, period) : (period[..slash], period[(slash + 1)..]);
        return new(KindOf(from, to), from, to);
    }

    private static string KindOf(string from, string to)
    {
        if (from == to)
        {
            return from.Length == 4 ? "YEAR" : "MONTH";
        }

        return from.Length == 7 && to.Length == 7 && from[..4] == to[..4]
            ? (from[5..], to[5..]) switch
            {
                ("01", "12") => "YEAR",
                ("01", "06") or ("07", "12") => "HALF_YEAR",
                ("01", "03") or ("04", "06") or ("07", "09") or ("10", "12") => "QUARTER",
                _ => "RANGE",
            }
            : "RANGE";
    }
}
