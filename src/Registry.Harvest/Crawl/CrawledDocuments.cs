using System.Runtime.CompilerServices;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Store;

namespace Registry.Harvest.Crawl;

/// <summary>The documents to which the address of a source leads.</summary>
/// <param name="source">The source.</param>
/// <param name="pages">What its addresses give.</param>
/// <param name="kind">Where that comes from.</param>
public sealed class CrawledDocuments(SourceDefinition source, IPages pages, RunKind kind) : IDocuments
{
    /// <inheritdoc/>
    public RunKind Kind => kind;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Arrival> Arrive(PublishedList? last, Action<MissedDocument> miss, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Uri address = source.Address ?? throw new FetchException(FetchFault.NoAddress, $"{source.Id} has no live address; harvest its bundled edition, or import a file by hand");
        yield return await pages.Get(new(address), cancellationToken).ConfigureAwait(false);
    }
}
