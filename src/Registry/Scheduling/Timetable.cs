using Quartz;
using Registry.Harvest.Catalog;
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

    /// <summary>Whether a time of a source's schedule has come since it was last fetched: then it is to be fetched, once, however many have.</summary>
    public static bool IsDue(Database store, SourceDefinition source, DateTimeOffset now, CancellationToken cancellationToken) =>
        IsDue(store.Runs.Waiting(source.Id, cancellationToken), source, now);

    /// <summary>Whether a time of a source's schedule has come since it began to wait.</summary>
    public static bool IsDue(Waiting waiting, SourceDefinition source, DateTimeOffset now) =>
        waiting.Since is not { } since || NextAfter(since, source.Schedule, source.Zone) <= now;

    /// <summary>Whether a time of a source's schedule went by while nobody was there to fetch it. A source that was never harvested has missed nothing.</summary>
    public static bool HasMissed(Database store, SourceDefinition source, DateTimeOffset now, CancellationToken cancellationToken) =>
        source.Schedule is not null && store.Runs.Waiting(source.Id, cancellationToken).Since is not null && IsDue(store, source, now, cancellationToken);

    /// <summary>Notes in the store when each source is to be fetched next, or should have been: what tells that one is late.</summary>
    public static void Note(Database store, IEnumerable<SourceDefinition> sources, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (store.Runs.Waiting(source.Id, cancellationToken).Since is { } since)
                store.Sources.Expect(source.Id, NextAfter(since, source.Schedule, source.Zone), cancellationToken);
        }
    }

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
