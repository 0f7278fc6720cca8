using Dapper;
using Registry.Store.Reading;
using Registry.Store.Text;

namespace Registry.Store;

/// <summary>
/// A store: the ledger and the read model made from it. Any number of processes may read and write the same store; one
/// writes at a time. Thread-safe.
/// </summary>
public sealed class Database : IDisposable
{
    readonly Engine engine;
    readonly Writer writer;
    readonly TimeProvider clock;
    readonly Leases leases;
    readonly PredicateNumbers predicates = new();

    Database(StoreAddress address, TimeProvider clock, TimeSpan patience, TimeSpan lease)
    {
        Address = address;
        this.clock = clock;
        engine = Engine.Of(address, clock, patience);
        writer = engine.Writer;
        leases = new Leases(engine.Name, clock, lease);
        Sources = new Sources(writer, Readers);
        Runs = new Runs(Readers);
        Snapshots = new Snapshots(Readers);
        Receipts = new Receipts(Readers);
    }

    /// <summary>Where the store lies.</summary>
    public StoreAddress Address { get; }

    /// <summary>How long a harvester that says nothing keeps its source, where nobody can see whether its process lives.</summary>
    public TimeSpan Lease => leases.Duration;

    /// <summary>Whether there is a store yet.</summary>
    public bool Exists => engine.Exists;

    /// <summary>The tables in which processes of several machines keep their common timetable; null where the store is one machine's.</summary>
    public SharedTables? SharedTables => engine.SharedTables;

    /// <summary>The sources.</summary>
    public Sources Sources { get; }

    /// <summary>The runs.</summary>
    public Runs Runs { get; }

    /// <summary>The bytes as published.</summary>
    public Snapshots Snapshots { get; }

    /// <summary>What became of the rows of runs.</summary>
    public Receipts Receipts { get; }

    internal LedgerReaders Readers => engine.Ledger;

    internal Writer Writer => writer;

    /// <summary>Opens a store; nothing is read or written yet. A store that is new or old must be migrated first.</summary>
    /// <param name="address">Where it lies.</param>
    /// <param name="clock">The clock; the system's where missing.</param>
    /// <param name="patience">How long a writer waits for another; ten minutes where missing.</param>
    /// <param name="lease">How long a harvester that says nothing keeps its source; two minutes where missing.</param>
    public static Database Open(StoreAddress address, TimeProvider? clock = null, TimeSpan? patience = null, TimeSpan? lease = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        Icu.Require();
        return new Database(address, clock ?? TimeProvider.System, patience ?? TimeSpan.FromMinutes(10), lease ?? Leases.Ordinary);
    }

    /// <summary>Creates the store or brings its schema forward; a store that holds anything is copied beside itself first.</summary>
    public MigrationReport Migrate(CancellationToken cancellation = default) =>
        engine.Migrate(cancellation);

    /// <summary>The release that answers; 0 before the first.</summary>
    public long Release(CancellationToken cancellation = default)
    {
        using var session = Readers.Open(cancellation);
        return session.Release;
    }

    /// <summary>What the store has come to, read cheaply: equal readings saw the same facts and runs.</summary>
    public Standing Standing(CancellationToken cancellation = default)
    {
        using var session = Read(cancellation);
        return Store.Standing.Of(session);
    }

    /// <summary>Told the text of each statement that the sessions of <see cref="Read"/> prepare, for those who ask how the database runs it.</summary>
    public Action<string>? Prepared
    {
        get => engine.Graph.Prepared;
        set => engine.Graph.Prepared = value;
    }

    /// <summary>How many statements the sessions of <see cref="Read"/> ran that have ended.</summary>
    public long StatementsRead => engine.Graph.Statements;

    /// <summary>Begins to read: one release for all that is asked until the session is disposed of.</summary>
    /// <param name="cancellation">Interrupts the statement that runs when it is cancelled.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Reading.ReadSession Read(CancellationToken cancellation = default) => engine.Graph.Begin(cancellation);

