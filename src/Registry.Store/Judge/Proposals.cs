using System.Globalization;
using Dapper;

namespace Registry.Store;

/// <summary>A statement in the review queue.</summary>
/// <param name="Number">Its number; people write it <c>P12</c>.</param>
/// <param name="Source">The source.</param>
/// <param name="Document">The document's title, or its address.</param>
/// <param name="Kind">What kind of statement.</param>
/// <param name="Text">What it says, in a line.</param>
/// <param name="Score">How sure it is, from 0 to 1.</param>
/// <param name="Locator">Where the document says it.</param>
/// <param name="Quote">Its words.</param>
/// <param name="State">WAITING, ACCEPTED or REJECTED.</param>
/// <param name="DecidedBy">Who decided; null while it waits.</param>
/// <param name="Reason">Why; null where nothing was said.</param>
public sealed record Proposal(
    long Number, string Source, string Document, string Kind, string Text, double Score, string Locator, string Quote, string State, string? DecidedBy, string? Reason);

/// <summary>What a person decided about a statement.</summary>
public enum Decision
{
    /// <summary>It is published.</summary>
    Accepted,

    /// <summary>It is not, however often its document comes.</summary>
    Rejected,
}

/// <summary>
/// The review queue: statements that were read and are not sure enough. What is accepted becomes claims by a publication of its own; what is rejected
/// stays so when the same document comes again.
/// </summary>
public sealed class Proposals
{
    readonly Database database;
    readonly Writer writer;
    readonly LedgerReaders readers;
    readonly TimeProvider clock;

    internal Proposals(Database database, Writer writer, LedgerReaders readers, TimeProvider clock) =>
        (this.database, this.writer, this.readers, this.clock) = (database, writer, readers, clock);

    /// <summary>What waits, the surest first.</summary>
    public IReadOnlyList<Proposal> Waiting(int limit, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read<IReadOnlyList<Proposal>>(reading => [.. reading.Connection.Query<WaitingRow>("""
            select p.proposal_id, s.path, d.title, d.url, p.kind, p.statement, p.score, p.locator, p.quote, p.state, p.decided_by, p.reason
            from proposal p
            join source s on s.source_id = p.source_id
            join document d on d.document_id = p.document_id
            where p.state = 'WAITING'
            order by p.score desc, p.proposal_id
            limit @limit
            """, new { limit }).Select(row => row.Proposal())]);
    }

    /// <summary>What was decided about statements of a source, by their keys.</summary>
    public IReadOnlyDictionary<string, Decision> Decided(string source, CancellationToken cancellation = default)
    {
        using var session = readers.Open(cancellation);
        return session.Read<IReadOnlyDictionary<string, Decision>>(reading => reading.Connection.Query<(string Key, string State)>("""
            select p.statement_key, p.state
            from proposal p
            join source s on s.source_id = p.source_id
            where s.path = @source and p.state <> 'WAITING'
            """, new { source }).ToDictionary(row => row.Key, row => row.State == "ACCEPTED" ? Decision.Accepted : Decision.Rejected, StringComparer.Ordinal));
    }

    /// <summary>Publishes statements: a publication for each source they are of.</summary>
    /// <param name="numbers">Their numbers.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="reason">Why; null where nothing is said.</param>
    /// <param name="resolution">Decides which bodies they are about.</param>
    /// <param name="cancellation">Stops it; what is not published yet goes on waiting.</param>
    /// <exception cref="StatementException">One of them is not known, or was decided before.</exception>
    /// <exception cref="SourceLeasedException">Another process harvests their source.</exception>
    public IReadOnlyList<Run> Accept(IReadOnlyCollection<long> numbers, string by, string? reason, Resolution resolution, CancellationToken cancellation = default)
    {
        var known = database.Sources.List(cancellation).ToDictionary(state => state.Source.Path, state => state.Source, StringComparer.Ordinal);
        return [.. Undecided(numbers, cancellation).GroupBy(row => row.path).Select(rows => Publish(known[rows.Key], [.. rows], by, reason, resolution, cancellation))];
    }

    /// <summary>Rejects statements.</summary>
    /// <exception cref="StatementException">One of them is not known, or was decided before.</exception>
    public void Reject(IReadOnlyCollection<long> numbers, string by, string? reason, CancellationToken cancellation = default)
    {
        var rows = Undecided(numbers, cancellation);
        writer.Write(open => Decide(open, rows.Select(row => row.proposal_id), Decision.Rejected, by, reason, Instant.Text(clock.GetUtcNow())), cancellation);
    }

