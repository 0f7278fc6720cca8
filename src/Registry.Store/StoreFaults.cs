namespace Registry.Store;

/// <summary>The store cannot do what was asked; the message says what was found and what would have been right.</summary>
public class StoreException : Exception
{
    /// <summary>A fault with its message.</summary>
    public StoreException(string message) : base(message) { }

    /// <summary>A fault with its message and what the database said.</summary>
    public StoreException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>The disk or the database's size limit is full. What was under way is taken back; the last release answers on.</summary>
public sealed class StoreFullException(string message, Exception inner) : StoreException(message, inner);

/// <summary>Another writer held the store longer than we wait.</summary>
public sealed class StoreBusyException(string message, Exception inner) : StoreException(message, inner);

/// <summary>The file is damaged or is no database.</summary>
public sealed class StoreCorruptException(string message, Exception inner) : StoreException(message, inner);

/// <summary>The file cannot be opened, read or written.</summary>
public sealed class StoreUnavailableException(string message, Exception inner) : StoreException(message, inner);

/// <summary>Someone else harvests the source.</summary>
/// <param name="source">The source's path.</param>
/// <param name="holder">Who: machine and process.</param>
/// <param name="until">How long they have announced.</param>
public sealed class SourceLeasedException(string source, string holder, DateTimeOffset until) : StoreException(
    $"{source} is being harvested by {holder} (lease until {until:yyyy-MM-dd HH:mm:ss}Z). Wait for it to end, or stop that process.")
{
    /// <summary>The source's path.</summary>
    public string LeasedSource { get; } = source;

    /// <summary>Who holds the lease: machine and process.</summary>
    public string Holder { get; } = holder;

    /// <summary>How long they have announced.</summary>
    public DateTimeOffset Until { get; } = until;
}

/// <summary>Someone else has harvested the source since it was seen to wait: nothing is left to do.</summary>
/// <param name="source">The source's path.</param>
public sealed class SourceHarvestedException(string source) : StoreException(
    $"{source} has been harvested by another process meanwhile. Ask again what is due.");

/// <summary>The run lost its lease (it was silent too long and another took the source, or the store was restored): nothing of it was published.</summary>
/// <param name="source">The source's path.</param>
/// <param name="run">The run's number.</param>
public sealed class LeaseLostException(string source, long run) : StoreException(
    $"Run {run} of {source} no longer holds the lease: another process took the source over or the store was restored. Nothing of the run was published; harvest it again.");