    /// <summary>Begins to harvest a source; sweeps what runs without a living process left.</summary>
    /// <param name="source">The source as its catalog file now describes it.</param>
    /// <param name="kind">Where the bytes will come from.</param>
    /// <param name="definition">SHA-256 of what decides how they are read and mapped.</param>
    /// <param name="cancellation">Stops the waiting for the store.</param>
    /// <exception cref="SourceLeasedException">Another process harvests the source.</exception>
    public StagingRun Begin(Source source, RunKind kind, ReadOnlyMemory<byte> definition, CancellationToken cancellation = default) =>
        Begin(source, kind, definition, waiting: null, cancellation);

    /// <summary>Begins to harvest a source, unless another process has done so since the caller looked.</summary>
    /// <param name="source">The source as its catalog file now describes it.</param>
    /// <param name="kind">Where the bytes will come from.</param>
    /// <param name="definition">SHA-256 of what decides how they are read and mapped.</param>
    /// <param name="waiting">Since when the source waited as the caller saw it; null where that does not matter.</param>
    /// <param name="cancellation">Stops the waiting for the store.</param>
    /// <exception cref="SourceLeasedException">Another process harvests the source.</exception>
    /// <exception cref="SourceHarvestedException">Another process has harvested the source since.</exception>
    public StagingRun Begin(Source source, RunKind kind, ReadOnlyMemory<byte> definition, Waiting? waiting, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        SweepAbandoned(cancellation);
        return writer.Write(open =>
        {
            if (waiting is { } seen && Runs.Waiting(open.Connection, source.Path) != seen)
                throw new SourceHarvestedException(source.Path);
            var number = Sources.Number(open, source);
            var last = Runs.LastPublished(open.Connection, source.Path);
            var run = open.Connection.ExecuteScalar<long>("""
                insert into run (source_id, kind, state, definition, holder, started_at)
                values (@number, @Kind, 'RUNNING', @Definition, @Holder, @Now)
                returning run_id
                """, new { number, Kind = StoredWords.Of(kind), Definition = definition.ToArray(), Holder = Holder.Current.ToString(), Now = Instant.Text(clock.GetUtcNow()) });
            leases.Take(open, source.Path, number, run);
            return new StagingRun(writer, clock, leases, new Publishing(predicates, clock), predicates, source, number, run, last);
        }, cancellation);
    }

    /// <summary>Records what a person says of two bodies, or of a mention and a body, and publishes what follows from it.</summary>
    /// <exception cref="StatementException">It cannot be: an id is not known, or what was said before contradicts.</exception>
    public StatementOutcome Judge(PersonalStatement statement, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return writer.Write(open => new Judging(predicates, clock).Say(open, statement), cancellation);
    }

    /// <summary>Takes back what a person said, by the number of any of its judgements, and publishes what follows from it.</summary>
    /// <exception cref="StatementException">There is no such statement, or a later one rests on it.</exception>
    public StatementOutcome Withdraw(long number, string reason, string by, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return writer.Write(open => new Judging(predicates, clock).Withdraw(open, number, reason, by), cancellation);
    }

    /// <summary>Figures that are held, for those who hold a new one against them.</summary>
    public KnownFigures Figures => new(Readers);

    /// <summary>The review queue: statements that were read and are not sure enough to be published.</summary>
    public Proposals Proposals => new(this, writer, Readers, clock);

    /// <summary>
    /// Turns the ledger to today and publishes what follows: recognitions whose term has ended are EXPIRED. A publication does the
    /// same; this is for days without one. Gives how many bodies changed.
    /// </summary>
    public int TurnDay(CancellationToken cancellation = default) => writer.Write(open => new DayTurning(predicates, clock).Turn(open), cancellation);

    /// <summary>What waits for a person's judgement, and what was judged.</summary>
    public Reviews Reviews => new(Readers);

    /// <summary>Ends the runs whose process is gone and removes what they staged and reported; gives their numbers.</summary>
    public IReadOnlyList<long> SweepAbandoned(CancellationToken cancellation = default)
    {
        var abandoned = writer.Write(open =>
        {
            var runs = leases.Abandoned(open);
            foreach (var run in runs)
            {
                open.Connection.Execute("""
                    update run set state = 'ABANDONED', ended_at = @Now, message = 'Its process ended without a word.' where run_id = @run;
                    insert into event (run_id, at, phase, records, claims, message)
                    select run_id, ended_at, state, records, claims_added, message from run where run_id = @run;
                    delete from lease where run_id = @run;
                    -- It stopped in the middle: the next run finds again what it found.
                    delete from issue where run_id = @run;
                    """, new { run, Now = Instant.Text(clock.GetUtcNow()) });
            }
            return runs;
        }, cancellation);
        foreach (var run in Leftover(cancellation))
            StagedRows.Remove(writer, run, cancellation);
        return abandoned;
    }

