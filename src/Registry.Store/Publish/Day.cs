using System.Globalization;
using Dapper;

namespace Registry.Store;

/// <summary>
/// The day that the ledger has reached, noted so that what follows from it (a term that has ended) is a function of the ledger and
/// not of the moment at which somebody looks.
/// </summary>
static class Day
{
    const string Setting = "day";

    // Lists are published in China, and their days are days there. It has had no summer time since 1991.
    static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The day now, <c>YYYY-MM-DD</c>.</summary>
    public static string Today(TimeProvider clock) => clock.GetUtcNow().ToOffset(China).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day that the ledger has reached; null before the first.</summary>
    public static string? Reached(Writer open)
    {
        var row = open.Prepare("select value from setting where name = ?").Bind(1, Setting);
        var day = row.Step() ? row.Text(0) : null;
        row.Reset();
        return day;
    }

    /// <summary>Notes that a day is reached, and gives the recognitions whose rows it changes; none where it was reached before.</summary>
    public static IReadOnlyList<long> Turn(Writer open, string today)
    {
        var reached = Reached(open);
        if (string.CompareOrdinal(reached, today) >= 0)
            return [];
        open.Prepare(reached is null ? "insert into setting (value, name) values (?, ?)" : "update setting set value = ? where name = ?").Bind(1, today).Bind(2, Setting).Run();
        // Before the first day nothing was derived.
        return reached is null ? Termed(open) : Ended(open, today);
    }

    static List<long> Termed(Writer open) => open.Connection.Query<long>("""
        select entity_id
        from recognition
        where issued_on is not null or valid_to is not null
        order by entity_id
        """).AsList();

    static List<long> Ended(Writer open, string today) => open.Connection.Query<long>("""
        select entity_id
        from recognition
        where valid_to < @today and valid_to <> @month and valid_to <> @year
            and (state is null or state not in ('PROPOSED', 'PENDING', 'EXPIRED', 'REVOKED'))
        order by entity_id
        """, new { today, month = today[..7], year = today[..4] }).AsList();
}
