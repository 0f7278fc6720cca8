using System.Data.Common;
using Dapper;

namespace Registry.Store;

/// <summary>
/// One harvest of one source on its way in: bytes are kept, records staged, and the whole then published or taken back.
/// Until it is published nobody sees what it staged. Not for two threads at once.
/// </summary>
public sealed class StagingRun : IDisposable
{
    readonly Writer writer;
    readonly TimeProvider clock;
    readonly Leases leases;
    readonly Publishing publishing;
    readonly long sourceId;
    readonly Staging staging;
    readonly ITimer heart;
    readonly List<StagedProposal> proposals = [];
    long issues;
    bool ended;

    internal StagingRun(Writer writer, TimeProvider clock, Leases leases, Publishing publishing, PredicateNumbers predicates, Source source, long sourceId, long run, PublishedList? last)
    {
        this.writer = writer;
        this.clock = clock;
        this.leases = leases;
        this.publishing = publishing;
        this.sourceId = sourceId;
        Source = source;
        Id = run;
        Last = last;
        IsWhole = source.Coverage == Coverage.Full;
        staging = new Staging(run, sourceId, predicates);
        heart = clock.CreateTimer(_ => Beat(), null, leases.Heartbeat, leases.Heartbeat);
    }

    /// <summary>The run's number.</summary>
    public long Id { get; }

    /// <summary>The source that is harvested.</summary>
    public Source Source { get; }

    /// <summary>What the source last published, or null: the same definition and snapshots mean an unchanged list.</summary>
    public PublishedList? Last { get; }

    /// <summary>Records staged so far.</summary>
    public long Records => staging.Counts.Records;

    /// <summary>New claims staged so far.</summary>
    public long ClaimsAdded => staging.Counts.Claims;

    /// <summary>Issues reported so far.</summary>
    public long Issues => issues;

    /// <summary>Whether what is staged is all that the list says, so that what it does not say is closed. As the source's coverage has it, unless it is set.</summary>
    public bool IsWhole { get; set; }

    /// <summary>What the list is like, a JSON object kept with the run, so that the next one can be compared with it.</summary>
    public string? Profile { get; set; }

    /// <summary>Keeps what is known of a document and gives its number.</summary>
    public long Add(Document document, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Write(open => Number(open, document), cancellation);
    }

    long Number(Writer open, Document document)
    {
        var described = new { sourceId, document.Url, document.Title, document.PublishedOn, Restated = document.Restated ? 1 : 0, document.Origin, document.EditionDate };
        var known = open.Connection.Execute("""
            update document
            set title = @Title, published_on = @PublishedOn, restated = @Restated, origin = @Origin, edition_date = @EditionDate
            where source_id = @sourceId and url = @Url
            """, described) > 0;
        if (known)
            return open.Connection.ExecuteScalar<long>("select document_id from document where source_id = @sourceId and url = @Url", described);
        return open.Connection.ExecuteScalar<long>("""
            insert into document (source_id, url, title, published_on, restated, origin, edition_date)
            values (@sourceId, @Url, @Title, @PublishedOn, @Restated, @Origin, @EditionDate)
            returning document_id
            """, described);
    }

    /// <summary>Keeps bytes of a document, once, and notes that they were seen.</summary>
    public Snapshot Keep(long document, ReadOnlyMemory<byte> bytes, Sighting sighting, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        return Write(open =>
        {
            var now = Instant.Text(clock.GetUtcNow());
            var snapshot = Snapshots.Keep(open, bytes, sighting.MediaType, now);
            open.Connection.Execute("""
                insert into sighting (snapshot_id, document_id, run_id, seen_at, address, headers)
                values (@Snapshot, @document, @Id, @SeenAt, @Address, @Headers)
                """, new { Snapshot = snapshot.Id, document, Id, SeenAt = sighting.SeenAt is { } at ? Instant.Text(at) : now, sighting.Address, sighting.Headers });
            return snapshot;
        }, cancellation);
    }

