using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>What SQLite's result codes mean to a user of the store.</summary>
static class SqliteFaults
{
    // https://www.sqlite.org/rescode.html; 4874 is IOERR_SHMSIZE, which a full disk gives when the WAL index cannot grow.
    const int IoErrorShmSize = 4874;

    public static Exception Of(SqliteException fault, string path) =>
        Of(fault.SqliteErrorCode, fault.SqliteExtendedErrorCode, fault, path);

    static Exception Of(int code, int extended, Exception fault, string path) => code switch
    {
        raw.SQLITE_FULL => Full(path, fault),
        raw.SQLITE_IOERR when extended == IoErrorShmSize => Full(path, fault),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreBusyException(
            $"The store {path} is being written by another process and stayed so for longer than we wait. Try again when its harvest, restore or rebuild has ended.", fault),
        raw.SQLITE_CORRUPT => new StoreCorruptException(
            $"The store {path} is damaged ({fault.Message}). Run `registry doctor`, or restore a backup.", fault),
        raw.SQLITE_NOTADB => new StoreCorruptException($"{path} is not a SQLite database. Name another file, or restore a backup.", fault),
        raw.SQLITE_CANTOPEN => new StoreUnavailableException($"The store {path} cannot be opened: see that its folder exists and may be written.", fault),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => new StoreUnavailableException($"The store {path} cannot be written: see to the rights of the file and its folder.", fault),
        raw.SQLITE_IOERR => new StoreUnavailableException($"The store {path} cannot be read or written ({fault.Message}).", fault),
        raw.SQLITE_INTERRUPT => new OperationCanceledException("The statement was interrupted.", fault),
        _ => fault,
    };

    static StoreFullException Full(string path, Exception fault) => new(
        $"No room is left for the store {path}. Free space on its disk; the last release answers on, and the run can be repeated.", fault);

    /// <summary>Throws what a raw result code means, unless it is a success.</summary>
    public static void Check(int code, sqlite3? database)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
            return;
        var message = (database is null ? raw.sqlite3_errstr(code) : raw.sqlite3_errmsg(database)).utf8_to_string();
        throw new SqliteException($"SQLite Error {code & 0xff}: '{message}'.", code & 0xff, database is null ? code : raw.sqlite3_extended_errcode(database));
    }
}
