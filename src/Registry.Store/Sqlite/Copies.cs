using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>Whole copies of the store: one state of it, in a file that is there entirely or not at all.</summary>
sealed class Copies(SqliteFile file)
{
    // 32 MB of 8 KB pages at a time: cancelling takes effect between two steps.
    const int PagesAStep = 4096;

    /// <summary>Copies the store into a new file while others read and write it.</summary>
    public void Write(string target, CancellationToken cancellation) => Make(target, partial =>
    {
        if (!file.Exists)
            throw new StoreException($"There is no store at {file.Path} to back up.");
        using var source = file.OpenReader();
        CopyInto(partial, source, cancellation);
    });

    /// <summary>Has a new file made, which is there entirely or not at all.</summary>
    /// <param name="target">The file.</param>
    /// <param name="make">Makes it under another name.</param>
    public static void Make(string target, Action<string> make)
    {
        target = Path.GetFullPath(target);
        if (File.Exists(target))
            throw new StoreException($"{target} exists already. Name a new file for the backup.");
        CreateFolder(target);
        var partial = target + ".partial";
        try
        {
            File.Delete(partial);
            make(partial);
            File.Move(partial, target);
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Of(fault, target);
        }
        finally
        {
            Remove(partial);
        }
    }

    /// <summary>Puts a copy in the place of the store's content, in one write transaction; readers see the old state until it ends.</summary>
    public void Restore(string from, SqliteConnection into, CancellationToken cancellation)
    {
        var prepared = $"{file.Path}.restore-{Guid.NewGuid():N}";
        try
        {
            Prepare(from, prepared, cancellation);
            using var ready = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = prepared, Pooling = false }.ToString());
            ready.Open();
            Transfer(ready, into, cancellation);
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Of(fault, from);
        }
        finally
        {
            Remove(prepared);
        }
    }

    /// <summary>Makes a file of a backup in which no run is under way.</summary>
    public static void Prepare(string from, string prepared, CancellationToken cancellation)
    {
        from = Path.GetFullPath(from);
        try
        {
            using (var source = OpenCopy(from))
            {
                Verify(source, from);
                CopyInto(prepared, source, cancellation);
            }
            AbandonRuns(prepared);
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.Of(fault, from);
        }
    }

    // Runs that were under way when the copy was made are not under way in the restored store: a process that still believes
    // in one of them finds its lease gone.
    static void AbandonRuns(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        if (connection.ExecuteScalar<long>("select count(*) from sqlite_schema where name = 'lease'") > 0)
        {
            SqliteFile.Execute(connection, """
                begin;
                delete from lease;
                update run set state = 'ABANDONED', message = 'The store was restored from a copy made while it ran.' where state = 'RUNNING';
                commit;
                """);
        }
    }

    static void CopyInto(string partial, SqliteConnection source, CancellationToken cancellation)
    {
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ToString());
        target.Open();
        // An open read transaction pins one state, so that writers do not make the copy start again.
        SqliteFile.Execute(source, "begin; select count(*) from sqlite_schema;");
        Transfer(source, target, cancellation);
        // The copy bears the WAL mark of its origin; in rollback mode it is one file, readable from anywhere.
        SqliteFile.Execute(target, "pragma journal_mode = delete;");
    }

    static void Transfer(SqliteConnection source, SqliteConnection target, CancellationToken cancellation)
    {
        var backup = raw.sqlite3_backup_init(target.Handle!, "main", source.Handle!, "main");
        if (backup is null || backup.IsInvalid)
            SqliteFaults.Check(raw.sqlite3_errcode(target.Handle!), target.Handle!);
        try
        {
            int code;
            do
            {
                cancellation.ThrowIfCancellationRequested();
                code = raw.sqlite3_backup_step(backup, PagesAStep);
            }
            while (code is raw.SQLITE_OK or raw.SQLITE_BUSY or raw.SQLITE_LOCKED);
        }
        finally
        {
            SqliteFaults.Check(raw.sqlite3_backup_finish(backup), target.Handle!);
        }
    }

    static SqliteConnection OpenCopy(string path)
    {
        if (!File.Exists(path))
            throw new StoreException($"There is no file {path} to restore from.");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    static void Verify(SqliteConnection copy, string path)
    {
        if (copy.ExecuteScalar<long>("pragma application_id") != SqliteFile.ApplicationId)
            throw new StoreException($"{path} is a SQLite database but no store of registry. Name a file that `registry backup` wrote.");
        var version = copy.ExecuteScalar<long>("pragma user_version");
        if (version > Migration.All[^1].Number)
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"{path} was written by a later version of registry (migration {version:0000}, this version knows up to {Migration.All[^1].Number:0000}). Use that version."));
        var verdict = copy.ExecuteScalar<string>("pragma quick_check(1)");
        if (verdict != "ok")
            throw new StoreCorruptException($"{path} is damaged: {verdict}. Restore another backup.", new InvalidDataException(verdict));
    }

    static void CreateFolder(string target)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The folder of {target} cannot be created: {fault.Message}", fault);
        }
    }

    /// <summary>Removes a file and what SQLite put beside it.</summary>
    public static void Remove(string partial)
    {
        File.Delete(partial);
        File.Delete(partial + "-journal");
        File.Delete(partial + "-wal");
        File.Delete(partial + "-shm");
    }
}
