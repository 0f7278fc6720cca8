using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Registry.Store;

/// <summary>Something that is not as it should be.</summary>
/// <param name="Code">What kind of fault, <c>CLAIM_WITHOUT_SNAPSHOT</c>.</param>
/// <param name="Message">What was found, where, and what to do.</param>
public sealed record Finding(string Code, string Message)
{
    /// <summary>Whether the next harvest puts it right, such as what a killed process left: the store is sound with it.</summary>
    public bool MendsItself { get; init; }
}

/// <summary>
/// Examines a store: the file, the ways from claim to snapshot and from body to claims, the judgements, the runs and leases,
/// and whether the read model is what a rebuild gives. Reads one state of a store that may be serving; the rebuild is made in
/// a copy.
/// </summary>
sealed class Doctor(Database database, Engine engine, Leases leases)
{
    /// <summary>The database itself finds what it keeps damaged.</summary>
    public const string Damaged = "DAMAGED";

    const int Examples = 5;

    readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> Examine(CancellationToken cancellation)
    {
        using (var session = database.Readers.Open(cancellation))
            session.Read(reading => { ExamineState(reading.Connection, cancellation); return true; });
        if (!findings.Exists(finding => finding.Code == Damaged))
            CompareWithRebuild(cancellation);
        return findings;
    }

    void ExamineState(DbConnection open, CancellationToken cancellation)
    {
        findings.AddRange(engine.Integrity(open));
        cancellation.ThrowIfCancellationRequested();
        foreach (var (code, meaning, sql) in Checks)
            Check(open, code, meaning, sql);
        foreach (var found in Contradictions.Of(open))
            Find(Contradictions.Code, found.Message);
        ExamineSnapshots(open, cancellation);
        ExamineRuns(open);
    }

    // Each statement gives the numbers of rows that should not be.
    static readonly (string Code, string Meaning, string Sql)[] Checks =
    [
        ("CLAIM_WITHOUT_SNAPSHOT", "claims lead to no snapshot with bytes", """
            select c.claim_id
            from claim c
            left join record r on r.record_id = c.record_id
            left join layout l on l.layout_id = r.layout_id
            where not exists (select 1 from snapshot_part p where p.snapshot_id = l.snapshot_id)
            """),
        ("ENTITY_WITHOUT_MENTION", "bodies have no mention that is judged to be about them", """
            select e.entity_id
            from entity e
            where e.merged_into is null and not exists (select 1 from mention m where m.entity_id = e.entity_id)
            """),
        ("ENTITY_WITHOUT_CLAIM", "bodies have no claim", """
            select e.entity_id
            from entity e
            where e.merged_into is null and not exists (
                select 1
                from mention m
                join claim c on c.mention_id = m.mention_id or c.object_id = m.mention_id
                where m.entity_id = e.entity_id)
            """),
        ("MENTION_WITHOUT_JUDGEMENT", "mentions have a body that no standing judgement gives them", """
            select m.mention_id
            from mention m
            where m.entity_id is not null and not exists (
                select 1
                from judgement j
                where j.mention_id = m.mention_id and j.entity_id = m.entity_id and j.verdict = 'SAME' and j.withdrawn_at is null)
            """),
        ("CLAIM_OF_NO_RUN", "claims were opened or closed by a run that was never published and is not under way", """
            select c.claim_id
            from claim c
            join run o on o.run_id = c.opened_run
            left join run e on e.run_id = c.closed_run
            where o.state not in ('PUBLISHED', 'RUNNING') or e.state <> 'PUBLISHED'
            """),
    ];

    void Check(DbConnection open, string code, string meaning, string sql)
    {
        var rows = open.Query<long>($"{sql}\norder by 1", buffered: false);
        List<long> examples = [];
        long count = 0;
        foreach (var row in rows)
        {
            if (++count <= Examples)
                examples.Add(row);
        }
        if (count > 0)
            Find(code, string.Create(CultureInfo.InvariantCulture, $"{count} {meaning}: {string.Join(", ", examples)}{(count > Examples ? ", ..." : "")}."));
    }

    void ExamineSnapshots(DbConnection open, CancellationToken cancellation)
    {
        foreach (var snapshot in open.Query<long>("select snapshot_id from snapshot order by snapshot_id").AsList())
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                database.Snapshots.Read(snapshot, cancellation);
            }
            catch (Exception fault) when (fault is StoreException or InvalidDataException or InvalidOperationException or EndOfStreamException)
            {
                Find("SNAPSHOT_CHANGED", $"Snapshot {snapshot} cannot be read back: {fault.Message}");
            }
        }
    }

    void ExamineRuns(DbConnection open)
    {
        foreach (var run in open.Query<(long Run, string Path, string? Holder, string? Until)>("""
            select r.run_id, s.path, l.holder, l.lease_until
            from run r
            join source s on s.source_id = r.source_id
            left join lease l on l.run_id = r.run_id
            where r.state = 'RUNNING'
            order by r.run_id
            """))
        {
            if (!leases.Holds(run.Run, run.Holder, run.Until))
                findings.Add(new Finding("ABANDONED_RUN", $"Run {run.Run} of {run.Path} has no process at work on it: it ended, or could not write down how. The next harvest sweeps it.") { MendsItself = true });
        }
        foreach (var lease in open.Query<(string Path, long Run)>("""
            select s.path, l.run_id
            from lease l
            join source s on s.source_id = l.source_id
            join run r on r.run_id = l.run_id
            where r.state <> 'RUNNING'
            order by l.run_id
            """))
            findings.Add(new Finding("LEASE_WITHOUT_RUN", $"{lease.Path} is leased by run {lease.Run}, which has ended. The next harvest takes the lease over.") { MendsItself = true });
    }

    void CompareWithRebuild(CancellationToken cancellation) => engine.Try(Compare, cancellation);

    void Compare(Writer copy)
    {
        foreach (var table in ReadModel.Tables)
            engine.KeepRows(copy, table);
        ReadModel.Rebuild(copy, new PredicateNumbers());
        foreach (var table in ReadModel.Tables)
        {
            var surplus = Surplus(copy, $"kept_{table}", table);
            var missing = Surplus(copy, table, $"kept_{table}");
            if (surplus + missing > 0)
                Find("READ_MODEL_DIFFERS", string.Create(CultureInfo.InvariantCulture, $"Table {table} of the read model is not what a rebuild gives: {surplus} rows too many, {missing} missing. Run `registry rebuild`."));
        }
    }

    static long Surplus(Writer copy, string table, string other) =>
        copy.Connection.ExecuteScalar<long>($"select count(*) from (select * from {table} except select * from {other}) r");

    void Find(string code, string message) => findings.Add(new Finding(code, message));
}
