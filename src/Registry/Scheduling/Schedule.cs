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
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
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
