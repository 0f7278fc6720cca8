using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry.Harvesting;

/// <summary>The first start: harvests the bundled edition of every source that has published nothing yet.</summary>
internal static class BundledHarvest
{
    /// <exception cref="OperationCanceledException">It was stopped; what was published stays.</exception>
    public static async Task OfWhatIsMissing(Database store, SourceCatalog catalog, CancellationToken cancellationToken)
    {
        var missing = catalog.Sources
            .Where(source => source.Editions.Count > 0 && store.Runs.LastPublished(source.Id, cancellationToken) is null)
            .ToList();
        if (missing.Count == 0)
            return;

        using var harvest = new SourceHarvest(store, catalog);
        var results = await HarvestBoard.Show(
            missing, (source, progress) => harvest.Of(source, RunKind.Bundled, dryRun: false, progress, cancellationToken), Output.Progress, cancellationToken);
        RunTable.Print(results, Output.Console);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