    /// <summary>Keeps the header of a table, sheet or array and gives its number.</summary>
    public long Add(long document, Snapshot snapshot, Layout layout, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layout);
        return Write(open =>
        {
            var id = open.Connection.ExecuteScalar<long>("""
                insert into layout (run_id, document_id, snapshot_id, part)
                values (@Id, @document, @Snapshot, @Part)
                returning layout_id
                """, new { Id, document, Snapshot = snapshot.Id, layout.Part });
            open.Connection.Execute(
                "insert into layout_column (layout_id, number, name, before, after) values (@id, @Number, @Name, @Before, @After)",
                layout.Columns.Select((column, number) => new { id, Number = number, column.Name, column.Before, column.After }));
            return id;
        }, cancellation);
    }

    /// <summary>Stages records with what they say. One transaction a call: some thousand records at a time are quickest.</summary>
    /// <exception cref="ArgumentException">A record uses a word that the vocabulary does not know.</exception>
    public void Stage(IReadOnlyList<StagedRecord> records, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        Write(open => { staging.Write(open, [records]); return true; }, cancellation);
    }

    /// <summary>Stages batches in one transaction and tells those who listen how far the run is. Each is asked for when the one before is written.</summary>
    /// <exception cref="ArgumentException">A record uses a word that the vocabulary does not know.</exception>
    public void Stage(IEnumerable<StagedBatch> batches, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        issues += Write(open =>
        {
            var found = 0;
            staging.Write(open, batches.Select(batch =>
            {
                found += batch.Issues.Count;
                Report(open, batch.Issues);
                return batch.Records;
            }));
            Event(open, "READ", null);
            return found;
        }, cancellation);
    }

    /// <summary>Holds statements that are not sure enough until the run is published: then they wait in the review queue.</summary>
    public void Propose(IEnumerable<StagedProposal> found) => proposals.AddRange(found);

    /// <summary>Keeps issues; they stay whatever becomes of the run.</summary>
    public void Report(IReadOnlyList<StagedIssue> found, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (found.Count == 0)
            return;
        Write(open =>
        {
            Report(open, found);
            return true;
        }, cancellation);
        issues += found.Count;
    }

    void Report(Writer open, IReadOnlyList<StagedIssue> found)
    {
        foreach (var issue in found)
            Issue.Write(open, sourceId, Id, issue, mention: null, Instant.Text(clock.GetUtcNow()));
    }

    /// <summary>Tells those who listen how far the run is.</summary>
    public void Progress(string phase, string? message = null, CancellationToken cancellation = default) =>
        Write(open => { Event(open, phase, message); return true; }, cancellation);

    /// <summary>
    /// Publishes: resolves the new mentions, closes what vanished from a whole list, brings the read model up to date and
    /// raises the release, in one transaction. Readers see the old release until it ends; when it fails they go on seeing it.
    /// </summary>
    public Run Publish(Resolution resolution, CancellationToken cancellation = default) => Publish(resolution, hasRead: true, static _ => { }, cancellation);

    /// <summary>Publishes, and does more in the same transaction. <paramref name="hasRead"/>: whether it read documents, so that issues it did not find again are settled.</summary>
    internal Run Publish(Resolution resolution, bool hasRead, Action<Writer> more, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(resolution);
        writer.Write(open =>
        {
            Require(open);
            var asWhat = Source with { Coverage = IsWhole ? Coverage.Full : Coverage.Flow };
            publishing.Publish(open, new StagedRun(Id, sourceId, asWhat, staging, issues), resolution);
            open.Connection.Execute("update run set part = @IsPart, profile = @Profile where run_id = @Id", new { Id, IsPart = !IsWhole && Source.Coverage == Coverage.Full, Profile });
            CountChanges(open);
            Proposals.Write(open, sourceId, Id, proposals, Instant.Text(clock.GetUtcNow()));
            more(open);
            Issue.Settle(open, sourceId, Id, hasRead, IsWhole);
            Event(open, "PUBLISHED", null);
            Leases.Release(open, sourceId, Id);
        }, cancellation);
        return Ended();
    }

    /// <summary>Ends the run with nothing to say: the list is the one that was last published.</summary>
    public Run FinishUnchanged(CancellationToken cancellation = default)
    {
        if (staging.Counts.Claims > 0)
            throw new InvalidOperationException($"Run {Id} of {Source.Path} staged {staging.Counts.Claims} new claims; it is not unchanged.");
        Write(open =>
        {
            open.Connection.Execute("""
                update source
                set last_listed_at = (select max(seen_at) from sighting where run_id = @Id)
                where source_id = @sourceId and coalesce(last_listed_at, '') < (select max(seen_at) from sighting where run_id = @Id)
                """, new { Id, sourceId });
            End(open, RunState.Unchanged, null);
            return true;
        }, cancellation);
        return Ended();
    }

    /// <summary>Takes back what was staged; the run's row and its issues stay.</summary>
    public Run Fail(string message) => TakeBack(RunState.Failed, message);

    /// <summary>Takes back what was staged, because someone stopped the run.</summary>
    public Run Cancel(string message) => TakeBack(RunState.Cancelled, message);

    /// <summary>Takes back a run that was neither published nor ended.</summary>
    public void Dispose()
    {
        heart.Dispose();
        staging.Dispose();
        leases.Forget(Id);
        if (ended)
            return;
        try
        {
            Cancel("The run ended without a result.");
        }
        catch (StoreException)
        {
            // What broke the run has been thrown already and may keep it from being ended (a full disk, a lost lease). It is no
            // longer among the living, so that the next harvest sweeps it.
            ended = true;
        }
    }

    Run TakeBack(RunState state, string message)
    {
        Write(open => { End(open, state, message); return true; }, CancellationToken.None);
        ended = true;
        StagedRows.Remove(writer, Id, CancellationToken.None);
        return Ended();
    }

    Run Ended()
    {
        ended = true;
        heart.Dispose();
        leases.Forget(Id);
        return writer.Write(open => Runs.Find(open.Connection, Id), CancellationToken.None);
    }

    void End(Writer open, RunState state, string? message)
    {
        open.Connection.Execute("""
            update run
            set state = @State, ended_at = @Now, records = @Records, issues = @issues, message = @message
            where run_id = @Id
            """, new { Id, State = StoredWords.Of(state), Now = Instant.Text(clock.GetUtcNow()), Records, issues, message });
        if (state is RunState.Unchanged or RunState.Failed)
            Issue.Settle(open, sourceId, Id, hasRead: false, IsWhole);
        Event(open, StoredWords.Of(state), message);
        Leases.Release(open, sourceId, Id);
    }

    // A claim that took the place of one that this run closed: the same mention, the same predicate, something else said.
    void CountChanges(Writer open) => open.Connection.Execute("""
        update run
        set claims_changed = (
            select count(distinct n.claim_id)
            from batch b
            join claim n on n.claim_id between b.first_claim and b.last_claim
            join claim o on o.mention_id = n.mention_id and o.predicate_id = n.predicate_id and o.closed_run = @Id
            where b.run_id = @Id)
        where run_id = @Id and claims_closed > 0
        """, new { Id });

    void Event(Writer open, string phase, string? message) => open.Connection.Execute("""
        insert into event (run_id, at, phase, records, claims, message)
        values (@Id, @Now, @phase, @Records, @ClaimsAdded, @message)
        """, new { Id, Now = Instant.Text(clock.GetUtcNow()), phase, Records, ClaimsAdded, message });

    T Write<T>(Func<Writer, T> work, CancellationToken cancellation) => writer.Write(open =>
    {
        Require(open);
        return work(open);
    }, cancellation);

    void Require(Writer open)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        Leases.Require(open, Source.Path, sourceId, Id);
    }

    // A writer that is busy now is busy with our own batch or with another's; the next beat comes soon, and the lease of a
    // living process is not taken.
    void Beat()
    {
        try
        {
            writer.TryWrite(open => leases.Renew(open, sourceId, Id));
        }
        catch (Exception fault) when (fault is StoreException or DbException or ObjectDisposedException)
        {
            // A beat has nobody to tell: what hinders it (a full disk, a store that is being closed) meets the run itself at its
            // next batch and is thrown there.
        }
    }
}
