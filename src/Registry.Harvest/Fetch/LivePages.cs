using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>
/// What a source's publisher gives now. Bytes that have not changed are taken from the store, without being sent again; what a run fetched that
/// was killed or stopped is not even asked for again by the next one, if that comes soon.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="fetcher">Fetches.</param>
/// <param name="store">Where bytes met before are kept; null where there is no store yet.</param>
/// <param name="clock">The clock.</param>
internal sealed class LivePages(SourceDefinition source, Fetcher fetcher, Database? store, TimeProvider clock) : IPages
{
    /// <summary>How old what a run fetched that was cut short may be to be taken up: a list does not change under a crawl so fast.</summary>
    public static readonly TimeSpan Resumable = TimeSpan.FromHours(12);

    public async Task<Arrival> Get(FetchRequest request, CancellationToken cancellationToken)
    {
        LastSighting? seen = store?.Snapshots.LastFetched(source.Id, request.Url, cancellationToken);
        if (seen is { WasCutShort: true } && clock.GetUtcNow() - seen.SeenAt < Resumable)
        {
            return Kept(request, seen, seen.SeenAt, cancellationToken);
        }

        Validators? validators = seen is null ? null : Validators.Of(seen.Headers);
        return await fetcher.Fetch(source, request, validators, cancellationToken).ConfigureAwait(false) ?? Kept(request, seen!, clock.GetUtcNow(), cancellationToken);
    }

    private Arrival Kept(FetchRequest request, LastSighting seen, DateTimeOffset at, CancellationToken cancellationToken) => new(
        new Document(request.Url, source.Title.Zh),
        new Content(request.Address.AbsoluteUri, store!.Snapshots.Read(seen.Snapshot, cancellationToken), Validators.MediaTypeOf(seen.Headers)),
        new Sighting(request.Address.AbsoluteUri, null, seen.Headers, at));
}
