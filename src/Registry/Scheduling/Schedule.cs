using Quartz;
using Registry.Harvest.Catalog;

namespace Registry.Scheduling;

/// <summary>Has Quartz fire each source at the times of its own schedule, in its own time zone.</summary>
internal static class Schedule
{
    public static void AddSchedule(this IServiceCollection services, IEnumerable<SourceDefinition> sources)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(2);
            foreach (var source in sources)
            {
                if (source.Schedule is { } schedule)
                    Add(quartz, source, schedule);
            }
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Add(IQuartzBuilder quartz, SourceDefinition source, string schedule) =>
        quartz.ScheduleJob<HarvestJob>(
            trigger => trigger
                .WithIdentity(source.Id)
                .WithCronSchedule(schedule, cron => cron.InTimeZone(source.Zone)),
            job => job
                .WithIdentity(source.Id)
                .UsingJobData(HarvestJob.Source, source.Id));
}
