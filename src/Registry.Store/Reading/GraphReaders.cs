namespace Registry.Store.Reading;

/// <summary>Connections that only read, kept from one request to the next.</summary>
internal abstract class GraphReaders : IDisposable
{
    private long _statements;

    /// <summary>Told the text of each statement that a connection prepares.</summary>
    public Action<string>? Prepared { get; set; }

    /// <summary>How many statements were run by all sessions that have ended.</summary>
    public long Statements => Interlocked.Read(ref _statements);

    /// <summary>Begins a read transaction. It sees the release that stands when its first statement runs.</summary>
    /// <param name="cancellationToken">Interrupts the statement that runs when it is cancelled.</param>
    public abstract ReadSession Begin(CancellationToken cancellationToken);

    /// <summary>Closes the connections that no session uses; those in use close with their session.</summary>
    public abstract void Dispose();

    /// <summary>Counts the statements of a session that has ended.</summary>
    protected void Count(int statements) => Interlocked.Add(ref _statements, statements);
}
