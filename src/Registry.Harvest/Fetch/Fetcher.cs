using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Fetch;

/// <summary>
/// Fetches live documents within the limits that a source sets, with manners: robots.txt is obeyed, a host is spoken to once at a time and with
/// pauses, a publisher that is overloaded is left alone for as long as it asks, and one that blocks programs is not circumvented. Thread-safe.
/// </summary>
public sealed class Fetcher : IDisposable
{
    /// <summary>The name by which a robots.txt speaks to us.</summary>
    public const string Name = "Registry";

    private readonly Connections connections = new();
    private readonly TimeProvider clock;
    private readonly Hosts hosts;

    /// <summary>A fetcher that waits by this clock; the system's where missing.</summary>
    public Fetcher(TimeProvider? clock = null)
    {
        this.clock = clock ?? TimeProvider.System;
        hosts = new(this.clock);
    }

    /// <summary>Fetches the live document of a source; null where the publisher says that it is the one seen before.</summary>
    /// <param name="source">The source.</param>
    /// <param name="seen">What the publisher said of the bytes seen last; null to fetch them whatever has been seen.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <exception cref="FetchException">It cannot be had.</exception>
    public Task<Arrival?> Fetch(SourceDefinition source, Validators? seen, CancellationToken cancellationToken)
    {
        Uri address = source.Address ?? throw new FetchException(FetchFault.NoAddress, $"{source.Id} has no live address; harvest its bundled edition, or import a file by hand (--from)");
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
        int tries = 0;
        Task<Arrival?> Attempt(CancellationToken token)
        {
            tries++;
            return Try(source, asked, seen, token);
        }

        try
        {
            return await Retries.Run(source.Fetch, clock, Attempt, cancellationToken).ConfigureAwait(false);
        }
        catch (FetchException fault) when (fault.MayPass && tries > 1)
        {
            throw new FetchException(fault.Fault, $"{fault.Message} (tried {tries} times)", fault) { Status = fault.Status };
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        connections.Dispose();
        hosts.Dispose();
    }

    // One way from the address to the document, over all that it has moved to.
    private async Task<Arrival?> Try(SourceDefinition source, FetchRequest asked, Validators? seen, CancellationToken cancellationToken)
    {
        List<FetchRequest> way = [asked];
        while (true)
        {
            FetchRequest at = way[^1];
            Robots robots = await RobotsOf(at.Address, source.Fetch, cancellationToken).ConfigureAwait(false);
            if (!robots.Allows(at.Address))
            {
                throw new FetchException(FetchFault.Disallowed, $"{new Uri(at.Address, "/robots.txt")} does not allow {at.Address.PathAndQuery}, which is obeyed; fetch the document by hand and import it (--from)");
            }

            Given given = await InTurn(at, source.Fetch, robots.Delay, request => Validate(request, seen), (response, token) => Take(at, response, source.Fetch, seen, token), cancellationToken).ConfigureAwait(false);
            if (given.Moved is null)
            {
                return given.Body is null ? null : Arrived(source, asked, at.Address, given);
            }

            Redirects.Go(way, given.Moved);
        }
    }

    private Arrival Arrived(SourceDefinition source, FetchRequest asked, Uri at, Given given) => new(
        new Document(asked.Url, source.Title.Zh),
        new Content(at.AbsoluteUri, given.Body, given.MediaType),
        new Sighting(at.AbsoluteUri, given.MediaType, given.Headers, clock.GetUtcNow()));

    private Task<Robots> RobotsOf(Uri address, FetchOptions options, CancellationToken cancellationToken) =>
        hosts.Site(address).Read(token => AskForRobots(new FetchRequest(new Uri(address, "/robots.txt")), options, token), cancellationToken);

    private async Task<Robots> AskForRobots(FetchRequest first, FetchOptions options, CancellationToken cancellationToken)
    {
        List<FetchRequest> way = [first];
        while (true)
        {
            FetchRequest at = way[^1];
            (FetchRequest? moved, Robots robots) = await InTurn(at, options, null, static _ => { }, (response, token) => TakeRobots(at, response, token), cancellationToken).ConfigureAwait(false);
            if (moved is null)
            {
                return robots;
            }

            Redirects.Go(way, moved);
        }
    }

    // What a site says is obeyed, what it does not have (4xx) allows everything, and while it cannot answer nothing may be fetched (RFC 9309, section 2.3.1).
    private static async Task<(FetchRequest? Moved, Robots Robots)> TakeRobots(FetchRequest at, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (Redirects.Next(at, response) is { } moved)
        {
            return (moved, Robots.None);
        }

        if ((int)response.StatusCode >= 500)
        {
            throw new FetchException(FetchFault.Unreachable, $"{at.Address} answers {response.Says()}; nothing of the site may be fetched until it can say what it allows") { MayPass = true, Status = response.StatusCode };
        }

        return response.StatusCode == HttpStatusCode.OK
            ? (null, Robots.Read(await Bodies.Start(at.Address, response, Robots.MostBytes, cancellationToken).ConfigureAwait(false), Name))
            : (null, Robots.None);
    }

    private async Task<T> InTurn<T>(FetchRequest at, FetchOptions options, TimeSpan? asked, Action<HttpRequestMessage> prepare, Func<HttpResponseMessage, CancellationToken, Task<T>> take, CancellationToken cancellationToken)
    {
        Host host = hosts.Of(at.Address);
        TimeSpan pause = asked > options.Pause ? asked.Value : options.Pause;
        using IDisposable turn = await host.Turn(pause < Host.Patience ? pause : Host.Patience, cancellationToken).ConfigureAwait(false);
        try
        {
            return await connections.Ask(at, options, prepare, take, cancellationToken).ConfigureAwait(false);
        }
        catch (FetchException fault) when (fault.After is { } rest)
        {
            host.Rest(rest);
            throw;
        }
    }

    private static void Validate(HttpRequestMessage request, Validators? seen)
    {
        request.Headers.IfModifiedSince = seen?.LastModified;
        if (EntityTagHeaderValue.TryParse(seen?.ETag, out EntityTagHeaderValue? tag))
        {
            request.Headers.IfNoneMatch.Add(tag);
        }
    }

    private async Task<Given> Take(FetchRequest at, HttpResponseMessage response, FetchOptions options, Validators? seen, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotModified && seen is not null)
        {
            return new(null, null, null, null);
        }

        if (Redirects.Next(at, response) is { } moved)
        {
            return new(moved, null, null, null);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw await Refusals.Of(at.Address, response, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        byte[] body = await Bodies.Whole(at.Address, response, options.MaxBytes, cancellationToken).ConfigureAwait(false);
        if (Challenge.Of(body) is { } challenge)
        {
            throw Refusals.Blocked(at.Address, response, challenge);
        }

        return new(null, body, response.Content.Headers.ContentType?.ToString(), Headers(response));
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

    // What an answer gave: where it leads to, or the bytes; neither where they are those seen before.
    private sealed record Given(FetchRequest? Moved, byte[]? Body, string? MediaType, string? Headers);
}
