using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>A document that a person hands in.</summary>
/// <param name="From">A file, or an http or https address.</param>
/// <param name="Url">Where the document was published; null: at the source's address, or it is named by its file.</param>
/// <param name="IsPart">Whether it is a part of the list only: then nothing that it does not say is closed.</param>
public sealed record HandImport(string From, string? Url = null, bool IsPart = false)
{
    /// <summary>The address that it names; null where it names a file.</summary>
    public Uri? Address => Uri.TryCreate(From, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? address : null;
}

/// <summary>
/// One document given by hand. Of a list that is had as one document it is a new edition; of a list that is made of many it is one of them, so that
/// what the others say stands. Bytes that a published run has read already, in the same way, say nothing.
/// </summary>
internal sealed class ImportedDocuments(SourceDefinition source, HandImport import, Fetcher fetcher, Database? store, TimeProvider clock) : IDocuments
{
    public RunKind Kind => RunKind.Import;

    public bool? IsWhole => import.IsPart || HasManyDocuments ? false : null;

    public string? Remark { get; private set; }

    public async IAsyncEnumerable<Arrival> Arrive(PublishedList? last, Action<MissedDocument> miss, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Arrival arrival = import.Address is { } address
            ? (await fetcher.Fetch(source, new FetchRequest(address), null, cancellationToken).ConfigureAwait(false))!
            : await ReadFile(cancellationToken).ConfigureAwait(false);
        if (store?.Runs.WhichTookIn(source.Id, SHA256.HashData(arrival.Content.Bytes.Span), source.Definition, cancellationToken) is { } before)
        {
            Remark = string.Create(CultureInfo.InvariantCulture, $"{arrival.Content.Name} was taken in already, by run {before.Id} on {before.StartedAt.UtcDateTime:yyyy-MM-dd}{(before.Id == last?.Run.Id ? "" : "; what came later stands")}");
            yield break;
        }

        yield return import.Url is null ? arrival : arrival with { Document = arrival.Document with { Url = import.Url } };
    }

    private bool HasManyDocuments => source.Crawl is not null;

    private async Task<Arrival> ReadFile(CancellationToken cancellationToken)
    {
        string name = Path.GetFileName(import.From);
        string url = source.Address is null || HasManyDocuments ? $"{source.Id}/{name}" : source.Address.AbsoluteUri;
        try
        {
            byte[] bytes = await File.ReadAllBytesAsync(import.From, cancellationToken).ConfigureAwait(false);
            return new(new Document(url, source.Title.Zh), new Content(name, bytes), new Sighting(name, SeenAt: clock.GetUtcNow()));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableException(UnreadableReason.PartMissing, name, $"the file cannot be read ({fault.Message.TrimEnd('.')})", "a file that can be read was expected");
        }
    }
}
