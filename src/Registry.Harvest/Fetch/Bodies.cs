using System.Net.Http;

namespace Registry.Harvest.Fetch;

/// <summary>Reads bodies within a limit, which holds for what comes out of gzip and br as well, and whatever the publisher says of the length.</summary>
internal static class Bodies
{
    /// <summary>The whole body.</summary>
    /// <exception cref="FetchException">It is larger than the limit, or not in the encoding that is stated.</exception>
    public static async Task<byte[]> Whole(Uri address, HttpResponseMessage response, long most, CancellationToken cancellationToken)
    {
        // What the client has unfolded it no longer states.
        if (response.Content.Headers.ContentEncoding is { Count: > 0 } encodings && encodings.Any(encoding => encoding != "identity"))
        {
            throw new FetchException(FetchFault.Garbled, $"{address} sends a body in the encoding {string.Join(", ", encodings)}, which was not asked for; gzip, br, deflate or none would be right");
        }

        using MemoryStream body = new();
        if (await Take(address, response, body, most, cancellationToken).ConfigureAwait(false))
        {
            throw new FetchException(FetchFault.TooLarge, $"{address} sends more than {most} bytes; raise fetch: megabytes if the list is that large");
        }

        return body.ToArray();
    }

    /// <summary>The start of a body.</summary>
    public static async Task<byte[]> Start(Uri address, HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await Take(address, response, body, most, cancellationToken).ConfigureAwait(false);
        return body.ToArray();
    }

    private static async Task<bool> Take(Uri address, HttpResponseMessage response, MemoryStream body, long most, CancellationToken cancellationToken)
    {
        try
        {
            using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            byte[] block = new byte[64 * 1024];
            for (int read; (read = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                if (body.Length + read > most)
                {
                    return true;
                }

                body.Write(block, 0, read);
            }

            return false;
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            throw new FetchException(FetchFault.Garbled, $"{address} states an encoding (gzip, br or deflate) that its body is not in: {fault.Message.TrimEnd('.')}", fault);
        }
    }
}
