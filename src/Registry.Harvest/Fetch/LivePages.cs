using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>What a source's publisher gives now; bytes that have not changed are taken from the store, without being sent again.</summary>
/// <param name="source">The source.</param>
/// <param name="fetcher">Fetches.</param>
/// <param name="store">Where bytes met before are kept; null where there is no store yet.</param>
internal sealed class LivePages(SourceDefinition source, Fetcher fetcher, Database? store) : IPages
{
    public async Task<Arrival> Get(FetchRequest request, CancellationToken cancellationToken)
    {
        LastSighting? seen = store?.Snapshots.LastSeen(source.Id, request.Url, cancellationToken);
        Validators? validators = seen is null ? null : Validators.Of(seen.Headers);
        return await fetcher.Fetch(source, request, validators, cancellationToken).ConfigureAwait(false) ?? Kept(request, seen!, cancellationToken);
    }

    // The publisher says that the bytes are those we hold: they are seen again, without having been sent.
    private Arrival Kept(FetchRequest request, LastSighting seen, CancellationToken cancellationToken) => new(
        new Document(request.Url, source.Title.Zh),
        new Content(request.Address.AbsoluteUri, store!.Snapshots.Read(seen.Snapshot, cancellationToken), Validators.MediaTypeOf(seen.Headers)),
        new Sighting(request.Address.AbsoluteUri, null, seen.Headers));
}
