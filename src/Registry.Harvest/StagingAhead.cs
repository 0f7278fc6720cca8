using System.Threading.Channels;
using Registry.Store;

namespace Registry.Harvest;

/// <summary>
/// Stages batches while the rows of the following ones are read and mapped, in order. What it throws is thrown to whoever brings the next
/// batch or ends.
/// </summary>
/// <remarks>
/// Batches that are at hand are staged in one transaction: the indexes of a long list have no order in common with it, so that each
/// transaction writes most of their pages anew, be it short or long.
/// </remarks>
internal sealed class StagingAhead : IDisposable
{
    // So many records take some seconds; other writers wait no longer than that.
    private const int MostInOneTransaction = 32_000;

    // Mapping a batch takes a twentieth of a second. Where a page has to be fetched first, nobody shall wait for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Channel<StagedBatch> ahead = Channel.CreateBounded<StagedBatch>(2);
    private readonly Task staging;

    /// <param name="run">The run.</param>
    /// <param name="told">Told after each transaction.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public StagingAhead(StagingRun run, Action told, CancellationToken cancellationToken) =>
        staging = Task.Run(() => Stage(run, told, cancellationToken), CancellationToken.None);

    /// <summary>Brings a batch; waits while others wait.</summary>
    public void Bring(StagedBatch batch)
    {
        while (!ahead.Writer.TryWrite(batch))
        {
            // Closed: staging has come to a fault, which is thrown.
            if (!ahead.Writer.WaitToWriteAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
            {
                staging.GetAwaiter().GetResult();
            }
        }
    }

    /// <summary>Waits until all is staged.</summary>
    public void End()
    {
        ahead.Writer.TryComplete();
        staging.GetAwaiter().GetResult();
    }

    /// <summary>Waits until nothing is under way; what it came to does not matter any more, since something else has ended the work.</summary>
    public void Dispose()
    {
        ahead.Writer.TryComplete();
        ((IAsyncResult)staging).AsyncWaitHandle.WaitOne();
    }

    private void Stage(StagingRun run, Action told, CancellationToken cancellationToken)
    {
        try
        {
            while (Comes(Timeout.InfiniteTimeSpan))
            {
                run.Stage(AtHand(), cancellationToken);
                told();
            }
        }
        finally
        {
            ahead.Writer.TryComplete();
        }
    }

    private IEnumerable<StagedBatch> AtHand()
    {
        int records = 0;
        while (records < MostInOneTransaction && Comes(records == 0 ? Timeout.InfiniteTimeSpan : Patience) && ahead.Reader.TryRead(out StagedBatch? batch))
        {
            records += Math.Max(1, batch.Records.Count);
            yield return batch;
        }
    }

    private bool Comes(TimeSpan patience)
    {
        Task<bool> coming = ahead.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        return coming.Wait(patience) && coming.Result;
    }
}
