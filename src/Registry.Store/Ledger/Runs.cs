using System.Data.Common;
using Dapper;

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

    /// <summary>Since when a source waits for the next time of its schedule.</summary>
    public Waiting Waiting(string source, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read(reading => Waiting(reading.Connection, source));
    }

    internal static Waiting Waiting(DbConnection connection, string source) =>
        new(connection.ExecuteScalar<string?>("""
            select coalesce(
                max(iif(r.kind = 'LIVE' and r.state in ('PUBLISHED', 'UNCHANGED', 'FAILED'), r.started_at, null)),
                min(iif(r.kind <> 'LIVE', r.started_at, null)))
            from run r
            join source s on s.source_id = r.source_id
            where s.path = @source
            """, new { source }) is { } at ? Instant.Of(at) : null);

    /// <summary>What the source last published, or null.</summary>
    public PublishedList? LastPublished(string source, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read(reading => LastPublished(reading.Connection, source));
    }

    internal static PublishedList? LastPublished(DbConnection connection, string source)
    {
        // A run that took no document in, such as one that publishes what a person accepted, has published no list.
        var row = connection.QuerySingleOrDefault<RunRow>($"""
            {Columns}
            where s.path = @source and r.state = 'PUBLISHED' and exists (select 1 from sighting g where g.run_id = r.run_id)
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
        var arrival = connection.QuerySingleOrDefault<RunRow>($"""
            {Columns}
            where s.path = @source and r.state = 'PUBLISHED' and r.kind <> 'REPLAY' and exists (select 1 from sighting g where g.run_id = r.run_id)
            order by r.run_id desc
            limit 1
            """, new { source });
        return new PublishedList(row.Run(), definition, snapshots.Select(Convert.ToHexStringLower).ToHashSet(StringComparer.Ordinal))
        {
            Arrival = (arrival ?? row).Run(),
            Profile = connection.ExecuteScalar<string?>("select profile from run where run_id = @run_id", row),
        };
    }

    /// <summary>The last published run of a source that read these bytes in this way, or null: they say nothing new.</summary>
    /// <param name="source">The source's path.</param>
    /// <param name="sha256">SHA-256 of the bytes.</param>
    /// <param name="definition">SHA-256 of what decides how they are read and mapped.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public Run? WhichTookIn(string source, ReadOnlyMemory<byte> sha256, ReadOnlyMemory<byte> definition, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read(reading => reading.Connection.QuerySingleOrDefault<RunRow>($"""
            {Columns}
            where s.path = @source and r.state = 'PUBLISHED' and r.definition = @Definition and exists (
                select 1
                from sighting g
                join snapshot p on p.snapshot_id = g.snapshot_id
                where g.run_id = r.run_id and p.sha256 = @Sha256)
            order by r.run_id desc
            limit 1
            """, new { source, Sha256 = sha256.ToArray(), Definition = definition.ToArray() })?.Run());
    }

    /// <summary>
    /// The documents that the published list of a source is made of, in the order in which they came: of a whole list those of its last run, with
    /// the parts that were added since; of a list that flows all there were. Each with its last bytes.
    /// </summary>
    public IReadOnlyList<HeldDocument> Held(string source, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read<IReadOnlyList<HeldDocument>>(reading => [.. reading.Connection.Query<HeldRow>("""
            select d.url, d.title, d.published_on, d.restated, d.origin, d.edition_date, g.snapshot_id, g.address, g.headers, g.seen_at, p.media_type, g.run_id, r.part
            from sighting g
            join run r on r.run_id = g.run_id
            join source s on s.source_id = r.source_id
            join document d on d.document_id = g.document_id
            join snapshot p on p.snapshot_id = g.snapshot_id
            where s.path = @source and r.state = 'PUBLISHED'
                and (s.coverage = 'FLOW' or r.run_id >= (
                    select coalesce(max(w.run_id), 0)
                    from run w
                    where w.source_id = s.source_id and w.state = 'PUBLISHED' and w.part = 0))
                and g.sighting_id = (
                    select max(l.sighting_id)
                    from sighting l
                    join run o on o.run_id = l.run_id
                    where l.document_id = g.document_id and o.state = 'PUBLISHED')
            order by g.sighting_id
            """, new { source }).Select(row => row.Document(reading.Connection))]);
    }

    internal static Run Find(DbConnection connection, long run) =>
        connection.QuerySingle<RunRow>($"{Columns}\nwhere r.run_id = @run", new { run }).Run();

    sealed class HeldRow
    {
        public string url { get; init; } = "";
        public string? title { get; init; }
        public string? published_on { get; init; }
        public long restated { get; init; }
        public string? origin { get; init; }
        public string? edition_date { get; init; }
        public long snapshot_id { get; init; }
        public string address { get; init; } = "";
        public string? headers { get; init; }
        public string seen_at { get; init; } = "";
        public string? media_type { get; init; }
        public long run_id { get; init; }
        public long part { get; init; }

        public HeldDocument Document(DbConnection connection) => new(
            new Document(url, title) { PublishedOn = published_on, Restated = restated == 1, Origin = origin, EditionDate = edition_date },
            snapshot_id, new Sighting(address, media_type, headers, Instant.Of(seen_at)), Find(connection, run_id), part == 1);
    }

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
