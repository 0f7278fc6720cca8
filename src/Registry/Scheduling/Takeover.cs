using Registry.Harvest;
using Registry.Harvest.Catalog;
using Registry.Harvesting;
using Registry.Store;

namespace Registry.Scheduling;

/// <summary>
/// Fetches the sources whose harvester ended in the middle of a run, killed or cut off: once their leases are over, they are as free as if they
/// had never been begun, and whoever looks first takes them.
/// </summary>
internal sealed partial class Takeover(Database store, SourceHarvest harvest, SourceCatalog catalog, ILogger<Takeover> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A source is taken over within a quarter of the time for which its lease held after the last sign of life.
        using var tick = new PeriodicTimer(store.Lease / 4);
        while (await tick.WaitForNextTickAsync(stoppingToken))
            await Look(stoppingToken);
    }

    private async Task Look(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var source in store.Lost(cancellationToken).Where(source => catalog.Sources.Any(known => known.Id == source && known.Schedule is not null)))
            {
                if (await harvest.LiveIfDue(source, cancellationToken) is { } result)
                    Log.TakenOver(logger, source, result.State, result.Message);
            }
        }
        catch (StoreException fault)
        {
            // Another process was quicker, or the store cannot be reached now: the next look finds what is left to do.
            Log.NotTakenOver(logger, fault.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source} was taken over from a process that ended without a word: {State}. {Message}")]
        public static partial void TakenOver(ILogger logger, string source, RunState state, string? message);

        [LoggerMessage(Level = LogLevel.Information, Message = "Nothing was taken over: {Reason}")]
        public static partial void NotTakenOver(ILogger logger, string reason);
    }
}
