using Dapper;

namespace Registry.Store;

/// <summary>Two bodies that may be one, as a person is asked about them.</summary>
/// <param name="Judgement">The number of the judgement that is unsure.</param>
/// <param name="Mention">The mention in question.</param>
/// <param name="Name">What its source calls it.</param>
/// <param name="Source">The source.</param>
/// <param name="Id">The id of the body that it is about now; null where it is about none yet.</param>
/// <param name="Candidate">The id of the body that it may be about.</param>
/// <param name="CandidateName">What that body is called.</param>
/// <param name="Rule">The rule that was unsure.</param>
/// <param name="Reason">Why.</param>
/// <param name="Score">From 0 to 1; null where the rule gives none.</param>
/// <param name="Worth">How much hangs on it: the score (a half where there is none) times the logarithm of the claims of both.</param>
public sealed record UnsureJudgement(
    long Judgement, long Mention, string Name, string Source, string? Id, string Candidate, string CandidateName, string Rule, string? Reason,
    double? Score, double Worth);

/// <summary>A judgement about a mention of a body.</summary>
/// <param name="Judgement">Its number.</param>
/// <param name="Mention">The mention.</param>
/// <param name="Name">What its source calls it.</param>
/// <param name="Source">The source.</param>
/// <param name="Place">GB/T 2260 code that the source gives; null where it gives none.</param>
/// <param name="Body">The id of the body that was judged.</param>
/// <param name="Verdict">SAME, NOT_SAME or UNSURE.</param>
/// <param name="Rule">By which rule; PERSON for a person.</param>
/// <param name="Reason">Why.</param>
/// <param name="Score">From 0 to 1, where the rule scores.</param>
/// <param name="MadeBy">The person; null for a rule.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while it stands.</param>
public sealed record BodyJudgement(
    long Judgement, long Mention, string Name, string Source, long? Place, string Body, string Verdict, string Rule, string? Reason, double? Score,
    string? MadeBy, string MadeAt, string? WithdrawnAt);

/// <summary>What waits for a person's judgement, and what was judged.</summary>
public sealed class Reviews
{
    readonly LedgerReaders readers;

    internal Reviews(LedgerReaders readers) => this.readers = readers;

    /// <summary>The unsure judgements that stand, those first on which most hangs.</summary>
    public IReadOnlyList<UnsureJudgement> Unsure(int limit, CancellationToken cancellation = default) => Read(session => session.Connection.Query<UnsureJudgement>("""
        select j.judgement_id as Judgement, m.mention_id as Mention, m.name as Name, s.path as Source, b.public_id as Id, c.public_id as Candidate,
            d.name as CandidateName, j.rule as Rule, j.reason as Reason, j.score as Score,
            coalesce(j.score, 0.5) * ln(2.0
                + (select count(*) from mention n join claim l on l.mention_id = n.mention_id where n.entity_id = m.entity_id)
                + (select count(*) from mention n join claim l on l.mention_id = n.mention_id where n.entity_id = c.entity_id)) as Worth
        from judgement j
        join mention m on m.mention_id = j.mention_id
        join source s on s.source_id = m.source_id
        join entity t on t.entity_id = j.entity_id
        join entity c on c.entity_id = coalesce(t.merged_into, t.entity_id)
        join directory d on d.entity_id = c.entity_id
        left join entity b on b.entity_id = m.entity_id
        where j.verdict = 'UNSURE' and j.withdrawn_at is null and (m.entity_id is null or m.entity_id <> c.entity_id)
        order by Worth desc, j.judgement_id
        limit @limit
        """, new { limit }).AsList(), cancellation);

    /// <summary>Judgements that contradict one another.</summary>
    public IReadOnlyList<Contradiction> Contradictions(CancellationToken cancellation = default) =>
        Read(session => Store.Contradictions.Of(session.Connection), cancellation);

    /// <summary>Every judgement about the mentions of a body, standing and withdrawn, by mention and in the order in which they were made; empty when there is no such body.</summary>
    public IReadOnlyList<BodyJudgement> OfBody(string id, CancellationToken cancellation = default) => Read(session => session.Connection.Query<BodyJudgement>("""
        select j.judgement_id as Judgement, m.mention_id as Mention, m.name as Name, s.path as Source, m.place as Place, b.public_id as Body,
            j.verdict as Verdict, j.rule as Rule, j.reason as Reason, j.score as Score, j.made_by as MadeBy,
            coalesce(j.made_at, r.ended_at, r.started_at) as MadeAt, j.withdrawn_at as WithdrawnAt
        from entity e
        join mention m on m.entity_id = coalesce(e.merged_into, e.entity_id)
        join source s on s.source_id = m.source_id
        join judgement j on j.mention_id = m.mention_id
        join entity b on b.entity_id = j.entity_id
        left join run r on r.run_id = j.run_id
        where e.public_id = @id
        order by m.mention_id, j.judgement_id
        """, new { id }).AsList(), cancellation);

    T Read<T>(Func<LedgerSession, T> reading, CancellationToken cancellation)
    {
        using var session = readers.Open(cancellation);
        return session.Read(reading);
    }
}
