using System.Globalization;
using System.Text.Json;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>A document with the bytes in which it arrived.</summary>
/// <param name="Document">What is known of it.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Sighting">How they were met.</param>
public sealed record Arrival(Document Document, Content Content, Sighting Sighting)
{
    /// <summary>What the pages that led to it say of it, each a column of all its records.</summary>
    public IReadOnlyList<Carried> Carried { get; init; } = [];

    /// <summary>Whether it is to be read; false of a page that only leads on, which is kept as evidence.</summary>
    public bool HoldsRecords { get; init; } = true;
}

/// <summary>A text that a listing or an article says of a document it leads to.</summary>
/// <param name="Name">The column that it becomes.</param>
/// <param name="Text">What it says; null where it says nothing.</param>
/// <param name="Locator">Where it stands: the page, and the place on it.</param>
public sealed record Carried(string Name, string? Text, string Locator);

/// <summary>What a publisher said of the bytes it sent last, to be asked whether they have changed (RFC 9110, section 13).</summary>
/// <param name="ETag">The entity tag, or null.</param>
/// <param name="LastModified">The date of the last change, or null.</param>
public sealed record Validators(string? ETag, DateTimeOffset? LastModified)
{
    /// <summary>What the kept headers (a JSON object with lower-case names) say; null where they say neither.</summary>
    public static Validators? Of(string? headers)
    {
        if (headers is null)
        {
            return null;
        }

        using JsonDocument said = JsonDocument.Parse(headers);
        string? tag = Text(said, "etag");
        DateTimeOffset? changed = DateTimeOffset.TryParseExact(Text(said, "last-modified"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null;
        return tag is null && changed is null ? null : new(tag, changed);
    }

    /// <summary>The media type among the kept headers, or null.</summary>
    public static string? MediaTypeOf(string? headers)
    {
        if (headers is null)
        {
            return null;
        }

        using JsonDocument said = JsonDocument.Parse(headers);
        return Text(said, "content-type");
    }

    private static string? Text(JsonDocument said, string name) => said.RootElement.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
