
namespace Registry.Store;

/// <summary>What a claim speaks of.</summary>
enum Topic
{
    Type,
    Name,
    Identifier,
    Relation,
    Property,
}

/// <summary>A predicate of the ledger, read: its topic, its word (kind, scheme, attribute) and, of a relation, the predicate.</summary>
sealed record ReadPredicate(Topic Topic, string Word, RelationPredicate? Relation)
{
    public static ReadPredicate Of(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var word = name[(colon + 1)..];
        return (colon < 0 ? name : name[..colon]) switch
        {
            "name" => new ReadPredicate(Topic.Name, word, null),
            "identifier" => new ReadPredicate(Topic.Identifier, word, null),
            "rel" => new ReadPredicate(Topic.Relation, word, Vocabulary.Current.Relation(word)!.Value.Predicate),
            "prop" => new ReadPredicate(Topic.Property, word, null),
            _ => new ReadPredicate(Topic.Type, word, null),
        };
    }
}

/// <summary>A claim about a body, as the projection needs it.</summary>
sealed class BodyClaim
{
    public long Id { get; init; }
    public required ReadPredicate Predicate { get; init; }
    public string? Value { get; init; }
    public long OpenedRun { get; init; }
    public bool IsOpen { get; init; }
    public ClaimFlags Flags { get; init; }
    public string? ValidFrom { get; init; }
    public string? ValidTo { get; init; }
    public int? Status { get; init; }
    public int? Basis { get; init; }
    public int Authority { get; set; }

    /// <summary>Of a relation that was read without the bodies: the mention at its other end.</summary>
    public long? OtherMention { get; init; }

    /// <summary>Of a relation: the other body, where it is known.</summary>
    public long? Other { get; set; }

    public int OtherType { get; set; }

    /// <summary>The place that its mention gives.</summary>
    public int? Place { get; init; }

    /// <summary>
    /// Best first: what stands before what was closed, the more authoritative source, the later run, the smaller number.
    /// The last makes the order total, so that a rebuild chooses the same.
    /// </summary>
    public static Comparison<BodyClaim> BestFirst { get; } = (one, other) =>
        (!one.IsOpen).CompareTo(!other.IsOpen) is var standing and not 0 ? standing
        : one.Authority.CompareTo(other.Authority) is var authority and not 0 ? authority
        : other.OpenedRun.CompareTo(one.OpenedRun) is var later and not 0 ? later
        : one.Id.CompareTo(other.Id);
}

/// <summary>
/// Reads the claims about a body out of the ledger: of all its mentions, without what is staged or being taken back. In no
/// order: what is made of them depends on none, and sorting a handful of rows in the database costs more than reading them.
/// </summary>
sealed class EntityClaims
{
    const string Columns = """
        select c.claim_id, c.predicate_id, c.value, c.opened_run, c.closed_run, c.flags, c.valid_from, c.valid_to, c.status,
            c.basis, o.entity_id, oe.type, m.place
        """;

    const string OfEntities = $"""
        {Columns}, m.source_id, m.entity_id
        from mention m
        join claim c on c.mention_id = m.mention_id
        left join mention o on o.mention_id = c.object_id
        left join entity oe on oe.entity_id = o.entity_id
        where m.entity_id between ? and ?
        order by m.entity_id
        """;

    const string SymmetricToEntities = $"""
        {Columns}, o.source_id, m.entity_id
        from mention m
        join claim c on c.object_id = m.mention_id and c.predicate_id in (select value from json_each(?3))
        join mention o on o.mention_id = c.mention_id
        left join entity oe on oe.entity_id = o.entity_id
        where m.entity_id between ?1 and ?2
        order by m.entity_id
        """;

    const string OfEntity = $"""
        {Columns}, m.source_id
        from mention m
        join claim c on c.mention_id = m.mention_id
        left join mention o on o.mention_id = c.object_id
        left join entity oe on oe.entity_id = o.entity_id
        where m.entity_id = ?
        """;

    const string SymmetricToEntity = $"""
        {Columns}, o.source_id
        from mention m
        join claim c on c.object_id = m.mention_id and c.predicate_id in (select value from json_each(?2))
        join mention o on o.mention_id = c.mention_id
        left join entity oe on oe.entity_id = o.entity_id
        where m.entity_id = ?1
        """;

