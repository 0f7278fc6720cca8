using Quartz;
using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry.Scheduling;

/// <summary>
/// Has Quartz fire each source at the times of its own schedule, in its own time zone. What was missed while nobody was there is caught up
/// at the start, once a source; what is missed while the program runs (a machine that slept) is caught up by Quartz, once as well.
/// </summary>
internal static class Schedule
{
    public static void AddSchedule(this IServiceCollection services, Database store, IReadOnlyList<SourceDefinition> sources, DateTimeOffset now)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(2);
            foreach (var source in sources)
            {
                if (source.Schedule is { } schedule)
                    Add(quartz, source, schedule, isMissed: Timetable.HasMissed(store, source, now, CancellationToken.None));
            }
            AddDay(quartz);
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    // A minute past midnight where the lists are published.
    private static void AddDay(IQuartzBuilder quartz)
    {
        var key = new JobKey(DayJob.Name);
        quartz.AddJob<DayJob>(job => job.WithIdentity(key));
        quartz.AddTrigger(trigger => trigger
            .ForJob(key)
            .WithIdentity(DayJob.Name)
            .WithCronSchedule("0 1 0 * * ?", cron => cron.InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
    }

    private static void Add(IQuartzBuilder quartz, SourceDefinition source, string schedule, bool isMissed)
    {
        var key = new JobKey(source.Id);
        quartz.AddJob<HarvestJob>(job => job
            .WithIdentity(key)
            .UsingJobData(HarvestJob.Source, source.Id));
        quartz.AddTrigger(trigger => trigger
            .ForJob(key)
            .WithIdentity(source.Id)
            .WithCronSchedule(schedule, cron => cron.InTimeZone(source.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
        if (isMissed)
        {
            quartz.AddTrigger(trigger => trigger
                .ForJob(key)
                .WithIdentity($"{source.Id} missed")
                .StartNow());
        }
    }
}