    Run Publish(Source source, IReadOnlyList<ProposalRow> rows, string by, string? reason, Resolution resolution, CancellationToken cancellation)
    {
        using var run = database.Begin(source, RunKind.Import, rows[0].definition, cancellation);
        run.IsWhole = false;
        run.Stage([.. rows.Select((row, position) => Record(run, row, position, cancellation))], cancellation);
        return run.Publish(resolution, hasRead: false, open => Decide(open, rows.Select(row => row.proposal_id), Decision.Accepted, by, reason, Instant.Text(clock.GetUtcNow())), cancellation);
    }

    static StagedRecord Record(StagingRun run, ProposalRow row, int position, CancellationToken cancellation)
    {
        var words = ProposedWords.Of(row.staged);
        var layout = run.Add(row.document_id, new Snapshot(row.snapshot_id, "", 0, IsNew: false), new Layout(row.locator, []), cancellation);
        // Who accepts that there is such a body lets it be a new one.
        IReadOnlyList<StagedMention> mentions = row.kind == "entity" ? [words.Mentions[0] with { LinkOnly = false }, .. words.Mentions.Skip(1)] : words.Mentions;
        return new StagedRecord(layout, position, [row.quote], mentions, words.Claims);
    }

    static void Decide(Writer open, IEnumerable<long> numbers, Decision decision, string by, string? reason, string now)
    {
        foreach (var number in numbers)
            open.Connection.Execute("""
                update proposal
                set state = @State, decided_by = @by, decided_at = @now, reason = @reason
                where proposal_id = @number
                """, new { State = decision == Decision.Accepted ? "ACCEPTED" : "REJECTED", by, now, reason, number });
    }

    /// <summary>Puts statements into the queue, those that were there before left as they are; inside the transaction that publishes the run.</summary>
    internal static void Write(Writer open, long source, long run, IEnumerable<StagedProposal> proposals, string now)
    {
        foreach (var proposal in proposals)
        {
            if (open.Connection.ExecuteScalar<long?>("select proposal_id from proposal where source_id = @source and statement_key = @Key", new { source, proposal.Key }) is not null)
                continue;
            open.Connection.Execute("""
                insert into proposal (source_id, run_id, document_id, snapshot_id, statement_key, kind, statement, score, locator, quote, staged, state, proposed_at)
                values (@source, @run, @Document, @Snapshot, @Key, @Kind, @Text, @Score, @Locator, @Quote, @Staged, 'WAITING', @now)
                """, new
            {
                source, run, proposal.Document, Snapshot = proposal.Snapshot.Id, proposal.Key, proposal.Kind, proposal.Text, proposal.Score, proposal.Locator, proposal.Quote,
                Staged = new ProposedWords(proposal.Mentions, proposal.Claims).ToJson(), now,
            });
        }
    }

    List<ProposalRow> Undecided(IReadOnlyCollection<long> numbers, CancellationToken cancellation)
    {
        using var session = readers.Open(cancellation);
        List<ProposalRow> rows = [.. numbers.Distinct().Order().Select(number => session.Read(reading => reading.Connection.QuerySingleOrDefault<ProposalRow>("""
            select p.proposal_id, s.path, p.document_id, p.snapshot_id, p.kind, p.locator, p.quote, p.staged, p.state, p.decided_by, r.definition
            from proposal p
            join source s on s.source_id = p.source_id
            join run r on r.run_id = p.run_id
            where p.proposal_id = @number
            """, new { number })) ?? throw new StatementException($"Nothing in the review queue has the number P{number.ToString(CultureInfo.InvariantCulture)}. `registry review` lists what waits."))];
        foreach (var row in rows.Where(row => row.state != "WAITING"))
            throw new StatementException($"P{row.proposal_id.ToString(CultureInfo.InvariantCulture)} was {row.state.ToLowerInvariant()} by {row.decided_by} already.");
        return rows;
    }

    sealed class WaitingRow
    {
        public long proposal_id { get; init; }
        public string path { get; init; } = "";
        public string? title { get; init; }
        public string url { get; init; } = "";
        public string kind { get; init; } = "";
        public string statement { get; init; } = "";
        public double score { get; init; }
        public string locator { get; init; } = "";
        public string quote { get; init; } = "";
        public string state { get; init; } = "";
        public string? decided_by { get; init; }
        public string? reason { get; init; }

        public Proposal Proposal() => new(proposal_id, path, title ?? url, kind, statement, score, locator, quote, state, decided_by, reason);
    }

    sealed class ProposalRow
    {
        public long proposal_id { get; init; }
        public string path { get; init; } = "";
        public long document_id { get; init; }
        public long snapshot_id { get; init; }
        public string kind { get; init; } = "";
        public string locator { get; init; } = "";
        public string quote { get; init; } = "";
        public string staged { get; init; } = "";
        public string state { get; init; } = "";
        public string? decided_by { get; init; }
        public byte[] definition { get; init; } = [];
    }
}
