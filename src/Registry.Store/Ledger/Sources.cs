using Dapper;

namespace Registry.Store;

/// <summary>The sources of the ledger.</summary>
public sealed class Sources
{
    /// <summary>How the source s stands, as a word of <see cref="SourceHealth"/>. What is late is told by the hour, so that an answer holds for one.</summary>
    internal const string Health = """
        case coalesce((select r.state from run r where r.source_id = s.source_id and r.state in ('PUBLISHED', 'UNCHANGED', 'FAILED') order by r.run_id desc limit 1), '')
            when '' then 'NEVER_RUN'
            when 'FAILED' then iif(exists (
                select 1
                from issue i
                where i.source_id = s.source_id and i.settled_run is null and i.code in ('FETCH_BLOCKED', 'FETCH_DISALLOWED')), 'BLOCKED', 'FAILING')
            else iif(s.due_at < strftime('%Y-%m-%dT%H:00:00.000Z', 'now'), 'OVERDUE', 'HEALTHY')
        end
        """;

    readonly Writer writer;
    readonly LedgerReaders readers;

    internal Sources(Writer writer, LedgerReaders readers)
    {
        this.writer = writer;
        this.readers = readers;
    }

    /// <summary>Keeps the source's description, as its catalog file now has it.</summary>
    public void Describe(Source source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        writer.Write(open => { Number(open, source); }, cancellation);
    }

    /// <summary>Notes when the schedule has a source fetched next; null where it never does. Nothing is noted of a source that was never harvested.</summary>
    public void Expect(string path, DateTimeOffset? due, CancellationToken cancellation = default) =>
        writer.Write(open => { open.Connection.Execute("update source set due_at = @Due where path = @path", new { path, Due = due is { } at ? Instant.Text(at) : null }); }, cancellation);

    /// <summary>Every source with what the store holds of it, by path.</summary>
    public IReadOnlyList<SourceState> List(CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read<IReadOnlyList<SourceState>>(reading => [.. reading.Connection.Query<SourceRow>($"""
            select s.*,
                (select count(*) from run r where r.source_id = s.source_id) as runs,
                (select max(r.run_id) from run r where r.source_id = s.source_id) as last_run,
                (select coalesce(sum(r.claims_added - r.claims_closed), 0) from run r where r.source_id = s.source_id and r.state = 'PUBLISHED') as claims,
                (select count(distinct m.entity_id) from mention m where m.source_id = s.source_id and m.entity_id is not null) as entities,
                (select count(*) from issue i where i.source_id = s.source_id and i.settled_run is null) as open_issues,
                (select min(coalesce(i.since, i.raised_at)) from issue i where i.source_id = s.source_id and i.settled_run is null) as oldest_issue,
                {Health} as health
            from source s
            order by s.path
            """).Select(row => row.State(reading))]);
    }

    // The authority decides which values are shown, so it changes with a publication only: Publishing takes it over.
    internal static long Number(Writer open, Source source)
    {
        var described = new
        {
            source.Path, source.Title, source.TitleZh, source.Publisher, source.PublisherZh, source.Licence, source.Attribution,
            source.Url, source.Schedule, source.TimeZone, Coverage = StoredWords.Of(source.Coverage), source.Authority,
        };
        var known = open.Connection.Execute("""
            update source
            set title = @Title, title_zh = @TitleZh, publisher = @Publisher, publisher_zh = @PublisherZh, licence = @Licence,
                attribution = @Attribution, url = @Url, schedule = @Schedule, time_zone = @TimeZone, coverage = @Coverage
            where path = @Path
            """, described) > 0;
        if (known)
            return open.Connection.ExecuteScalar<long>("select source_id from source where path = @Path", described);
        return open.Connection.ExecuteScalar<long>("""
            insert into source (path, title, title_zh, publisher, publisher_zh, licence, attribution, url, schedule, time_zone, coverage, authority)
            values (@Path, @Title, @TitleZh, @Publisher, @PublisherZh, @Licence, @Attribution, @Url, @Schedule, @TimeZone, @Coverage, @Authority)
            returning source_id
            """, described);
    }

    sealed class SourceRow
    {
        public string path { get; init; } = "";
        public string title { get; init; } = "";
        public string? title_zh { get; init; }
        public string publisher { get; init; } = "";
        public string? publisher_zh { get; init; }
        public string licence { get; init; } = "";
        public string? attribution { get; init; }
        public string? url { get; init; }
        public string? schedule { get; init; }
        public string? time_zone { get; init; }
        public string coverage { get; init; } = "";
        public long authority { get; init; }
        public long runs { get; init; }
        public long? last_run { get; init; }
        public long claims { get; init; }
        public long entities { get; init; }
        public long open_issues { get; init; }
        public string? oldest_issue { get; init; }
        public string health { get; init; } = "";
        public string? due_at { get; init; }

        public SourceState State(LedgerSession reading) => new(
            new Source(path, title, publisher, licence, StoredWords.Coverage(coverage))
            {
                TitleZh = title_zh, PublisherZh = publisher_zh, Attribution = attribution, Url = url, Schedule = schedule,
                TimeZone = time_zone, Authority = (int)authority,
            },
            runs, last_run is { } run ? Runs.Find(reading.Connection, run) : null, claims, entities, open_issues)
        {
            OldestIssue = oldest_issue is null ? null : Instant.Of(oldest_issue),
            Health = StoredWords.Health(health),
            DueAt = due_at is null ? null : Instant.Of(due_at),
        };
    }
}
