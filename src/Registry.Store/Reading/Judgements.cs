namespace Registry.Store.Reading;

/// <summary>Statements about judgements.</summary>
public static class Judgements
{
    /// <summary>
    /// The judgements that stand about the mentions of bodies: the position of the body's key, number, mention, name, source, body
    /// judged, verdict, rule, reason, score, person, instant; by mention and in the order in which they were made.
    /// </summary>
    /// <param name="keys">The keys of bodies.</param>
    public static SqlText Standing(IReadOnlyList<SqlValue> keys) => new SqlText()
        .Add("""
            select k.key, j.judgement_id, m.mention_id, m.name, s.path, b.public_id, j.verdict, j.rule, j.reason, j.score, j.made_by,
                coalesce(j.made_at, r.ended_at, r.started_at)
            from items_of(
            """).Add(Keys.Of(keys)).Add("""
            ) k
            cross join mention m on m.entity_id = k.value
            join source s on s.source_id = m.source_id
            join judgement j on j.mention_id = m.mention_id and j.withdrawn_at is null
            join entity b on b.entity_id = j.entity_id
            left join run r on r.run_id = j.run_id
            order by k.key, m.mention_id, j.judgement_id
            """);
}
