namespace Registry.Graph.Engine.Execution;

/// <summary>Lets so many requests execute at once; so many further ones wait for their turn, the rest are turned away. Thread-safe.</summary>
/// <param name="atOnce">Most that execute.</param>
/// <param name="waiting">Most that wait.</param>
internal sealed class Turns(int atOnce, int waiting) : IDisposable
{
    private readonly SemaphoreSlim _free = new(atOnce);
    private int _present;

    /// <summary>How many wait now.</summary>
    public int Waiting => Math.Max(0, Volatile.Read(ref _present) - atOnce);

    /// <summary>Waits for a turn.</summary>
    /// <returns>False where too many wait already; then there is no turn to end.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before the turn came.</exception>
    public async ValueTask<bool> Begin(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _present) > (long)atOnce + waiting)
        {
            Interlocked.Decrement(ref _present);
            return false;
        }

        try
        {
            await _free.WaitAsync(cancellationToken);
            return true;
        }
        catch
        {
            Interlocked.Decrement(ref _present);
            throw;
        }
    }

    /// <summary>Ends a turn.</summary>
    public void End()
    {
        Interlocked.Decrement(ref _present);
        _free.Release();
    }

    public void Dispose() => _free.Dispose();
}
