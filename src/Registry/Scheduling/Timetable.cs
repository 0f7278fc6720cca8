using Quartz;
using Registry.Store;

namespace Registry.Scheduling;

/// <summary>When sources are due, by their Quartz cron expression in their own time zone.</summary>
internal static class Timetable
{
    /// <summary>The next time after a moment; null where the source has no schedule or it never fires again.</summary>
    public static DateTimeOffset? NextAfter(Source source, DateTimeOffset moment) =>
        Expression(source)?.GetNextValidTimeAfter(moment);

    /// <summary>The last time at or before a moment at which the source was due.</summary>
    public static DateTimeOffset? LastBefore(Source source, DateTimeOffset moment) =>
        Expression(source)?.GetPreviousValidTimeBefore(moment);

    /// <summary>What is wrong with a schedule, in words; null where nothing is.</summary>
    public static string? FaultOf(Source source, DateTimeOffset now)
    {
        if (source.Schedule is not { } schedule)
            return null;
        if (!CronExpression.TryParse(schedule, out _))
            return $"the schedule \"{schedule}\" is no Quartz cron expression; correct it in its source.yml and harvest once.";
        if (Zone(source) is null)
            return $"the time zone \"{source.TimeZone}\" is unknown here; an IANA name such as Asia/Shanghai would be right.";
        return NextAfter(source, now) is null ? $"the schedule \"{schedule}\" never fires again." : null;
    }

    private static CronExpression? Expression(Source source) =>
        source.Schedule is { } schedule && CronExpression.TryParse(schedule, out var expression) && Zone(source) is { } zone
            ? expression.WithTimeZone(zone)
            : null;

    private static TimeZoneInfo? Zone(Source source) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(source.TimeZone ?? "Asia/Shanghai", out var zone) ? zone : null;
}
