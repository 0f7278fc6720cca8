using Registry.Harvest;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Map;
using Registry.Identity.Places;
using Registry.Identity.Resolve;
using Registry.Observing;
using Registry.Scheduling;
using Registry.Store;

namespace Registry.Harvesting;

/// <summary>Harvests sources of one catalog into one store.</summary>
internal sealed class SourceHarvest(Database store, SourceCatalog catalog) : IDisposable
{
    private readonly Fetcher fetcher = new();
    private readonly Lazy<Gazetteer> places = new(() => Divisions.Of(catalog));

    /// <summary>Harvests one source.</summary>
    public async Task<HarvestResult> Of(SourceDefinition source, RunKind kind, bool dryRun, IProgress<HarvestProgress>? progress, CancellationToken cancellationToken)
    {
        var result = Metered(kind, await Harvester.Harvest(source, kind, dryRun, progress, cancellationToken));
        return kind is RunKind.Live && !dryRun ? Noted(source, result) : result;
    }

    /// <summary>Takes in a document that a person hands in.</summary>
    public async Task<HarvestResult> By(HandImport import, SourceDefinition source, Receipt receipt, bool dryRun, IProgress<HarvestProgress>? progress, CancellationToken cancellationToken) =>
        Metered(RunKind.Import, await Harvester.Import(source, import, receipt, dryRun, progress, cancellationToken));

    /// <summary>Maps the stored snapshots of a source again.</summary>
    public async Task<HarvestResult> Again(SourceDefinition source, bool dryRun, IProgress<HarvestProgress>? progress, CancellationToken cancellationToken) =>
        Metered(RunKind.Replay, await Harvester.Replay(source, dryRun, progress, cancellationToken));

    /// <summary>Whether the catalog has a source of this id.</summary>
    public bool Knows(string source) => catalog.Sources.Any(known => known.Id == source);

    /// <summary>Fetches the live address of a source, as its schedule asks; null where another process is at it, or has been since its time came.</summary>
    public async Task<HarvestResult?> LiveIfDue(string source, CancellationToken cancellationToken)
    {
        var known = catalog.Sources.Single(candidate => candidate.Id == source);
        var waiting = store.Runs.Waiting(source, cancellationToken);
        return Timetable.IsDue(waiting, known, TimeProvider.System.GetUtcNow()) && await Harvester.HarvestWaiting(known, waiting, cancellationToken) is { } result
            ? Noted(known, Metered(RunKind.Live, result))
            : null;
    }

    private Harvester Harvester => new(store, places.Value, MentionResolution.Resolve, fetcher);

    private HarvestResult Noted(SourceDefinition source, HarvestResult result)
    {
        if (result.State is not RunState.Cancelled)
            Timetable.Note(store, [source], CancellationToken.None);
        return result;
    }

    private static HarvestResult Metered(RunKind kind, HarvestResult result)
    {
        HarvestMeter.Ended(kind, result);
        return result;
    }

    public void Dispose() => fetcher.Dispose();
}
