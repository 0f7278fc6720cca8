namespace Registry.Harvest;

/// <summary>
/// Does one thing while the next is prepared, in order: the store writes a batch while the rows of the following one are read
/// and mapped. What it throws is thrown to whoever brings the next thing or ends.
/// </summary>
internal sealed class OneAhead : IDisposable
{
    private Task underWay = Task.CompletedTask;

    /// <summary>Waits for what is under way and begins this.</summary>
    public void Next(Action deed)
    {
        End();
        underWay = Task.Run(deed, CancellationToken.None);
    }

    /// <summary>Waits for what is under way.</summary>
    public void End() => underWay.GetAwaiter().GetResult();

    /// <summary>Waits until nothing is under way; what it came to does not matter any more, since something else has ended the work.</summary>
    public void Dispose() => ((IAsyncResult)underWay).AsyncWaitHandle.WaitOne();
}
