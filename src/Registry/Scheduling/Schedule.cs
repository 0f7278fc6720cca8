using Quartz;
using Quartz.Impl.AdoJobStore;
using Registry.Store;

namespace Registry.Scheduling;

/// <summary>
/// Has Quartz fire each source at the times of its own schedule, in its own time zone. On a store that several machines share the timetable
/// lies beside it and each time is met by one of them; elsewhere each process keeps its own.
/// </summary>
internal static class Schedule
{
    public static void AddSchedule(this IServiceCollection services, Database store)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(2);
            if (store.SharedTables is { } tables)
                quartz.Share(tables);
        });
        // Started in this order: nothing is fired before the timetable is what the catalog says.
        services.AddHostedService<SetTimetable>();
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Share(this IQuartzBuilder quartz, SharedTables tables)
    {
        quartz.ConfigureScheduler(scheduler => (scheduler.InstanceName, scheduler.GenerateInstanceId) = ("registry", true));
        quartz.UsePersistentStore(timetable =>
        {
            timetable.UseSqlServer(tables.Provider, tables.ConnectionString);
            timetable.UseClustering();
            // A row that is written locks out other writers on every server; a hint to read with a lock is not obeyed by all that speak the protocol.
            timetable.UseLockHandler<UpdateRowLockHandler>();
            timetable.ConfigureStore(options => (options.StoreJobDataAsStrings, options.SchemaProvisioning) = (true, SchemaProvisioning.Validate));
        });
    }
}
