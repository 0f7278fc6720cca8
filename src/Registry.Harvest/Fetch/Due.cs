using System.Security.Cryptography;
using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>Which bundled editions a harvest is to read.</summary>
internal static class Due
{
    /// <summary>
    /// All of them, oldest first, where nothing was published yet; those behind the one published last; the newest one where none of them was
    /// published last or the mapping has changed. At least one: a run over what is known ends unchanged and says so.
    /// </summary>
    public static IEnumerable<Edition> Editions(SourceDefinition source, PublishedList? last, CancellationToken cancellationToken)
    {
        if (last is null)
        {
            return source.Editions;
        }

        if (!last.Definition.Span.SequenceEqual(source.Definition))
        {
            return source.Editions.TakeLast(1);
        }

        for (int i = source.Editions.Count - 2; i >= 0; i--)
        {
            if (last.Snapshots.Contains(Hash(source.Editions[i], cancellationToken)))
            {
                return source.Editions.Skip(i + 1);
            }
        }

        return source.Editions.TakeLast(1);
    }

    /// <summary>Whether a list that came later than an edition has been published: then the edition says nothing new.</summary>
    public static bool IsOvertaken(Edition edition, PublishedList? last) =>
        last is { Arrival.Kind: not RunKind.Bundled } && DateOnly.FromDateTime(last.Arrival.StartedAt.UtcDateTime) >= edition.Date;

    // A file that is gone is no edition that was published; reading it will tell.
    private static string Hash(Edition edition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return File.Exists(edition.Path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(edition.Path))) : "";
    }
}
