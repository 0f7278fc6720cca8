using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Registry.Store.Reading;

namespace Registry.Graph.Subscribing;

/// <summary>
/// Looks into the store at intervals for those who follow it, once for all of them and not at all while nobody does. What another process
/// harvests is seen as well as what this one does.
/// </summary>
/// <param name="read">Begins to read the store.</param>
/// <param name="time">The clock; the system's where missing.</param>
/// <param name="interval">How long between two looks; half a second where missing.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The last follower that leaves disposes of it.")]
public sealed class StoreWatch(Func<CancellationToken, ReadSession> read, TimeProvider? time = null, TimeSpan? interval = null)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<Latest> _next = Next();
    private Latest _latest;
    private int _followers;
    private CancellationTokenSource? _looking;

    /// <summary>How many follow.</summary>
    public int Followers
    {
        get
        {
            lock (_gate)
            {
                return _followers;
            }
        }
    }

    /// <summary>Begins to read the store.</summary>
    internal ReadSession Read(CancellationToken cancellationToken) => read(cancellationToken);

    /// <summary>Where the store stands now, and then each time that it has moved; several moves may be told as one.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Store.StoreException">The store cannot be read.</exception>
    internal async IAsyncEnumerable<Latest> Follow([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            var seen = Look(cancellationToken);
            while (true)
            {
                yield return seen;
                seen = await Other(seen).WaitAsync(cancellationToken);
            }
        }
        finally
        {
            Leave();
        }
    }

    private static TaskCompletionSource<Latest> Next() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<Latest> Other(Latest seen)
    {
        lock (_gate)
        {
            return _latest == seen ? _next.Task : Task.FromResult(_latest);
        }
    }

    private void Enter()
    {
        lock (_gate)
        {
            if (_followers++ == 0)
            {
                _looking = new CancellationTokenSource();
                _ = LookAtIntervals(_looking.Token);
            }
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_followers == 0)
            {
                _looking!.Cancel();
                _looking.Dispose();
            }
        }
    }

    private async Task LookAtIntervals(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval ?? TimeSpan.FromMilliseconds(500), time ?? TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                TryLook(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The last follower left.
        }
    }

    // Whatever hinders the look ends those who wait for it; for who comes next it is tried again.
    private void TryLook(CancellationToken cancellationToken)
    {
        try
        {
            Look(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            lock (_gate)
            {
                _next.SetException(fault);
                _next = Next();
            }
        }
    }

    // One look at a time, so that nobody is told an older one after a newer.
    private Latest Look(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            using var session = read(cancellationToken);
            using var cursor = session.Run(News.Latest());
            cursor.Step();
            var latest = new Latest(cursor.Integer(0), cursor.Integer(1));
            if (latest != _latest)
            {
                _latest = latest;
                _next.SetResult(latest);
                _next = Next();
            }

            return latest;
        }
    }
}
