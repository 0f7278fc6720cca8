using Registry.Harvest;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Map;
using Registry.Identity.Places;
using Registry.Identity.Resolve;
using Registry.Observing;
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
        var result = await new Harvester(store, places.Value, MentionResolution.Resolve, fetcher).Harvest(source, kind, dryRun, progress, cancellationToken);
        HarvestMeter.Ended(kind, result);
        return result;
    }

    /// <summary>Fetches the live address of a source, as its schedule asks.</summary>
    public Task<HarvestResult> Live(string source, CancellationToken cancellationToken) =>
        Of(catalog.Sources.Single(known => known.Id == source), RunKind.Live, dryRun: false, progress: null, cancellationToken);

    public void Dispose() => fetcher.Dispose();
}
