using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>
/// The documents of one run, in the order in which they are read: the seam between where documents come from (a live address or crawl, a
/// bundled edition, a file given by hand, the snapshots of the store) and what becomes of them. Each that arrives is kept as a snapshot with
/// a sighting and a document of its own; those that hold records are read and mapped in turn, all into one run.
/// </summary>
public interface IDocuments
{
    /// <summary>Where they come from.</summary>
    RunKind Kind { get; }

    /// <summary>Whether they are all that the list says, so that what they do not say is closed; null: as the source's coverage has it.</summary>
    bool? IsWhole => null;

    /// <summary>What there is to know of a stream that gave nothing; null where nothing is.</summary>
    string? Remark => null;

    /// <summary>
    /// Gives the documents one after the other; each is asked for when the one before it has been mapped. None at all means that there is nothing
    /// to say: the run ends unchanged.
    /// </summary>
    /// <param name="last">The list that was published last, or null.</param>
    /// <param name="miss">Told of a document that was announced and cannot be had. It throws where the list must be whole.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="FetchException">A document without which there is no list cannot be had.</exception>
    /// <exception cref="Read.UnreadableException">A page that leads on cannot be read.</exception>
    IAsyncEnumerable<Arrival> Arrive(PublishedList? last, Action<MissedDocument> miss, CancellationToken cancellationToken);
}

/// <summary>A document that a page announces and that cannot be had.</summary>
/// <param name="Document">What the page says of it.</param>
/// <param name="Fault">Why it cannot be had.</param>
public sealed record MissedDocument(Document Document, FetchException Fault);

/// <summary>
/// What an address gives: the seam below a crawl. Live it is fetched; from the store it is what was seen there last, so that a crawl is gone
/// through again without the network.
/// </summary>
public interface IPages
{
    /// <summary>The document at an address.</summary>
    /// <exception cref="FetchException">There is none, or it cannot be had; <see cref="FetchException.Status"/> says what the publisher answered.</exception>
    Task<Arrival> Get(FetchRequest request, CancellationToken cancellationToken);
}

/// <summary>What is asked of a publisher.</summary>
/// <param name="Address">The address (http or https).</param>
/// <param name="Form">Fields of a form to be posted, as <c>application/x-www-form-urlencoded</c>; null for a plain GET.</param>
public sealed record FetchRequest(Uri Address, string? Form = null)
{
    /// <summary>What names the document: the address, with the posted fields behind <c>#</c>, so that two pages of one posted list are two documents.</summary>
    public string Url => Form is null ? Address.AbsoluteUri : $"{Address.AbsoluteUri}#{Form}";
}
