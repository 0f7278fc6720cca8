namespace Registry.Store.SqlServer;

/// <summary>Repeats a unit of work that leaves nothing behind when it fails.</summary>
static class Transient
{
    // Azure SQL moves a database within some ten seconds; SQL Server's choice of a deadlock's victim is over at once.
    static readonly TimeSpan[] pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)];

    public static T Repeat<T>(Func<T> work, Func<Exception, bool> isTransient, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return work();
            }
            catch (Exception fault) when (attempt < pauses.Length && isTransient(fault))
            {
                cancellation.WaitHandle.WaitOne(pauses[attempt]);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
