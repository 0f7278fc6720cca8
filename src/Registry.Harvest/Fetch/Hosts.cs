using System.Collections.Concurrent;
using System.Globalization;

namespace Registry.Harvest.Fetch;

/// <summary>The hosts that a fetcher has met: to each it speaks once at a time, with pauses, and as its robots.txt allows.</summary>
internal sealed class Hosts(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, Host> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, RobotsOfSite> sites = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The host of an address, whatever its scheme and port.</summary>
    public Host Of(Uri address) => hosts.GetOrAdd(address.IdnHost, name => new(name, clock));

    /// <summary>The site of an address: scheme, host and port, which robots.txt speaks for.</summary>
    public RobotsOfSite Site(Uri address) => sites.GetOrAdd(address.GetLeftPart(UriPartial.Authority), _ => new(clock));

    public void Dispose()
    {
        foreach (IDisposable met in hosts.Values.Concat<IDisposable>(sites.Values))
        {
            met.Dispose();
        }
    }
}

/// <summary>When a host may be spoken to.</summary>
internal sealed class Host(string name, TimeProvider clock) : IDisposable
{
    /// <summary>The longest that is waited for a host that asks to be left alone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim one = new(1);
    private DateTimeOffset free = DateTimeOffset.MinValue;

    /// <summary>Waits for a turn; disposing of it ends it, and the next one comes after the pause at the earliest.</summary>
    public async Task<IDisposable> Turn(TimeSpan pause, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            TimeSpan wait = free - clock.GetUtcNow();
            if (wait > Patience)
            {
                throw new FetchException(FetchFault.Busy, string.Create(CultureInfo.InvariantCulture, $"{name} asks to be left alone until {free.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}; harvest again then"));
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            }

            return new Held(this, pause);
        }
        catch
        {
            one.Release();
            throw;
        }
    }

    /// <summary>Leaves the host alone for a time.</summary>
    public void Rest(TimeSpan time) => free = Later(free, clock.GetUtcNow() + time);

    public void Dispose() => one.Dispose();

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed class Held(Host host, TimeSpan pause) : IDisposable
    {
        public void Dispose()
        {
            host.Rest(pause);
            host.one.Release();
        }
    }
}

/// <summary>The robots.txt of a site, kept for a day (RFC 9309, section 2.4).</summary>
internal sealed class RobotsOfSite(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly SemaphoreSlim one = new(1);
    private Robots? robots;
    private DateTimeOffset readAt;

    /// <summary>What the site allows; asks it when that is not known or too old. What cannot be read is asked for again the next time.</summary>
    public async Task<Robots> Read(Func<CancellationToken, Task<Robots>> ask, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (robots is null || clock.GetUtcNow() - readAt > Kept)
            {
                robots = await ask(cancellationToken).ConfigureAwait(false);
                readAt = clock.GetUtcNow();
            }

            return robots;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
