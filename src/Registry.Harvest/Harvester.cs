using Registry.Harvest.Catalog;
using Registry.Harvest.Crawl;
using Registry.Harvest.Fetch;
using Registry.Harvest.Read;
using Registry.Identity.Places;
using Registry.Store;

namespace Registry.Harvest;

/// <summary>The way in: a source's documents arrive, are kept, read, mapped, staged, checked and published.</summary>
/// <param name="store">Where everything is kept.</param>
/// <param name="places">The divisions by which places are read.</param>
/// <param name="resolution">Decides which bodies the mentions are about.</param>
/// <param name="fetcher">Fetches live documents.</param>
/// <param name="clock">The clock; the system's where missing.</param>
public sealed class Harvester(Database store, Gazetteer places, Resolution resolution, Fetcher fetcher, TimeProvider? clock = null)
{
    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Harvests a source. What goes wrong with the source is in the result; the last release then stands.</summary>
    /// <param name="source">The source.</param>
    /// <param name="kind">Bundled reads the editions that are new, oldest first; live goes to the address.</param>
    /// <param name="dryRun">Reads, maps and checks, and writes nothing.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Ends the harvest; what was staged is taken back.</param>
    public Task<HarvestResult> Harvest(SourceDefinition source, RunKind kind, bool dryRun = false, IProgress<HarvestProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Harvest(source, last => kind == RunKind.Live ? [Live(source)] : Due.Editions(source, last, cancellationToken).Select(edition => new EditionDocuments(source, edition)), dryRun, progress, cancellationToken);

    /// <summary>Goes to the live address of a source that was seen to wait; null where another process is at it or has been since.</summary>
    /// <param name="source">The source.</param>
    /// <param name="waiting">Since when it waited as the caller saw it.</param>
    /// <param name="cancellationToken">Ends the harvest; what was staged is taken back.</param>
    public async Task<HarvestResult?> HarvestWaiting(SourceDefinition source, Waiting waiting, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Harvest(source, _ => [Live(source)], dryRun: false, progress: null, cancellationToken, waiting: waiting).ConfigureAwait(false);
        }
        catch (StoreException fault) when (IsAnothers(fault))
        {
            return null;
        }
    }

    /// <summary>Takes documents of a source in, from wherever they come: one run.</summary>
    /// <param name="source">The source.</param>
    /// <param name="documents">Its documents.</param>
    /// <param name="dryRun">Reads, maps and checks, and writes nothing.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Ends the harvest; what was staged is taken back.</param>
    public Task<HarvestResult> Harvest(SourceDefinition source, IDocuments documents, bool dryRun = false, IProgress<HarvestProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Harvest(source, _ => [documents], dryRun, progress, cancellationToken);

    /// <summary>Takes in a document that a person hands in. The same bytes again are a no-op.</summary>
    /// <param name="source">The source to whose list it belongs.</param>
    /// <param name="import">The document.</param>
    /// <param name="receipt">Takes down what becomes of each row.</param>
    /// <param name="dryRun">Reads, maps and checks, and writes nothing.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Ends the import; what was staged is taken back.</param>
    public Task<HarvestResult> Import(SourceDefinition source, HandImport import, Receipt receipt, bool dryRun = false, IProgress<HarvestProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Harvest(source, _ => [new ImportedDocuments(source, import, fetcher, Kept, clock)], dryRun, progress, cancellationToken, receipt);

    /// <summary>Maps the stored snapshots of a source again, as its mapping is now; needs no network.</summary>
    /// <param name="source">The source.</param>
    /// <param name="dryRun">Reads, maps and checks, and writes nothing.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Ends it; what was staged is taken back.</param>
    public Task<HarvestResult> Replay(SourceDefinition source, bool dryRun = false, IProgress<HarvestProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Harvest(source, _ => [new ReplayedDocuments(source, store)], dryRun, progress, cancellationToken);

    private async Task<HarvestResult> Harvest(SourceDefinition source, Func<PublishedList?, IEnumerable<IDocuments>> runs, bool dryRun, IProgress<HarvestProgress>? progress, CancellationToken cancellationToken, Receipt? receipt = null, Waiting? waiting = null)
    {
        long started = clock.GetTimestamp();
        Outcome outcome = new(source.Id);
        try
        {
            PublishedList? last = store.Exists ? store.Runs.LastPublished(source.Id, cancellationToken) : null;
            foreach (IDocuments documents in runs(last))
            {
                Intake intake = new(source, documents, places, progress, receipt, waiting);
                outcome.Add(dryRun
                    ? await intake.Try(last, Kept, cancellationToken).ConfigureAwait(false)
                    : await intake.Run(store, resolution, cancellationToken).ConfigureAwait(false));
                if (outcome.State is RunState.Failed or RunState.Cancelled)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            outcome.Stop(RunState.Cancelled, "stopped before the run began");
        }
        catch (Exception fault) when (fault is StoreException or UnreadableException && !(waiting is not null && IsAnothers(fault)))
        {
            outcome.Stop(RunState.Failed, fault.Message);
        }

        return outcome.Result(clock.GetElapsedTime(started));
    }

    private static bool IsAnothers(Exception fault) => fault is SourceLeasedException or SourceHarvestedException;

    private Database? Kept => store.Exists ? store : null;

    private CrawledDocuments Live(SourceDefinition source) => new(source, new LivePages(source, fetcher, Kept, clock), RunKind.Live, clock);
}
