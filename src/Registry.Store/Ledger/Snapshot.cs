namespace Registry.Store;

/// <summary>A page, file or bundled edition of a source.</summary>
/// <param name="Url">Where it was published; with the source it names the document.</param>
/// <param name="Title">Its title.</param>
public sealed record Document(string Url, string? Title)
{
    /// <summary>The day on which it was published, as exactly as known.</summary>
    public string? PublishedOn { get; init; }

    /// <summary>Whether we wrote the edition from facts.</summary>
    public bool Restated { get; init; }

    /// <summary>Where the facts of a restated edition were taken from.</summary>
    public string? Origin { get; init; }

    /// <summary>The day at which the list stands; evidence of a restated edition is seen at this day.</summary>
    public string? EditionDate { get; init; }
}

/// <summary>How bytes were met.</summary>
/// <param name="Address">Where they were fetched or read from.</param>
/// <param name="MediaType">What the publisher calls them.</param>
/// <param name="Headers">The response's headers as a JSON object.</param>
/// <param name="SeenAt">When; now where missing. Of a bundled edition kept as published: when it was fetched.</param>
public sealed record Sighting(string Address, string? MediaType = null, string? Headers = null, DateTimeOffset? SeenAt = null);

/// <summary>Bytes as published, kept once.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Length">In bytes.</param>
/// <param name="IsNew">Whether they were not yet in the store.</param>
public sealed record Snapshot(long Id, string Sha256, long Length, bool IsNew);

/// <summary>Bytes that were met before.</summary>
/// <param name="Snapshot">The snapshot's number.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Headers">The headers they came with, as a JSON object.</param>
/// <param name="SeenAt">When.</param>
/// <param name="WasCutShort">Whether the run that met them was killed or stopped, and none of the source has come to its end since.</param>
public sealed record LastSighting(long Snapshot, string Sha256, string? Headers, DateTimeOffset SeenAt, bool WasCutShort);
