using System.Runtime.CompilerServices;
using Registry.Harvest.Catalog;
using Registry.Harvest.Crawl;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>
/// The documents of which the published list of a source is made, from the snapshots of the store: no network is needed. What was crawled is
/// walked through again, since the pages that led to a document say things of it.
/// </summary>
internal sealed class ReplayedDocuments(SourceDefinition source, Database store) : IDocuments
{
    public RunKind Kind => RunKind.Replay;

    // All that was ever published is here, also of a list that flows: what none of it says as it is mapped now is closed. Of a crawled list that
    // flows only what the pages still lead to is here.
    public bool? IsWhole => source.Crawl is null ? true : null;

    public string Remark => "its snapshots are mapped by this definition already";

    public async IAsyncEnumerable<Arrival> Arrive(PublishedList? last, Action<MissedDocument> miss, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ILookup<bool, HeldDocument> held = store.Runs.Held(source.Id, cancellationToken).ToLookup(WasCrawled);
        if (held.Count == 0)
        {
            throw new FetchException(FetchFault.NoAddress, $"{source.Id} has published nothing that could be mapped again; harvest it first");
        }

        foreach (HeldDocument document in held[false])
        {
            yield return StoredPages.Of(store, document, cancellationToken);
        }

        if (held[true].Any())
        {
            Then then = new(held[true].Max(document => document.Sighting.SeenAt!.Value));
            CrawledDocuments crawled = new(source, new StoredPages(store, [.. held[true]]), Kind, then);
            await foreach (Arrival arrival in crawled.Arrive(last, miss, cancellationToken).ConfigureAwait(false))
            {
                yield return arrival;
            }
        }
    }

    // What came over the network has headers; editions and files have none.
    private bool WasCrawled(HeldDocument document) => source.Crawl is not null && !document.IsPart && document.Sighting.Headers is not null;

    // A list by the month led to other months then.
    private sealed class Then(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
