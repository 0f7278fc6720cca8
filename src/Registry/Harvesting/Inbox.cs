using System.Globalization;
using Registry.Configuration;
using Registry.Harvest;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Store;

namespace Registry.Harvesting;

/// <summary>
/// A folder with a folder for each source, <c>cn/universities</c>: a file that is put there is imported, then moved below <c>taken</c> or
/// <c>refused</c>, with its receipt beside it.
/// </summary>
internal sealed partial class Inbox(Database store, SourceCatalog catalog, SourceHarvest harvest, InboxSettings settings, ILogger<Inbox> logger) : BackgroundService
{
    // What was written to so lately may still be on its way.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    private string Folder => settings.Folder!;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(settings.Every);
        do
        {
            foreach (var source in catalog.Sources)
                await TakeAll(source, stoppingToken);
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TakeAll(SourceDefinition source, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var path in Waiting(source))
                await Take(source, path, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or StoreException)
        {
            Log.Hindered(logger, source.Id, fault.Message);
        }
    }

    private IReadOnlyList<string> Waiting(SourceDefinition source)
    {
        var folder = Path.Combine(Folder, source.Id);
        return !Directory.Exists(folder)
            ? []
            : [.. Directory.GetFiles(folder)
                .Where(path => !Path.GetFileName(path).StartsWith('.') && DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Settled)
                .Order(StringComparer.Ordinal)];
    }

    private async Task Take(SourceDefinition source, string path, CancellationToken cancellationToken)
    {
        var file = Path.GetFileName(path);
        var runBefore = LastRun(source, cancellationToken);
        var receipt = new Receipt();
        var result = await harvest.By(new HandImport(path), source, receipt, dryRun: false, progress: null, cancellationToken);
        if (result.State is RunState.Cancelled || LastRun(source, cancellationToken) == runBefore)
        {
            // It did not come to a run: another process harvests the source, or the store is busy. The file waits for the next round.
            Log.Waits(logger, source.Id, file, result.Message);
            return;
        }

        var outcome = result.State is RunState.Failed ? "refused" : "taken";
        Put(source, path, outcome, receipt);
        Log.Ended(logger, source.Id, file, outcome, result.Records, result.Claims, result.Message);
    }

    private long LastRun(SourceDefinition source, CancellationToken cancellationToken) =>
        store.Runs.Newest(source.Id, 1, cancellationToken) is [var run] ? run.Id : 0;

    // A name may come again; the moment keeps the files apart.
    private void Put(SourceDefinition source, string path, string outcome, Receipt receipt)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, outcome, source.Id)).FullName;
        var moment = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var target = Path.Combine(folder, $"{moment}-{Path.GetFileName(path)}");
        ReceiptFile.Write(receipt.Rows, $"{target}.receipt.csv");
        File.Move(path, target);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Source}: {File} {Outcome}, {Records} records, {Claims} new claims. {Message}")]
        public static partial void Ended(ILogger logger, string source, string file, string outcome, long records, long claims, string? message);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: {File} waits. {Message}")]
        public static partial void Waits(ILogger logger, string source, string file, string? message);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Source}: the inbox cannot be emptied: {Reason}")]
        public static partial void Hindered(ILogger logger, string source, string reason);
    }
}
