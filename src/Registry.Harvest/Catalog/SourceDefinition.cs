using System.Net;
using Registry.Store;

namespace Registry.Harvest.Catalog;

/// <summary>A text in Chinese and in English.</summary>
public sealed record Bilingual(string Zh, string En);

/// <summary>A bundled edition of a list.</summary>
/// <param name="Path">The file on disk.</param>
/// <param name="File">Its name in the source's folder.</param>
/// <param name="Title">The title of the document.</param>
/// <param name="Url">Where the document was published; null where that is not known.</param>
/// <param name="Published">The day on which it was published.</param>
/// <param name="Date">The day at which the list stands.</param>
/// <param name="Origin">Where the facts were taken from.</param>
/// <param name="Restated">Whether we wrote the edition from facts.</param>
public sealed record Edition(string Path, string File, string Title, string? Url, DateOnly? Published, DateOnly Date, string Origin, bool Restated);

/// <summary>The limits and manners of a live fetch.</summary>
/// <param name="AllowPrivate">Whether addresses may lead to loopback, private and link-local hosts.</param>
/// <param name="Timeout">For one request, the body included.</param>
/// <param name="MaxBytes">The largest body, after any content encoding.</param>
public sealed record FetchOptions(bool AllowPrivate, TimeSpan Timeout, long MaxBytes)
{
    /// <summary>Public hosts only, one minute, 64 MB.</summary>
    public static FetchOptions Default { get; } = new(false, TimeSpan.FromMinutes(1), 64L * 1024 * 1024);

    /// <summary>Networks that are not public and to which addresses may lead all the same.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; init; } = [];

    /// <summary>Between two requests to one host; a longer time that its robots.txt asks for goes before.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a request is made before a fault that may pass is taken for lasting.</summary>
    public int Tries { get; init; } = 3;
}

/// <summary>A list that is harvested, as its <c>source.yml</c> describes it.</summary>
public sealed record SourceDefinition
{
    /// <summary>The folder below the catalog: <c>cn/universities</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The list's name.</summary>
    public required Bilingual Title { get; init; }

    /// <summary>What the list is, in a sentence.</summary>
    public Bilingual? Description { get; init; }

    /// <summary>Who publishes it.</summary>
    public required Bilingual Publisher { get; init; }

    /// <summary>Under which its facts may be used.</summary>
    public required string Licence { get; init; }

    /// <summary>The line that a user of the data prints.</summary>
    public required string Attribution { get; init; }

    /// <summary>The live address; null where the list was published once, or under a new address each time.</summary>
    public Uri? Address { get; init; }

    /// <summary>Quartz cron; stands where there is an address.</summary>
    public string? Schedule { get; init; }

    /// <summary>The time zone of the schedule.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Whether an edition is the whole list.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>1 is the most authoritative; settles which of two sources' values is shown.</summary>
    public int Authority { get; init; } = 100;

    /// <summary>Sources to be harvested before this one.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Identifier schemes that this source declares, with what they are.</summary>
    public IReadOnlyDictionary<string, string> Schemes { get; init; } = new Dictionary<string, string>();

    /// <summary>The limits of a live fetch.</summary>
    public FetchOptions Fetch { get; init; } = FetchOptions.Default;

    /// <summary>How the address leads to the documents; null where it is the document.</summary>
    public CrawlOptions? Crawl { get; init; }

    /// <summary>The bundled editions, oldest first; none where the list is only to be had live.</summary>
    public required IReadOnlyList<Edition> Editions { get; init; }

    /// <summary>How rows come out of a document.</summary>
    public required ReadOptions Read { get; init; }

    /// <summary>What a row says; the first subject is what it is about.</summary>
    public required IReadOnlyList<Subject> Subjects { get; init; }

    /// <summary>Values that every row must give and that must be read: a row without one is reported and left out.</summary>
    public IReadOnlyList<Value> Require { get; init; } = [];

    /// <summary>Cells that are read differently from what they say.</summary>
    public IReadOnlyList<CellPatch> Patches { get; init; } = [];

    /// <summary>Columns that are not mapped, by name; <c>*</c> stands for one element of a pointer or, at its end, for all below.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>What an edition must be like to be published.</summary>
    public required Expectations Expect { get; init; }

    /// <summary>SHA-256 of what decides how the list is read and mapped: the same bytes under the same definition say the same.</summary>
    public required byte[] Definition { get; init; }
}
