using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using Registry.Harvest.Catalog;

namespace Registry.Harvest.Fetch;

/// <summary>Makes single requests, each within a source's time; what goes wrong on the way is said in words. Thread-safe.</summary>
internal sealed class Connections : IDisposable
{
    // One for each set of hosts that sources allow: a connection that one source may use is not lent to another.
    private readonly ConcurrentDictionary<string, HttpClient> clients = new(StringComparer.Ordinal);

    /// <summary>Asks, and takes what is answered.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="options">The source's limits.</param>
    /// <param name="prepare">Adds headers.</param>
    /// <param name="take">Reads the answer.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="FetchException">There is no answer that could be taken.</exception>
    public async Task<T> Ask<T>(FetchRequest asked, FetchOptions options, Action<HttpRequestMessage> prepare, Func<HttpResponseMessage, CancellationToken, Task<T>> take, CancellationToken cancellationToken)
    {
        // The network goes by real time, whatever clock a harvest waits by.
        using CancellationTokenSource limit = new(options.Timeout);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = Request(asked);
            prepare(request);
            using HttpResponseMessage response = await Client(options).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            return await take(response, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new FetchException(FetchFault.TimedOut, $"{asked.Address} took longer than {options.Timeout.TotalSeconds:0} s; raise fetch: seconds if the publisher is slow") { MayPass = true };
        }
        catch (HttpRequestException fault)
        {
            throw Named(asked.Address, fault);
        }
        catch (IOException fault)
        {
            throw new FetchException(FetchFault.Unreachable, $"{asked.Address} broke off: {fault.Message.TrimEnd('.')}", fault) { MayPass = true };
        }
    }

    /// <summary>Closes them.</summary>
    public void Dispose()
    {
        foreach (HttpClient client in clients.Values)
        {
            client.Dispose();
        }
    }

    private HttpClient Client(FetchOptions options) => options.AllowPrivate
        ? clients.GetOrAdd("any", static _ => Client(hosts: null))
        : clients.GetOrAdd(string.Join(' ', options.Networks), static (_, networks) => Client(new PublicHosts(networks)), options.Networks);

    private static HttpRequestMessage Request(FetchRequest asked) => asked.Form is null
        ? new(HttpMethod.Get, asked.Address)
        : new(HttpMethod.Post, asked.Address) { Content = new StringContent(asked.Form, Encoding.UTF8, "application/x-www-form-urlencoded") };

    private static FetchException Named(Uri address, HttpRequestException fault) => fault switch
    {
        { InnerException: FetchException ours } => ours,
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new(FetchFault.TooLarge, $"{address} sends headers that are too long: {fault.Message.TrimEnd('.')}", fault),
        { InnerException: AuthenticationException handshake } => new(FetchFault.Untrusted, $"{address} cannot be spoken to over TLS: {(handshake.InnerException ?? handshake).Message.TrimEnd('.')}", fault),
        _ => new(FetchFault.Unreachable, $"{address} cannot be fetched: {fault.Message.TrimEnd('.')}", fault) { MayPass = true },
    };

    // A proxy would connect in our place, where the address it connects to cannot be checked. Redirects are followed by the fetcher, so that each is
    // asked of its own host's robots.txt and in its own turn.
    private static HttpClient Client(PublicHosts? hosts)
    {
        SocketsHttpHandler handler = new()
        {
            AutomaticDecompression = DecompressionMethods.All,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(20),
            MaxResponseHeadersLength = 64,
            ConnectCallback = hosts is null ? null : hosts.Connect,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Certificates.Check },
        };
        HttpClient client = new(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new(Fetcher.Name, typeof(Fetcher).Assembly.GetName().Version?.ToString(3)));
        client.DefaultRequestHeaders.AcceptLanguage.Add(new("zh-CN"));
        return client;
    }
}

/// <summary>How an answer is told.</summary>
internal static class Answers
{
    /// <summary>The status with its phrase: <c>404 Not Found</c>.</summary>
    public static string Says(this HttpResponseMessage response) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase}").TrimEnd();
}
