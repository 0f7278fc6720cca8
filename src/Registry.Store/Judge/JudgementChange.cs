using Dapper;

namespace Registry.Store;

/// <summary>A judgement of a person that keeps a mention and a body apart.</summary>
sealed record Apart(long Id, string By, string At, string? Reason);

/// <summary>The rows that one statement adds and withdraws, at one instant.</summary>
sealed class JudgementChange
{
    readonly Writer open;
    readonly string at;
    readonly string by;
    readonly HashSet<long> bodies = [];
    readonly HashSet<long> moved = [];
    long next;

    public JudgementChange(Writer open, string at, string by)
    {
        (this.open, this.at, this.by) = (open, at, by);
        FirstNew = next = open.Connection.ExecuteScalar<long>("select coalesce(max(entity_id), 0) + 1 from entity");
    }

    /// <summary>Bodies from this number on were founded by the statement.</summary>
    public long FirstNew { get; }

    /// <summary>The bodies that lost mentions.</summary>
    public HashSet<long> Losing { get; } = [];

    /// <summary>The smallest number of the judgements made.</summary>
    public long Number { get; private set; }

    public List<long> MentionsOf(long body) =>
        open.Connection.Query<long>("select mention_id from mention where entity_id = @body order by mention_id", new { body }).AsList();

    /// <summary>Mentions of a survivor that were judged to be about a body that was merged into it.</summary>
    public List<long> MentionsOnceOf(long gone, long survivor) => open.Connection.Query<long>("""
        select m.mention_id
        from mention m
        where m.entity_id = @survivor and exists (
            select 1
            from judgement j
            where j.mention_id = m.mention_id and j.entity_id = @gone and j.verdict = 'SAME')
        order by m.mention_id
        """, new { gone, survivor }).AsList();

    public string PublicId(long body) => open.Connection.ExecuteScalar<string>("select public_id from entity where entity_id = @body", new { body })!;

    /// <summary>The person's judgement that keeps one of the mentions and a body apart; null where none does.</summary>
    public Apart? WhatKeepsApart(IReadOnlyList<long> mentions, long body) => open.Connection.Query<Apart>("""
        select j.judgement_id as Id, j.made_by as "By", j.made_at as At, j.reason as Reason
        from judgement j
        join entity e on e.entity_id = j.entity_id
        where j.verdict = 'NOT_SAME' and j.withdrawn_at is null and j.rule = 'PERSON' and coalesce(e.merged_into, e.entity_id) = @body
            and j.mention_id in (select value from json_each(@mentions))
        order by j.judgement_id
        """, new { body, mentions = Json(mentions) }).FirstOrDefault();

    /// <summary>The person's judgement by which one of the mentions is about a body; null where rules joined them.</summary>
    public Apart? WhatJoined(IReadOnlyList<long> mentions, long body) => open.Connection.Query<Apart>("""
        select judgement_id as Id, made_by as "By", made_at as At, reason as Reason
        from judgement
        where verdict = 'SAME' and withdrawn_at is null and rule = 'PERSON' and entity_id = @body and mention_id in (select value from json_each(@mentions))
        order by judgement_id
        """, new { body, mentions = Json(mentions) }).FirstOrDefault();

    /// <summary>Judges that a mention is not, or not certainly, about a body; what rules said of the two before is withdrawn.</summary>
    public void KeepApart(long mention, long body, Verdict verdict, string reason)
    {
        Settle([mention], body);
        Add(mention, body, verdict, Judging.Rule, reason);
    }

    /// <summary>Withdraws what stands between mentions and a body that it is not certain they are about, or that they are not.</summary>
    public void Settle(IReadOnlyList<long> mentions, long body) => open.Connection.Execute("""
        update judgement
        set withdrawn_at = @at
        where entity_id = @body and verdict <> 'SAME' and withdrawn_at is null and mention_id in (select value from json_each(@mentions))
        """, new { at, body, mentions = Json(mentions) });

    /// <summary>Lets a mention be about another body than before.</summary>
    public void Move(long mention, long from, long to, string rule, string? reason)
    {
        open.Connection.Execute("""
            update judgement
            set withdrawn_at = @at
            where mention_id = @mention and verdict = 'SAME' and withdrawn_at is null
            """, new { at, mention });
        Add(mention, to, Verdict.Same, rule, reason);
        Place(mention, from, to);
    }

    /// <summary>The body that a mention founded, if it is another one; else a new one founded on it.</summary>
    public long OwnBody(long mention, long apartFrom)
    {
        var own = open.Connection.ExecuteScalar<long?>(
            "select min(entity_id) from entity where founding_mention = @mention and entity_id <> @apartFrom and coalesce(merged_into, entity_id) in (@apartFrom, entity_id)", new { mention, apartFrom });
        if (own is { } known)
            return known;
        var number = open.Connection.ExecuteScalar<int>("select case m.type when 0 then e.type else m.type end from mention m join entity e on e.entity_id = m.entity_id where m.mention_id = @mention", new { mention });
        var (body, type) = (next++, Vocabulary.Current.Type(number));
        open.Connection.Execute("""
            insert into entity (entity_id, public_id, type, founding_mention, founding_claim, founded_run)
            select @body, @id, @number, m.mention_id, (select min(claim_id) from claim where mention_id = m.mention_id), m.run_id
            from mention m
            where m.mention_id = @mention
            """, new { body, id = Store.PublicId.Of(type, body), number, mention });
        return body;
    }

