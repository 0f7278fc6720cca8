using Dapper;
using Microsoft.Data.Sqlite;
using Registry.Store.Sqlite;

namespace Registry.Store;

/// <summary>The runs of the ledger.</summary>
public sealed class Runs
{
    const string Columns = """
        select r.run_id, s.path, r.kind, r.state, r.started_at, r.ended_at, r.release_id, r.records, r.mentions, r.claims_added,
            r.claims_closed, r.entities_founded, r.issues, r.message
        from run r
        join source s on s.source_id = r.source_id
        """;

    readonly LedgerReaders readers;

    internal Runs(LedgerReaders readers) => this.readers = readers;

    /// <summary>The newest runs of a source, newest first; at most <paramref name="count"/>.</summary>
    public IReadOnlyList<Run> Newest(string source, int count, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read<IReadOnlyList<Run>>(reading => [.. reading.Connection.Query<RunRow>($"""
            {Columns}
            where s.path = @source
            order by r.run_id desc
            limit @count
            """, new { source, count }).Select(row => row.Run())]);
    }

    /// <summary>What the source last published, or null.</summary>
    public PublishedList? LastPublished(string source, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read(reading => LastPublished(reading.Connection, source));
    }

    internal static PublishedList? LastPublished(SqliteConnection connection, string source)
    {
        var row = connection.QuerySingleOrDefault<RunRow>($"""
            {Columns}
            where s.path = @source and r.state = 'PUBLISHED'
            order by r.run_id desc
            limit 1
            """, new { source });
        if (row is null)
            return null;
        var definition = connection.ExecuteScalar<byte[]>("select definition from run where run_id = @run_id", row)!;
        var snapshots = connection.Query<byte[]>("""
            select distinct p.sha256
            from sighting g
            join snapshot p on p.snapshot_id = g.snapshot_id
            where g.run_id = @run_id
            """, row);
        return new PublishedList(row.Run(), definition, snapshots.Select(Convert.ToHexStringLower).ToHashSet(StringComparer.Ordinal));
    }

    internal static Run Find(SqliteConnection connection, long run) =>
        connection.QuerySingle<RunRow>($"{Columns}\nwhere r.run_id = @run", new { run }).Run();

    sealed class RunRow
    {
        public long run_id { get; init; }
        public string path { get; init; } = "";
        public string kind { get; init; } = "";
        public string state { get; init; } = "";
        public string started_at { get; init; } = "";
        public string? ended_at { get; init; }
        public long? release_id { get; init; }
        public long records { get; init; }
        public long mentions { get; init; }
        public long claims_added { get; init; }
        public long claims_closed { get; init; }
        public long entities_founded { get; init; }
        public long issues { get; init; }
        public string? message { get; init; }

        public Run Run() => new(
            run_id, path, StoredWords.RunKind(kind), StoredWords.RunState(state), Instant.Of(started_at),
            ended_at is null ? null : Instant.Of(ended_at), release_id, records, mentions, claims_added, claims_closed,
            entities_founded, issues, message);
    }
}
