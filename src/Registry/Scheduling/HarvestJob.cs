using Quartz;
using Registry.Harvesting;
using Registry.Store;

namespace Registry.Scheduling;

/// <summary>One live harvest of one source, fired by its schedule. The lease in the store, not Quartz, keeps two runs of a source apart.</summary>
[DisallowConcurrentExecution]
internal sealed partial class HarvestJob(SourceHarvest harvest, ILogger<HarvestJob> logger) : IJob
{
    /// <summary>The job data's key for the source's id.</summary>
    public const string Source = "source";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var source = context.MergedJobDataMap.GetString(Source)!;
        try
        {
            var result = await harvest.Live(source, cancellationToken);
            Log.Ended(logger, source, result.State, result.Records, result.Claims, result.Message);
        }
        catch (StoreException fault)
        {
            Log.NotBegun(logger, source, fault.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {State}, {Records} records, {Claims} new claims. {Message}")]
        public static partial void Ended(ILogger logger, string source, RunState state, long records, long claims, string? message);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source} was not harvested: {Reason}")]
        public static partial void NotBegun(ILogger logger, string source, string reason);
    }
}
