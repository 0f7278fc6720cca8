namespace Registry.Store;

/// <summary>Reads beside a transaction what was committed before it. For one thread at a time.</summary>
abstract class Beside : IDisposable
{
    /// <summary>The statement of this text, prepared once.</summary>
    public abstract Statement Prepare(string sql);

    public abstract void Dispose();
}
