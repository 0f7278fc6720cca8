using Quartz;
using Registry.Harvest;
using Registry.Harvesting;
using Registry.Store;

namespace Registry.Scheduling;

/// <summary>
/// One live harvest of one source, fired by its schedule or because a time of it was missed. The lease in the store, not Quartz, keeps two runs of a
/// source apart; where another process has fetched it since the time came, nothing is left to do.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class HarvestJob(SourceHarvest harvest, ILogger<HarvestJob> logger) : IJob
{
    /// <summary>The job data's key for the source's id.</summary>
    public const string Source = "source";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var source = context.MergedJobDataMap.GetString(Source)!;
        if (!harvest.Knows(source))
        {
            Log.Unknown(logger, source);
            return;
        }

        try
        {
            if (await harvest.LiveIfDue(source, cancellationToken) is { } result)
                Tell(source, result);
        }
        catch (StoreException fault)
        {
            Log.NotBegun(logger, source, fault.Message);
        }
    }

    private void Tell(string source, HarvestResult result)
    {
        if (result.State is RunState.Failed)
            Log.Failed(logger, source, result.Message);
        else
            Log.Ended(logger, source, result.State, result.Records, result.Claims, result.Message);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {State}, {Records} records, {Claims} new claims. {Message}")]
        public static partial void Ended(ILogger logger, string source, RunState state, long records, long claims, string? message);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source} failed; the last release stands. {Message}")]
        public static partial void Failed(ILogger logger, string source, string? message);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source} stands in the timetable and not in the catalog of this process: all that harvest into one store need the same sources.")]
        public static partial void Unknown(ILogger logger, string source);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source} was not harvested: {Reason}")]
        public static partial void NotBegun(ILogger logger, string source, string reason);
    }
}
