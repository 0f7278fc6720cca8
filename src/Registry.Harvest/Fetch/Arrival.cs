using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>A document with the bytes in which it arrived.</summary>
/// <param name="Document">What is known of it.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Sighting">How they were met.</param>
public sealed record Arrival(Document Document, Content Content, Sighting Sighting);

/// <summary>What a publisher said of the bytes it sent last, to be asked whether they have changed (RFC 9110, section 13).</summary>
/// <param name="ETag">The entity tag, or null.</param>
/// <param name="LastModified">The date of the last change, or null.</param>
public sealed record Validators(string? ETag, DateTimeOffset? LastModified);
