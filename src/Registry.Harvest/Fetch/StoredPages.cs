using System.Net;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>What a source's publisher gave when its list was last published, from the snapshots of the store.</summary>
internal sealed class StoredPages(Database store, IReadOnlyList<HeldDocument> held) : IPages
{
    private readonly Dictionary<string, HeldDocument> byUrl = held.ToDictionary(document => document.Document.Url, StringComparer.Ordinal);

    public Task<Arrival> Get(FetchRequest request, CancellationToken cancellationToken) => byUrl.TryGetValue(request.Url, out HeldDocument? document)
        ? Task.FromResult(Of(store, document, cancellationToken))
        : throw new FetchException(FetchFault.Refused, $"{request.Url} was not there when the list was last published") { Status = HttpStatusCode.NotFound };

    /// <summary>A document as it was met.</summary>
    public static Arrival Of(Database store, HeldDocument document, CancellationToken cancellationToken) => new(
        document.Document,
        new Content(document.Sighting.Address, store.Snapshots.Read(document.Snapshot, cancellationToken), document.Sighting.MediaType),
        document.Sighting);
}