    /// <summary>
    /// The paths of sources whose last live harvest ended without a word: its process is gone, or has said nothing for longer than its lease. It
    /// may have been swept since.
    /// </summary>
    public IReadOnlyList<string> Lost(CancellationToken cancellation = default)
    {
        using var session = Readers.Open(cancellation);
        return session.Read<IReadOnlyList<string>>(reading => [.. reading.Connection.Query<(string Path, long Run, string? Holder, string? Until)>("""
            select s.path, r.run_id, l.holder, l.lease_until
            from run r
            join source s on s.source_id = r.source_id
            left join lease l on l.run_id = r.run_id
            where r.state in ('RUNNING', 'ABANDONED') and r.run_id = (
                select max(o.run_id)
                from run o
                where o.source_id = r.source_id and o.kind = 'LIVE')
            order by s.path
            """).Where(run => !leases.Holds(run.Run, run.Holder, run.Until)).Select(run => run.Path)]);
    }

    /// <summary>Makes the read model anew from the ledger, in one transaction; readers see the old one until it ends. Gives the number of bodies.</summary>
    public long Rebuild(CancellationToken cancellation = default) =>
        writer.Write(open => ReadModel.Rebuild(open, predicates), cancellation);

    /// <summary>Examines the store, which may be serving; empty when it is sound.</summary>
    public IReadOnlyList<Finding> Examine(CancellationToken cancellation = default) =>
        new Doctor(this, engine, leases).Examine(cancellation);

    /// <summary>Copies one state of the store, which may be serving and harvesting, into a new file.</summary>
    public void Backup(string target, CancellationToken cancellation = default) => engine.Backup(target, cancellation);

    /// <summary>
    /// Puts a backup in the place of what the store holds, whether or not it is serving; readers see the old state until it is
    /// done. An older backup is then migrated.
    /// </summary>
    public void Restore(string from, CancellationToken cancellation = default)
    {
        engine.Restore(from, cancellation);
        predicates.Clear();
        Migrate(cancellation);
        SweepAbandoned(cancellation);
    }

    /// <summary>
    /// Copies one state of the store, which may be serving and harvesting, into a store without rows, whichever databases the two lie in;
    /// proved by the counts and checksums of its tables.
    /// </summary>
    /// <param name="target">Where it is copied to; made or migrated first.</param>
    /// <param name="cancellation">Stops the copying; nothing is then kept of it.</param>
    /// <exception cref="StoreException">The target holds a store, or what arrived is not what was sent.</exception>
    public IReadOnlyList<CopiedTable> CopyTo(Database target, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        Migrate(cancellation);
        target.Migrate(cancellation);
        using var session = Readers.Open(cancellation);
        return target.writer.Write(open =>
        {
            StoreCopy.RequireEmpty(open, target.Address.ToString());
            var copied = session.Read(reading => StoreCopy.Move(reading, open));
            StoreCopy.AbandonRuns(open);
            return copied;
        }, cancellation);
    }

    /// <summary>How much the store holds.</summary>
    public StoreCounts Count(CancellationToken cancellation = default)
    {
        using var session = Readers.Open(cancellation);
        return session.Read(StoreCounts.Of);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        engine.Dispose();
    }

    // Also of runs whose removal was itself cut short.
    List<long> Leftover(CancellationToken cancellation) => writer.Write(open => open.Connection.Query<long>("""
        select r.run_id
        from run r
        where r.state in ('FAILED', 'CANCELLED', 'ABANDONED')
            and (exists (select 1 from batch b where b.run_id = r.run_id) or exists (select 1 from layout l where l.run_id = r.run_id))
        order by r.run_id
        """).AsList(), cancellation);
}