    /// <summary>The inverse of the statement of an instant.</summary>
    public void TakeBack(string instant, string reason)
    {
        var made = open.Connection.Query<JudgementRow>(Rows("made_at"), new { instant }).AsList();
        var withdrawn = open.Connection.Query<JudgementRow>(Rows("withdrawn_at"), new { instant }).AsList();
        foreach (var row in made.Where(row => row.withdrawn_at is null))
            open.Connection.Execute("update judgement set withdrawn_at = @at where judgement_id = @judgement_id", new { at, row.judgement_id });
        foreach (var row in withdrawn)
        {
            var stays = row.verdict == "SAME";
            if (stays && !made.Exists(other => other.mention_id == row.mention_id && other.verdict == "SAME" && other.withdrawn_at is null))
                throw new StatementException($"Judgement {made[0].judgement_id} cannot be withdrawn: a later one moved mention m{row.mention_id} again. Withdraw that first.");
            Add(row.mention_id, row.entity_id, StoredWords.Verdict(row.verdict), row.rule, reason, row.score);
            if (stays)
                Place(row.mention_id, made.First(other => other.mention_id == row.mention_id && other.verdict == "SAME").entity_id, row.entity_id);
        }
        foreach (var row in made)
            bodies.Add(row.entity_id);
        if (Number == 0)
            Number = made[0].judgement_id;
    }

    /// <summary>A body that lost its mentions is answered for by the one that the mention which founded it belongs to; one that has mentions answers for itself.</summary>
    public void LetSurvivorsAnswer()
    {
        var concerned = open.Connection.Query<long>("""
            select entity_id
            from entity
            where entity_id in (select value from json_each(@bodies)) or merged_into in (select value from json_each(@bodies))
            order by entity_id
            """, new { bodies = Json([.. bodies]) }).AsList();
        bodies.UnionWith(concerned);
        open.Connection.Execute("""
            update entity
            set merged_into = case
                when exists (select 1 from mention m where m.entity_id = entity.entity_id) then null
                else (select m.entity_id from mention m where m.mention_id = entity.founding_mention)
            end
            where entity_id in (select value from json_each(@bodies));
            delete from former_id
            where id in (
                select public_id
                from entity
                where merged_into is null and entity_id in (select value from json_each(@bodies)));
            """, new { bodies = Json([.. bodies]) });
        foreach (var survivor in open.Connection.Query<long>("select distinct merged_into from entity where merged_into is not null and entity_id in (select value from json_each(@bodies))", new { bodies = Json([.. bodies]) }).AsList())
            bodies.Add(survivor);
    }

    /// <summary>The bodies whose rows change: those of the statement, and those said to be related to a mention that moved.</summary>
    public IdSet Touched()
    {
        var touched = new IdSet();
        foreach (var body in bodies)
            touched.Add(body);
        foreach (var related in open.Connection.Query<long>("""
            select distinct m.entity_id
            from claim c
            join mention m on m.mention_id = c.mention_id
            where c.object_id in (select value from json_each(@mentions)) and m.entity_id is not null
            """, new { mentions = Json([.. moved]) }))
            touched.Add(related);
        return touched;
    }

    /// <summary>The ids of the bodies of the statement that answer for themselves.</summary>
    public IReadOnlyList<string> Answering() => open.Connection.Query<string>(
        "select public_id from entity where merged_into is null and entity_id in (select value from json_each(@bodies)) order by entity_id", new { bodies = Json([.. bodies]) }).AsList();

    void Place(long mention, long from, long to)
    {
        open.Connection.Execute("update mention set entity_id = @to where mention_id = @mention", new { mention, to });
        Losing.Add(from);
        bodies.Add(from);
        bodies.Add(to);
        moved.Add(mention);
    }

    void Add(long mention, long body, Verdict verdict, string rule, string? reason, double? score = null)
    {
        var number = open.Connection.ExecuteScalar<long>("""
            insert into judgement (mention_id, entity_id, verdict, rule, reason, score, made_by, made_at)
            values (@mention, @body, @Verdict, @rule, @reason, @score, @by, @at)
            returning judgement_id
            """, new { mention, body, Verdict = StoredWords.Of(verdict), rule, reason, score, by, at });
        if (Number == 0)
            Number = number;
        bodies.Add(body);
    }

    static string Rows(string column) => $"""
        select judgement_id, mention_id, entity_id, verdict, rule, score, withdrawn_at
        from judgement
        where {column} = @instant
        order by judgement_id
        """;

    static string Json(IEnumerable<long> numbers) => $"[{string.Join(',', numbers)}]";

    sealed record JudgementRow(long judgement_id, long mention_id, long entity_id, string verdict, string rule, double? score, string? withdrawn_at);
}
