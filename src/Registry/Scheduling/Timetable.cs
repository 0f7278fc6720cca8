using Quartz;
using Registry.Store;

namespace Registry.Scheduling;

/// <summary>When sources are due, by their Quartz cron expression in their own time zone.</summary>
internal static class Timetable
{
    /// <summary>The next time after a moment; null where there is no schedule or it never fires again.</summary>
    public static DateTimeOffset? NextAfter(DateTimeOffset moment, string? schedule, TimeZoneInfo zone) =>
        schedule is not null && CronExpression.TryParse(schedule, out var expression)
            ? expression.WithTimeZone(zone).GetNextValidTimeAfter(moment)
            : null;

    /// <summary>What is wrong with a source's schedule, in words; null where nothing is.</summary>
    public static string? FaultOf(Source source, DateTimeOffset now)
    {
        if (source.Schedule is not { } schedule)
            return null;
        if (!CronExpression.TryParse(schedule, out _))
            return $"the schedule \"{schedule}\" is no Quartz cron expression; correct it in its source.yml and harvest once.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(source.TimeZone ?? "Asia/Shanghai", out var zone))
            return $"the time zone \"{source.TimeZone}\" is unknown here; an IANA name such as Asia/Shanghai would be right.";
        return NextAfter(now, schedule, zone) is null ? $"the schedule \"{schedule}\" never fires again." : null;
    }
}
