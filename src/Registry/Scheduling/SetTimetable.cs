using Quartz;
using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry.Scheduling;

/// <summary>
/// At the start, makes the timetable what the catalog says. What stands in it already and is right is left as it is, also by processes that
/// start together; sources that are gone are taken out. What was missed while nobody was there is caught up once a source; what is missed while
/// the program runs (a machine that slept) is caught up by Quartz, once as well.
/// </summary>
internal sealed class SetTimetable(ISchedulerFactory schedulers, Database store, SourceCatalog catalog) : IHostedService
{
    // A minute past midnight where the lists are published.
    private const string Midnight = "0 1 0 * * ?";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        List<JobKey> known = [new(DayJob.Name)];
        await Put(scheduler, JobBuilder.Create<DayJob>().WithIdentity(known[0]), Midnight, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), cancellationToken);
        foreach (var source in catalog.Sources.Where(source => source.Schedule is not null))
        {
            known.Add(new JobKey(source.Id));
            await Put(scheduler, JobBuilder.Create<HarvestJob>().WithIdentity(known[^1]).UsingJobData(HarvestJob.Source, source.Id), source.Schedule!, source.Zone, cancellationToken);
            if (Timetable.HasMissed(store, source, TimeProvider.System.GetUtcNow(), cancellationToken))
                await CatchUp(scheduler, known[^1], cancellationToken);
        }

        var standing = await scheduler.QueryJobs(new JobQuery(), cancellationToken);
        await scheduler.DeleteJobs([.. standing.Items.Select(job => job.Key).Except(known)], cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A trigger that is put anew counts from now: one that waits to be caught up would be forgotten.
    private static async Task Put<T>(IScheduler scheduler, JobBuilder<T> builder, string schedule, TimeZoneInfo zone, CancellationToken cancellationToken)
        where T : IJob
    {
        var job = builder.StoreDurably().Build();
        await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
        var trigger = TriggerBuilder.Create()
            .ForJob(job.Key)
            .WithIdentity(job.Key.Name)
            .WithCronSchedule(schedule, cron => cron.InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        if (!AreAlike(await scheduler.GetTrigger(trigger.Key, cancellationToken), (ICronTrigger)trigger))
            await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancellationToken);
    }

    private static bool AreAlike(ITrigger? standing, ICronTrigger wanted) =>
        standing is ICronTrigger cron
        && cron.CronExpressionString == wanted.CronExpressionString
        && cron.TimeZone.Id == wanted.TimeZone.Id
        && cron.MisfireInstruction == wanted.MisfireInstruction;

    private static async Task CatchUp(IScheduler scheduler, JobKey job, CancellationToken cancellationToken) =>
        await scheduler.ScheduleTrigger(
            TriggerBuilder.Create().ForJob(job).WithIdentity($"{job.Name} missed").StartNow().Build(), TriggerConflict.Keep, cancellationToken);
}