    readonly Writer writer;
    readonly Dictionary<int, ReadPredicate> predicates;
    readonly Dictionary<long, int> authorities = [];
    readonly HashSet<long> invisibleRuns = [];
    readonly string symmetric;

    public EntityClaims(Writer writer, PredicateNumbers numbers, long run)
    {
        this.writer = writer;
        Day = Store.Day.Reached(writer);
        predicates = numbers.All(writer).ToDictionary(predicate => predicate.Key, predicate => ReadPredicate.Of(predicate.Value));
        symmetric = $"[{string.Join(',', Symmetric)}]";
        var sources = writer.Prepare("select source_id, authority from source");
        while (sources.Step())
            authorities.Add(sources.Long(0), sources.Int(1));
        var runs = writer.Prepare("""
            select distinct r.run_id
            from run r
            where r.state <> 'PUBLISHED' and r.run_id <> ? and exists (select 1 from batch b where b.run_id = r.run_id)
            """).Bind(1, run);
        while (runs.Step())
            invisibleRuns.Add(runs.Long(0));
    }

    /// <summary>The numbers of the symmetric predicates, ascending.</summary>
    public IEnumerable<int> Symmetric => predicates.Where(predicate => predicate.Value.Relation is { Symmetric: true }).Select(predicate => predicate.Key).Order();

    /// <summary>The day that the ledger has reached; null before the first.</summary>
    public string? Day { get; }

    /// <summary>The claims of a body's mentions.</summary>
    public List<BodyClaim> Of(long entity) => Read(writer.Prepare(OfEntity).Bind(1, entity));

    /// <summary>The claims by which others say a symmetric relation to the body, as if it said them.</summary>
    public List<BodyClaim> SymmetricTo(long entity) => symmetric == "[]" ? [] : Read(writer.Prepare(SymmetricToEntity).Bind(1, entity).Bind(2, symmetric));

    /// <summary>The claims of all bodies of a range of numbers, and those that say a symmetric relation to them.</summary>
    public void OfAll(long first, long last, List<ReadBody> bodies)
    {
        Read(writer.Prepare(OfEntities).Bind(1, first).Bind(2, last), bodies, body => body.Own);
        if (symmetric != "[]")
            Read(writer.Prepare(SymmetricToEntities).Bind(1, first).Bind(2, last).Bind(3, symmetric), bodies, body => body.Symmetric);
    }

    /// <summary>What a predicate's number stands for.</summary>
    public ReadPredicate Predicate(int number) => predicates[number];

    /// <summary>How far a source is to be trusted: 1 is the most authoritative.</summary>
    public int Authority(long source) => authorities[source];

    /// <summary>Whether what a run opened counts: it is published, or is being published.</summary>
    public bool Counts(long run) => !invisibleRuns.Contains(run);

    // Both in the order of their numbers: a row belongs to the body at hand or to one after it.
    void Read(Statement rows, List<ReadBody> bodies, Func<ReadBody, List<BodyClaim>> of)
    {
        var at = 0;
        while (rows.Step())
        {
            while (bodies[at].Body.Id < rows.Long(14))
                at++;
            if (Counts(rows.Long(3)))
                of(bodies[at]).Add(ReadOne(rows));
        }
    }

    List<BodyClaim> Read(Statement rows)
    {
        List<BodyClaim> claims = [];
        while (rows.Step())
        {
            if (Counts(rows.Long(3)))
                claims.Add(ReadOne(rows));
        }
        return claims;
    }

    BodyClaim ReadOne(Statement row) => new()
    {
        Id = row.Long(0),
        Predicate = predicates[row.Int(1)],
        Value = row.TextOrNull(2),
        OpenedRun = row.Long(3),
        IsOpen = row.IsNull(4),
        Flags = (ClaimFlags)row.Int(5),
        ValidFrom = row.TextOrNull(6),
        ValidTo = row.TextOrNull(7),
        Status = row.IntOrNull(8),
        Basis = row.IntOrNull(9),
        Other = row.LongOrNull(10),
        OtherType = row.Int(11),
        Place = row.IntOrNull(12),
        Authority = authorities[row.Long(13)],
    };
}
