using System.Collections.Concurrent;

namespace Registry.Graph.Engine.Execution;

/// <summary>Deadlines of requests. Their timers are used again: most requests end long before theirs is due.</summary>
internal sealed class Deadlines(TimeSpan timeout, TimeProvider time) : IDisposable
{
    private const int Kept = 256;

    private readonly ConcurrentQueue<CancellationTokenSource> _idle = new();
    private int _kept;

    /// <summary>A deadline that begins to run.</summary>
    /// <param name="client">Cancelled when the client leaves, which ends the request too.</param>
    public Deadline Begin(CancellationToken client)
    {
        if (_idle.TryDequeue(out var source))
        {
            Interlocked.Decrement(ref _kept);
            source.CancelAfter(timeout);
        }
        else
        {
            source = new CancellationTokenSource(timeout, time);
        }

        return new Deadline(this, source, client);
    }

    public void Dispose()
    {
        while (_idle.TryDequeue(out var source))
        {
            source.Dispose();
        }
    }

    private void Return(CancellationTokenSource source)
    {
        if (source.TryReset())
        {
            if (Interlocked.Increment(ref _kept) <= Kept)
            {
                _idle.Enqueue(source);
                return;
            }

            Interlocked.Decrement(ref _kept);
        }

        source.Dispose();
    }

    /// <summary>The deadline of one request.</summary>
    public readonly struct Deadline : IDisposable
    {
        private readonly Deadlines _deadlines;
        private readonly CancellationTokenSource _source;
        private readonly CancellationToken _client;
        private readonly CancellationTokenRegistration _leaving;

        public Deadline(Deadlines deadlines, CancellationTokenSource source, CancellationToken client)
        {
            (_deadlines, _source, _client) = (deadlines, source, client);
            _leaving = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        }

        /// <summary>Cancelled when the time is over or the client leaves.</summary>
        public CancellationToken Token => _source.Token;

        /// <summary>Whether the time is over while the client still waits.</summary>
        public bool IsOver => _source.IsCancellationRequested && !_client.IsCancellationRequested;

        public void Dispose()
        {
            _leaving.Dispose();
            _deadlines.Return(_source);
        }
    }
}
