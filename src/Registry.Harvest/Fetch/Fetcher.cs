using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using System.Text.Json;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>Fetches live documents, within the limits that a source sets. Thread-safe.</summary>
public sealed class Fetcher : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClient toPublicHosts = Client(guarded: true);
    private readonly HttpClient toAnyHost = Client(guarded: false);
    private readonly TimeProvider clock;

    /// <summary>A fetcher by this clock; the system's where missing.</summary>
    public Fetcher(TimeProvider? clock = null) => this.clock = clock ?? TimeProvider.System;

    /// <summary>Fetches the live document of a source; null where the publisher says that it is the one seen before.</summary>
    /// <param name="source">The source.</param>
    /// <param name="seen">What the publisher said of the bytes seen last; null to fetch them whatever has been seen.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <exception cref="FetchException">It cannot be had.</exception>
    public Task<Arrival?> Fetch(SourceDefinition source, Validators? seen, CancellationToken cancellationToken)
    {
        Uri address = source.Address ?? throw new FetchException(FetchFault.NoAddress, $"{source.Id} has no live address; harvest its bundled edition, or import a file by hand");
        return Fetch(source, new FetchRequest(address), seen, cancellationToken);
    }

    /// <summary>Fetches a document to which a source leads; null where the publisher says that it is the one seen before.</summary>
    /// <param name="source">The source, whose limits hold.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="seen">What the publisher said of the bytes seen last; null to fetch them whatever has been seen.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <exception cref="FetchException">It cannot be had.</exception>
    public async Task<Arrival?> Fetch(SourceDefinition source, FetchRequest asked, Validators? seen, CancellationToken cancellationToken)
    {
        Uri address = asked.Address;
        using CancellationTokenSource limit = new(source.Fetch.Timeout, clock);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await Send(source, asked, seen, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new FetchException(FetchFault.TimedOut, $"{address} took longer than {source.Fetch.Timeout.TotalSeconds:0} s; raise fetch: seconds if the publisher is slow");
        }
        catch (HttpRequestException fault)
        {
            throw fault.InnerException as FetchException ?? new FetchException(FetchFault.Unreachable, $"{address} cannot be fetched: {fault.Message.TrimEnd('.')}", fault);
        }
        catch (IOException fault)
        {
            throw new FetchException(FetchFault.Unreachable, $"{address} broke off: {fault.Message.TrimEnd('.')}", fault);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        toPublicHosts.Dispose();
        toAnyHost.Dispose();
    }

    private async Task<Arrival?> Send(SourceDefinition source, FetchRequest asked, Validators? seen, CancellationToken cancellationToken)
    {
        Uri address = asked.Address;
        using HttpRequestMessage request = new(asked.Form is null ? HttpMethod.Get : HttpMethod.Post, address);
        if (asked.Form is not null)
        {
            request.Content = new StringContent(asked.Form, Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        if (seen is not null)
        {
            request.Headers.IfModifiedSince = seen.LastModified;
            if (EntityTagHeaderValue.TryParse(seen.ETag, out EntityTagHeaderValue? tag))
            {
                request.Headers.IfNoneMatch.Add(tag);
            }
        }

        HttpClient client = source.Fetch.AllowPrivate ? toAnyHost : toPublicHosts;
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotModified && seen is not null)
        {
            return null;
        }

        MustBeGiven(address, response);
        byte[] body = await Body(address, response, source.Fetch.MaxBytes, cancellationToken).ConfigureAwait(false);
        string last = (response.RequestMessage?.RequestUri ?? address).AbsoluteUri;
        string? mediaType = response.Content.Headers.ContentType?.ToString();
        return new(
            new Document(asked.Url, source.Title.Zh),
            new Content(last, body, mediaType),
            new Sighting(last, mediaType, Headers(response), clock.GetUtcNow()));
    }

    private static void MustBeGiven(Uri address, HttpResponseMessage response)
    {
        string status = string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase}").TrimEnd();
        if (response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests or HttpStatusCode.UnavailableForLegalReasons)
        {
            throw new FetchException(FetchFault.Blocked, $"{address} answers {status}: the publisher blocks programs, which is obeyed; fetch the document by hand and import it") { Status = response.StatusCode };
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new FetchException(FetchFault.Refused, $"{address} answers {status}; 200 would be right") { Status = response.StatusCode };
        }
    }

    // The limit holds for what comes out of gzip and br as well, and whatever the publisher says of the length.
    private static async Task<byte[]> Body(Uri address, HttpResponseMessage response, long most, CancellationToken cancellationToken)
    {
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using MemoryStream body = new();
        byte[] block = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + read > most)
            {
                throw new FetchException(FetchFault.TooLarge, $"{address} sends more than {most} bytes; raise fetch: megabytes if the list is that large");
            }

            body.Write(block, 0, read);
        }

        return body.ToArray();
    }

    private static string Headers(HttpResponseMessage response)
    {
        SortedDictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, IEnumerable<string> values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Select(h => (h.Key, (IEnumerable<string>)h.Value)))
        {
            // A session is nobody's evidence.
            if (!name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            {
                headers[name.ToLowerInvariant()] = string.Join(", ", values);
            }
        }

        return JsonSerializer.Serialize(headers);
    }

    // A proxy would connect in our place, where the address it connects to cannot be checked.
    private static HttpClient Client(bool guarded)
    {
        SocketsHttpHandler handler = new()
        {
            AutomaticDecompression = DecompressionMethods.All,
            AllowAutoRedirect = true,
            MaxAutomaticRedirections = MostRedirects,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(20),
            MaxResponseHeadersLength = 64,
            ConnectCallback = guarded ? PublicHosts.Connect : null,
            SslOptions = new SslClientAuthenticationOptions(),
        };
        HttpClient client = new(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new("Registry", typeof(Fetcher).Assembly.GetName().Version?.ToString(3)));
        client.DefaultRequestHeaders.AcceptLanguage.Add(new("zh-CN"));
        return client;
    }
}
