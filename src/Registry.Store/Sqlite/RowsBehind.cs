using System.Runtime.ExceptionServices;

namespace Registry.Store.Sqlite;

/// <summary>
/// Writes rows on a thread of its own while more are gathered, in the order in which they were brought. Whoever else uses the
/// connection waits first until all is written.
/// </summary>
sealed class RowsBehind : IDisposable
{
    // A block is some hundred kilobytes: enough that neither side waits for the other at every turn.
    const int MostWaiting = 8;

    readonly Lock gate = new();
    readonly Queue<(GatheredStatement Into, RowBlock Rows)> waiting = [];
    readonly SemaphoreSlim come = new(0);
    readonly SemaphoreSlim room = new(MostWaiting);
    readonly ManualResetEventSlim rest = new(initialState: true);
    Thread? thread;
    ExceptionDispatchInfo? fault;
    volatile bool isBusy;
    volatile bool ended;

    /// <summary>Brings rows of an insert.</summary>
    public void Bring(GatheredStatement into, RowBlock rows)
    {
        thread ??= Begin();
        room.Wait();
        lock (gate)
        {
            waiting.Enqueue((into, rows));
            isBusy = true;
            rest.Reset();
        }
        come.Release();
    }

    /// <summary>Waits until all is written; throws what came in between.</summary>
    public void Wait()
    {
        if (isBusy)
            rest.Wait();
        if (fault is not null)
            Interlocked.Exchange(ref fault, null)!.Throw();
    }

    /// <summary>Waits, whatever came in between: the transaction is taken back.</summary>
    public void Rest()
    {
        if (isBusy)
            rest.Wait();
        fault = null;
    }

    public void Dispose()
    {
        Rest();
        ended = true;
        come.Release();
        thread?.Join();
        come.Dispose();
        room.Dispose();
        rest.Dispose();
    }

    Thread Begin()
    {
        var begun = new Thread(Write) { IsBackground = true, Name = "rows" };
        begun.Start();
        return begun;
    }

    void Write()
    {
        for (come.Wait(); !ended; come.Wait())
        {
            (GatheredStatement Into, RowBlock Rows) next;
            lock (gate)
                next = waiting.Peek();
            Write(next.Into, next.Rows);
            room.Release();
            lock (gate)
            {
                waiting.Dequeue();
                if (waiting.Count > 0)
                    continue;
                isBusy = false;
                rest.Set();
            }
        }
    }

    // After a fault nothing of the transaction stays: what still waits is let go. What was thrown is thrown to whoever waits.
    void Write(GatheredStatement into, RowBlock rows)
    {
        if (fault is not null)
        {
            into.Free(rows);
            return;
        }
        try
        {
            into.Write(rows);
        }
        catch (Exception thrown)
        {
            fault = ExceptionDispatchInfo.Capture(thrown);
        }
    }
}
