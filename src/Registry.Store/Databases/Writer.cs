using System.Data.Common;

namespace Registry.Store;

/// <summary>
/// The one writer. Threads of this process take turns at a gate, processes at a lock of the database; both wait until
/// <paramref name="patience"/> is over or the caller cancels.
/// </summary>
/// <param name="store">What the store is called.</param>
/// <param name="patience">How long one writer waits for another.</param>
abstract class Writer(string store, TimeSpan patience) : IDisposable
{
    readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>The token of the transaction under way.</summary>
    public CancellationToken Current { get; protected set; }

    /// <summary>The connection, for what is asked through Dapper.</summary>
    public abstract DbConnection Connection { get; }

    protected TimeSpan Patience => patience;

    /// <summary>The statement of this text, which is a constant, prepared once for the connection's life.</summary>
    public abstract Statement Prepare(string sql);

    /// <summary>
    /// A connection that reads what was committed before the transaction under way, on another thread while it goes on writing; null where the
    /// database has none that would not wait for the transaction.
    /// </summary>
    public virtual Beside? OpenBeside() => null;

    /// <summary>Runs statements without parameters that give nothing back.</summary>
    public abstract void Execute(string sql);

    /// <summary>
    /// Runs work that writes the rows of all bodies from a number on, which have none yet: a database may do what helps where they are many. The work
    /// is told whether more come than are there, so that tables in another order had better be written anew as a whole.
    /// </summary>
    public virtual void WriteNewBodies(long first, Action<bool> work) => work(false);

    /// <summary>Runs the work as one transaction: all of it, or nothing when it throws.</summary>
    public T Write<T>(Func<Writer, T> work, CancellationToken cancellation)
    {
        Enter(cancellation);
        try
        {
            return InTransaction(work, cancellation);
        }
        catch (DbException fault)
        {
            throw Meant(fault, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Write(Action<Writer> work, CancellationToken cancellation) =>
        Write(writer => { work(writer); return true; }, cancellation);

    /// <summary>Runs the work with the connection but outside a transaction.</summary>
    public void Alone(Action<Writer> work, CancellationToken cancellation)
    {
        Enter(cancellation);
        try
        {
            Open();
            work(this);
        }
        catch (DbException fault)
        {
            throw Meant(fault, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Writes now or not at all: false when someone else is writing.</summary>
    public bool TryWrite(Action<Writer> work)
    {
        if (!gate.Wait(0))
            return false;
        try
        {
            return InTransactionIfFree(work);
        }
        catch (DbException fault)
        {
            throw Meant(fault, CancellationToken.None);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Throws when the caller of the transaction under way has cancelled.</summary>
    public void Breathe() => Current.ThrowIfCancellationRequested();

    public virtual void Dispose() => gate.Dispose();

    protected abstract void Open();

    protected abstract T InTransaction<T>(Func<Writer, T> work, CancellationToken cancellation);

    protected abstract bool InTransactionIfFree(Action<Writer> work);

    /// <summary>What the database's fault means to a user of the store.</summary>
    protected abstract Exception Meant(DbException fault, CancellationToken cancellation);

    void Enter(CancellationToken cancellation)
    {
        if (!gate.Wait(patience, cancellation))
            throw new StoreBusyException($"The store {store} is being written by this process and stayed so for longer than {patience}.", new TimeoutException());
    }
}
