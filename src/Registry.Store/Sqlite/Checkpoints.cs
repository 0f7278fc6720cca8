using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>
/// Writes the write-ahead log into the file on a thread of its own, while the writer goes on: the disk is waited for at each checkpoint. A log
/// that grows faster than it is written away is waited for.
/// </summary>
/// <param name="file">The file.</param>
sealed unsafe class Checkpoints(SqliteFile file) : IDisposable
{
    // Of 8 KB: 32 MB are worth a checkpoint, a batch being some megabytes; at 512 MB the log shall begin anew.
    const int Many = 4096;
    const int TooMany = 65_536;

    Task writing = Task.CompletedTask;
    GCHandle self;
    int pages;

    /// <summary>Takes the checkpoints of a connection over.</summary>
    public void TakeOver(SqliteConnection writer)
    {
        if (!self.IsAllocated)
            self = GCHandle.Alloc(this);
        _ = Native.OnCommitted(writer.Handle!.DangerousGetHandle(), &Committed, GCHandle.ToIntPtr(self));
    }

    /// <summary>After a commit: begins to write the log away where it has grown long.</summary>
    public void Begin()
    {
        if (pages >= Many && writing.IsCompletedSuccessfully)
            writing = Task.Run(Write);
    }

    /// <summary>Before a transaction: waits where the log has grown too long, so that it may begin anew.</summary>
    /// <exception cref="SqliteException">The log could not be written away.</exception>
    public void Wait()
    {
        if (writing.IsFaulted || pages >= TooMany)
            writing.GetAwaiter().GetResult();
        if (pages < TooMany)
            return;
        // What was committed while the one before went on.
        Write();
        pages = 0;
    }

    /// <summary>Waits until nothing is being written.</summary>
    public void Dispose()
    {
        ((IAsyncResult)writing).AsyncWaitHandle.WaitOne();
        if (self.IsAllocated)
            self.Free();
    }

    void Write()
    {
        sqlite3? handle = null;
        try
        {
            SqliteFaults.Check(raw.sqlite3_open_v2(file.Path, out handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null), handle);
            // A connection knows of the log when it has read something; before, a checkpoint does nothing and says nothing.
            SqliteFaults.Check(raw.sqlite3_exec(handle, "pragma user_version"), handle);
            var code = raw.sqlite3_wal_checkpoint_v2(handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
            // Another process is at it.
            if (code != raw.SQLITE_BUSY)
                SqliteFaults.Check(code, handle);
        }
        finally
        {
            handle?.Dispose();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Committed(nint checkpoints, nint database, byte* name, int pages)
    {
        ((Checkpoints)GCHandle.FromIntPtr(checkpoints).Target!).pages = pages;
        return raw.SQLITE_OK;
    }
}
