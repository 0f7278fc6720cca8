using System.Buffers;

namespace Registry.Graph.Http;

/// <summary>Documents that were written down beforehand: a folder of files <c>{id}.graphql</c>, read when they are asked for.</summary>
/// <param name="folder">The folder.</param>
public sealed class TrustedDocuments(string folder)
{
    private const int LongestId = 128;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>
    /// The text of a document; null where there is none. An id that no document can have (<c>[A-Za-z0-9_-]+</c>, at most 128 characters) is
    /// answered as one that no document has, so that an id never leads out of the folder nor tells what lies there.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<byte[]?> Find(string id, CancellationToken cancellationToken)
    {
        if (id.Length is 0 or > LongestId || id.AsSpan().ContainsAnyExcept(IdCharacters))
        {
            return null;
        }

        var file = Path.Combine(folder, id + ".graphql");
        return File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : null;
    }
}
