using Registry.Store.Text;

namespace Registry.Store;

/// <summary>
/// A publication under way, as resolution sees it: the mentions that have no body yet, the bodies they may be about, and the
/// judgements. What is decided is seen by the next question. Valid only inside the call of the <see cref="Resolution"/>.
/// </summary>
public sealed class Publication
{
    // Rows of runs that are staged, failed or being taken back are nobody's business; ours are.
    const string Visible = """
        (m.run_id = ?1 or not exists (
            select 1
            from run r
            where r.run_id = m.run_id and r.state <> 'PUBLISHED'))
        """;

    // A body like others to the ledger, but met by its holder: only when the holders are known.
    static readonly int Recognition = Vocabulary.Current.Type("Recognition")!.Number;

    const string ByIdentifier = $"""
        select m.entity_id
        from mention_identifier i
        join mention m on m.mention_id = i.mention_id
        where i.value = ?2 and i.scheme = ?3 and m.entity_id is not null and {Visible}
        """;

    const string ByName = $"""
        select m.entity_id
        from mention_name n
        join mention m on m.mention_id = n.mention_id
        join entity e on e.entity_id = m.entity_id
        where n.folded = ?2 and (?3 = 0 or e.type = ?3) and {Visible}
        """;

    static readonly string WithoutBody = $"""
            select m.mention_id, m.source_id, m.type, m.key, m.name, m.folded, m.place, m.run_id
            from mention m indexed by mention_without_entity
            where m.entity_id is null and m.link_only = ?2 and iif(m.type = {Recognition}, 1, 0) = ?5 and m.mention_id > ?3 and {Visible}
            order by m.mention_id
            limit ?4
            """;

    const string MentionsByName = $"""
        select n.mention_id
        from mention_name n
        join mention m on m.mention_id = n.mention_id
        where n.folded = ?2 and {Visible}
        """;

    const string MentionsByIdentifier = $"""
        select i.mention_id
        from mention_identifier i
        join mention m on m.mention_id = i.mention_id
        where i.value = ?2 and i.scheme = ?3 and {Visible}
        """;

    const string OneMention = """
        select m.mention_id, s.path, m.type, m.key, m.name, m.folded, m.place, m.run_id, m.link_only, m.entity_id
        from mention m
        join source s on s.source_id = m.source_id
        where m.mention_id = ?
        """;

    const int MostUncollected = 40_000;

    readonly Writer writer;
    readonly long source;
    readonly Staging staging;
    readonly Reassignment reassignment;
    readonly Occasions occasions;
    readonly ImpliedClaims implied;
    readonly string now;
    // Mentions of this run that were asked for.
    readonly IdSet own = new();
    readonly BeyondPage beyond;
    readonly Dictionary<long, string> sources;
    Dictionary<long, long> firstClaims = [];
    long nextEntity;
    int sinceCollected;
    long founders;
    long linkers;
    long recognitions;

    /// <param name="writer">The transaction under way.</param>
    /// <param name="run">The run that is published.</param>
    /// <param name="source">Its source.</param>
    /// <param name="staging">What the run staged.</param>
    /// <param name="predicates">The numbers of predicates.</param>
    /// <param name="closed">Mentions of which the list does not say any more what it said.</param>
    /// <param name="now">The moment, for judgements that are withdrawn and issues that are raised.</param>
    internal Publication(Writer writer, long run, long source, Staging staging, PredicateNumbers predicates, IReadOnlyCollection<long> closed, string now)
    {
        this.writer = writer;
        this.source = source;
        this.staging = staging;
        this.now = now;
        reassignment = new Reassignment(writer, now);
        occasions = new Occasions(writer);
        foreach (var mention in closed)
            Altered.Add(mention);
        implied = new ImpliedClaims(writer, predicates, run, Altered);
        Run = run;
        Closed = closed;
        beyond = new BeyondPage(writer, own, staging.Counts.Mentions);
        sources = Sources();
        nextEntity = FirstEntity = Scalar("select coalesce(max(entity_id), 0) from entity") + 1;
    }

    /// <summary>The run that is published.</summary>
    public long Run { get; }

    /// <summary>How many bodies were founded so far.</summary>
    public long EntitiesFounded => nextEntity - FirstEntity;

    /// <summary>How many issues were raised so far.</summary>
    public long IssuesRaised { get; private set; }

    internal long FirstEntity { get; }

    IReadOnlyCollection<long> Closed { get; }

    /// <summary>The mentions of which the publication closed or opened claims.</summary>
    internal IdSet Altered { get; } = new();

    /// <summary>Bodies that gained a mention.</summary>
    internal IdSet Touched { get; } = new();

    /// <summary>Bodies that another answers for now.</summary>
    internal IdSet Merged { get; } = new();

    /// <summary>Mentions that were taken from the bodies they had.</summary>
    internal Reassignment Reassigned => reassignment;

    /// <summary>Mentions of earlier runs that were given a body, or another one.</summary>
    internal HashSet<long> LateJudged { get; } = [];

    /// <summary>Mentions of earlier runs that have a body and of which this run says more: a name, an identifier, a place, that it may found one.</summary>
    public IReadOnlyList<long> Changed => [.. staging.Promoted
        .Concat(staging.LateIdentifiers.Select(late => late.Mention))
        .Concat(staging.LatePlaces.Select(late => late.Mention))
        .Concat(staging.Renamed.Ascending())
        .Distinct().Where(IsEarlier).Order()];

    /// <summary>
    /// The next mentions without a body, at most <paramref name="limit"/>: first those that may found one, in the order in which
    /// they came, then those that may only join one, then recognitions, whose holders are known by then. Those of earlier runs
    /// come again, since the body they need may be new. Empty when all were given.
    /// </summary>
    public IReadOnlyList<Mention> Next(int limit)
    {
        writer.Breathe();
        // A page outlives the young generations; without this the pages of a long list pile up before the collector looks.
        if (sinceCollected >= MostUncollected)
        {
            sinceCollected = 0;
            GC.Collect();
        }
        var found = Next(limit, linkOnly: 0, recognitions: 0, ref founders);
        if (found.Count == 0)
            found = Next(limit, linkOnly: 1, recognitions: 0, ref linkers);
        return found.Count > 0 ? found : Next(limit, linkOnly: 0, recognitions: 1, ref recognitions);
    }

    /// <summary>Mentions of recognitions that have a body and whose case is altered: their holder's mention is about another body now, or more is said of them.</summary>
    public IReadOnlyList<long> AlteredRecognitions => [.. LateJudged.SelectMany(occasions.HeldBy)
        .Concat(staging.Enriched.Ascending().Where(IsRecognition))
        .Distinct().Where(recognition => !own.Contains(recognition)).Order()];

    /// <summary>Who holds the recognitions of a range of mentions.</summary>
    public IReadOnlyList<Held> Holders(long first, long last) => occasions.Holders(first, last);

    /// <summary>The mentions of recognitions of a scheme that a body holds.</summary>
    public IReadOnlyList<long> RecognitionsOf(long body, string scheme) => occasions.HeldBy(body, scheme);

    /// <summary>On what occasion a recognition was given.</summary>
    public Occasion OccasionOf(long recognition) => occasions.Of(recognition);

    /// <summary>Mentions of earlier runs of which this one says more, or no more what was said.</summary>
    public IEnumerable<long> Restated => staging.Enriched.Ascending().Concat(Closed).Distinct();

    /// <summary>Mentions of earlier runs that were given a body, or another one.</summary>
    public IReadOnlyCollection<long> Moved => LateJudged;

    /// <summary>The relations that names imply in which a mention is subject or object.</summary>
    public IReadOnlyList<ImpliedClaim> Implied(long mention) => implied.Of(mention);

    /// <summary>Whether a source gives a mention a name now.</summary>
    public bool IsNamed(long mention) => implied.IsNamed(mention);

    /// <summary>Opens a relation that a name implies.</summary>
    /// <param name="subject">The mention that is the subject.</param>
    /// <param name="predicate">The predicate, in its canonical direction.</param>
    /// <param name="other">The mention that is the object.</param>
    /// <param name="named">The one of both whose name implies it.</param>
    public void Imply(long subject, string predicate, long other, long named)
    {
        if (implied.Open(subject, predicate, other, named))
            Touch(subject);
    }

    /// <summary>Closes a relation that no name implies any more.</summary>
    public void Close(ImpliedClaim claim)
    {
        implied.Close(claim);
        Touch(claim.Subject);
    }

    /// <summary>The texts noted that begin with a mark.</summary>
    public IReadOnlySet<string> Noted(char mark)
    {
        var rows = writer.Prepare("select distinct folded from mention_name where folded >= ?1 and folded < ?2").Bind(1, mark.ToString()).Bind(2, ((char)(mark + 1)).ToString());
        HashSet<string> texts = new(StringComparer.Ordinal);
        while (rows.Step())
            texts.Add(rows.Text(0));
        return texts;
    }

    /// <summary>Whether a body was founded by this run.</summary>
    public bool IsFounded(long body) => body >= FirstEntity;

    /// <summary>Whether a mention that has a body bears a name, also by a noted text.</summary>
    public bool IsBorne(string name) => IsAny(writer.Prepare(ByName).Bind(1, Run).Bind(2, name).Bind(3, 0));

    /// <summary>Whether a mention that has a body bears an identifier.</summary>
    public bool IsBorne(Identifier identifier) => IsAny(writer.Prepare(ByIdentifier).Bind(1, Run).Bind(2, identifier.Value).Bind(3, identifier.Scheme));

    /// <summary>
    /// Those of some texts by which a mention beyond the page that was last given is met, be it one that has no body. Asked once for many, in the
    /// order in which they lie; what is not among them no body bears, and none comes to bear it but by mentions of the page.
    /// </summary>
    public IReadOnlySet<string> MetBeyondPage(IEnumerable<string> texts) => beyond.Met(texts);

    /// <summary>The same for identifiers.</summary>
    public IReadOnlySet<Identifier> MetBeyondPage(IEnumerable<Identifier> identifiers) => beyond.Met(identifiers);

    /// <summary>The numbers of the mentions that bear a name or for which the text was noted.</summary>
    public IReadOnlyList<long> Bearing(string name) => Numbers(writer.Prepare(MentionsByName).Bind(1, Run).Bind(2, name));

    /// <summary>The numbers of the mentions that bear a valid identifier.</summary>
    public IReadOnlyList<long> Bearing(Identifier identifier) => Numbers(writer.Prepare(MentionsByIdentifier).Bind(1, Run).Bind(2, identifier.Value).Bind(3, identifier.Scheme));

    /// <summary>The numbers of the mentions that are about a body.</summary>
    public IReadOnlyList<long> MentionsOf(long body) => Numbers(writer.Prepare("select mention_id from mention where entity_id = ? order by mention_id").Bind(1, body));

    /// <summary>A mention by its number, with every name that it was ever known by.</summary>
    /// <exception cref="KeyNotFoundException">No mention has the number.</exception>
    public Mention Read(long mention)
    {
        var row = writer.Prepare(OneMention).Bind(1, mention);
        if (!row.Step())
            throw new KeyNotFoundException($"No mention has the number {mention}.");
        var read = new Mention(
            row.Long(0), row.Text(1), row.Int(2) == 0 ? null : Vocabulary.Current.Type(row.Int(2)), row.Text(3), row.Text(4), row.Text(5),
            row.IntOrNull(6), row.Int(8) == 1, row.Long(7) == Run, [], [], row.LongOrNull(9));
        row.Reset();
        var identifiers = ReadIdentifiers(writer.Prepare("select scheme, value from mention_identifier where mention_id = ? order by scheme, value").Bind(1, mention));
        return read with { Names = NamesOf(read), Identifiers = identifiers };
    }

    /// <summary>On what bodies were founded, and those for which they answer.</summary>
    public IReadOnlyList<Foundation> Foundations(IEnumerable<long> bodies)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        List<Foundation> foundations = [];
        foreach (var body in bodies)
        {
            var rows = writer.Prepare("select entity_id, founding_mention, merged_into from entity where entity_id = ?1 or merged_into = ?1 order by entity_id").Bind(1, body);
            while (rows.Step())
                foundations.Add(new Foundation(rows.Long(0), rows.Long(1), rows.LongOrNull(2)));
        }
        return foundations;
    }

    /// <summary>Withdraws a judgement of a rule.</summary>
    public void Withdraw(long judgement) =>
        writer.Prepare("update judgement set withdrawn_at = ?2 where judgement_id = ?1 and made_at is null and withdrawn_at is null").Bind(1, judgement).Bind(2, now).Run();

    /// <summary>Takes a mention from the body it has: the judgement is withdrawn. It may be given another.</summary>
    public void Release(long mention, long from)
    {
        reassignment.Release(mention, from);
        Touched.Add(from);
        LateJudged.Add(mention);
    }

    /// <summary>Lets a body answer for itself, or another for it.</summary>
    public void LetAnswer(long body, long? survivor)
    {
        writer.Prepare("update entity set merged_into = ?2 where entity_id = ?1").Bind(1, body).Bind(2, survivor).Run();
        Touched.Add(body);
        if (survivor is null)
        {
            writer.Prepare("delete from former_id where id = (select public_id from entity where entity_id = ?)").Bind(1, body).Run();
            Merged.Remove(body);
            return;
        }
        Merged.Add(body);
    }

    /// <summary>The bodies that bear a valid identifier.</summary>
    public IReadOnlyList<KnownEntity> Identified(Identifier identifier) => Known(writer.Prepare(ByIdentifier).Bind(1, Run).Bind(2, identifier.Value).Bind(3, identifier.Scheme));

    /// <summary>The bodies that a source calls by a name with this folded form, of one type or, where it is null, of any.</summary>
    public IReadOnlyList<KnownEntity> Named(string folded, EntityType? type) => Known(writer.Prepare(ByName).Bind(1, Run).Bind(2, folded).Bind(3, type?.Number ?? 0));

    /// <summary>A body by its number.</summary>
    /// <exception cref="KeyNotFoundException">No body has the number.</exception>
    public KnownEntity Entity(long entity)
    {
        var row = writer.Prepare("select public_id, type from entity where entity_id = ?").Bind(1, entity);
        if (!row.Step())
            throw new KeyNotFoundException($"No body has the number {entity}.");
        var (id, type) = (row.Text(0), Vocabulary.Current.Type(row.Int(1)));
        row.Reset();
        return new KnownEntity(entity, id, type, Names(entity), Places(entity), Identifiers(entity));
    }

    /// <summary>The judgements that stand about a mention, oldest first.</summary>
    public IReadOnlyList<Judgement> Standing(long mention)
    {
        var rows = writer.Prepare("""
            select judgement_id, entity_id, verdict, rule, reason, score, made_by
            from judgement
            where mention_id = ? and withdrawn_at is null
            order by judgement_id
            """).Bind(1, mention);
        List<Judgement> standing = [];
        while (rows.Step())
        {
            standing.Add(new Judgement(
                rows.Long(0), mention, rows.Long(1), StoredWords.Verdict(rows.Text(2)), rows.Text(3), rows.TextOrNull(4),
                rows.DoubleOrNull(5), rows.TextOrNull(6)));
        }
        return standing;
    }

    /// <summary>Founds a body of this type on a mention and judges the mention to be about it; gives the body's number.</summary>
    public long Found(long mention, EntityType type, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        var entity = nextEntity++;
        var claim = FirstClaim(mention);
        writer.Prepare("insert into entity (entity_id, public_id, type, founding_mention, founding_claim, founded_run) values (?, ?, ?, ?, ?, ?)")
            .Bind(1, entity).Bind(2, PublicId.Of(type, entity)).Bind(3, type.Number).Bind(4, mention).Bind(5, claim).Bind(6, Run).Run();
        Judge(mention, entity, Verdict.Same, "FOUNDING", reason);
        return entity;
    }

    /// <summary>Judges whether a mention is about a body. <see cref="Verdict.Same"/> gives it the body and settles its UNMATCHED issues.</summary>
    public void Judge(long mention, long entity, Verdict verdict, string rule, string? reason, double? score = null)
    {
        var judgement = writer.Prepare("insert into judgement (mention_id, entity_id, verdict, rule, reason, score, run_id) values (?, ?, ?, ?, ?, ?, ?)")
            .Bind(1, mention).Bind(2, entity).Bind(3, StoredWords.Of(verdict)).Bind(4, rule).Bind(5, reason).Bind(7, Run);
        (score is { } some ? judgement.Bind(6, some) : judgement.BindNull(6)).Run();
        if (verdict != Verdict.Same)
            return;
        writer.Prepare("update mention set entity_id = ?2 where mention_id = ?1").Bind(1, mention).Bind(2, entity).Run();
        Touched.Add(entity);
        if (own.Contains(mention) && !LateJudged.Contains(mention))
            return;
        LateJudged.Add(mention);
        writer.Prepare("update issue set settled_run = ?2 where mention_id = ?1 and settled_run is null").Bind(1, mention).Bind(2, Run).Run();
    }

    /// <summary>
    /// Lets one body answer for another that was founded apart: the mentions of the one that goes are judged anew to be about
    /// the one that stays, and its id answers with it. The judgements before are withdrawn, not lost.
    /// </summary>
    /// <exception cref="ArgumentException">They are the same, or one of them is merged already.</exception>
    public void Merge(long gone, long survivor, string rule, string reason)
    {
        if (gone == survivor || IsMerged(gone) || IsMerged(survivor))
            throw new ArgumentException($"Body {gone} cannot be merged into {survivor}: both must stand, and be two.");
        foreach (var mention in MentionsOf(gone))
        {
            writer.Prepare("update judgement set withdrawn_at = ?3 where mention_id = ?1 and entity_id = ?2 and verdict = 'SAME' and withdrawn_at is null")
                .Bind(1, mention).Bind(2, gone).Bind(3, now).Run();
            Judge(mention, survivor, Verdict.Same, rule, reason);
            LateJudged.Add(mention);
        }
        var answering = writer.Prepare("select entity_id from entity where entity_id = ?1 or merged_into = ?1").Bind(1, gone);
        while (answering.Step())
            Merged.Add(answering.Long(0));
        writer.Prepare("update entity set merged_into = ?2 where entity_id = ?1 or merged_into = ?1").Bind(1, gone).Bind(2, survivor).Run();
    }

    /// <summary>Notes a further text by which a mention can be met again through <see cref="Named"/>.</summary>
    public void Note(long mention, string text)
    {
        writer.Prepare("insert into mention_name (folded, mention_id) values (?, ?) on conflict do nothing").Bind(1, text).Bind(2, mention).Run();
        beyond.Note(text);
    }

    /// <summary>Raises an issue about a mention, unless the same one is open; one that is open and says otherwise is settled.</summary>
    public void Raise(long mention, StagedIssue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        var open = writer.Prepare("select issue_id, message from issue where mention_id = ? and code = ? and settled_run is null").Bind(1, mention).Bind(2, issue.Code);
        var (number, message) = open.Step() ? (open.Long(0), open.Text(1)) : (0, null);
        open.Reset();
        if (message == issue.Message)
            return;
        if (message is not null)
            writer.Prepare("update issue set settled_run = ?2 where issue_id = ?1").Bind(1, number).Bind(2, Run).Run();
        Issue.Write(writer, source, Run, issue, mention, now);
        IssuesRaised++;
    }

    // Those of a page of new mentions were read with it.
    long? FirstClaim(long mention)
    {
        if (firstClaims.TryGetValue(mention, out var read))
            return read;
        var first = writer.Prepare("select min(claim_id) from claim where mention_id = ?").Bind(1, mention);
        first.Step();
        var claim = first.LongOrNull(0);
        first.Reset();
        return claim;
    }

    Dictionary<long, long> FirstClaims(List<Mention> mentions)
    {
        Dictionary<long, long> first = [];
        if (mentions.Count == 0 || !AreNeighbours(mentions))
            return first;
        var rows = writer.Prepare("select mention_id, min(claim_id) from claim where mention_id between ? and ? group by mention_id order by mention_id")
            .Bind(1, mentions[0].Id).Bind(2, mentions[^1].Id);
        while (rows.Step())
            first.Add(rows.Long(0), rows.Long(1));
        return first;
    }

    Dictionary<long, string> Sources()
    {
        var rows = writer.Prepare("select source_id, path from source");
        Dictionary<long, string> paths = [];
        while (rows.Step())
            paths.Add(rows.Long(0), rows.Text(1));
        return paths;
    }

    List<Mention> Next(int limit, int linkOnly, int recognitions, ref long after)
    {
        var rows = writer.Prepare(WithoutBody).Bind(1, Run).Bind(2, linkOnly).Bind(3, after).Bind(4, limit).Bind(5, recognitions);
        List<Mention> found = [];
        while (rows.Step())
        {
            found.Add(new Mention(
                rows.Long(0), sources[rows.Long(1)], rows.Int(2) == 0 ? null : Vocabulary.Current.Type(rows.Int(2)), rows.Text(3), rows.Text(4),
                rows.Text(5), rows.IntOrNull(6), linkOnly == 1, rows.Long(7) == Run, [], []));
        }
        var identifiers = IdentifiersOf(found);
        for (var i = 0; i < found.Count; i++)
            found[i] = found[i] with { Names = NamesOf(found[i]), Identifiers = identifiers.GetValueOrDefault(found[i].Id, []) };
        foreach (var mention in found.Where(mention => mention.IsNew))
            own.Add(mention.Id);
        beyond.Turn(found);
        firstClaims = linkOnly == 0 ? FirstClaims(found) : [];
        after = found.Count > 0 ? found[^1].Id : after;
        sinceCollected += found.Count;
        return found;
    }

    List<KnownEntity> Known(Statement rows)
    {
        List<long> entities = [];
        while (rows.Step())
        {
            if (!entities.Contains(rows.Long(0)))
                entities.Add(rows.Long(0));
        }
        entities.Sort();
        return entities.ConvertAll(Entity);
    }

    List<string> Names(long entity) =>
        Texts(writer.Prepare("select distinct folded from mention where entity_id = ? order by folded").Bind(1, entity));

    // Most mentions of a list bear the one name they were met with.
    IReadOnlyList<string> NamesOf(Mention mention)
    {
        if (mention.IsNew && !staging.Renamed.Contains(mention.Id))
            return [mention.Folded];
        // Also names that it bore before: which of two lists came first must not decide whether they are met.
        var written = Texts(writer.Prepare("""
            select distinct c.value
            from claim c
            join predicate p on p.predicate_id = c.predicate_id
            where c.mention_id = ? and p.name like 'name:%'
            """).Bind(1, mention.Id));
        return [.. written.Select(FoldedName.Of).Append(mention.Folded).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    static List<string> Texts(Statement rows)
    {
        List<string> texts = [];
        while (rows.Step())
            texts.Add(rows.Text(0));
        return texts;
    }

    List<int> Places(long entity)
    {
        var rows = writer.Prepare("select distinct place from mention where entity_id = ? and place is not null order by place").Bind(1, entity);
        List<int> places = [];
        while (rows.Step())
            places.Add(rows.Int(0));
        return places;
    }

    List<Identifier> Identifiers(long entity) => ReadIdentifiers(writer.Prepare("""
        select distinct i.scheme, i.value
        from mention m
        join mention_identifier i on i.mention_id = m.mention_id
        where m.entity_id = ?
        order by i.scheme, i.value
        """).Bind(1, entity));

    // New mentions lie side by side and are read in one go; those that earlier runs left lie apart.
    Dictionary<long, List<Identifier>> IdentifiersOf(List<Mention> mentions)
    {
        Dictionary<long, List<Identifier>> identifiers = [];
        if (mentions.Count == 0)
            return identifiers;
        if (AreNeighbours(mentions))
            ReadIdentifiers(identifiers, mentions[0].Id, mentions[^1].Id);
        else
            mentions.ForEach(mention => ReadIdentifiers(identifiers, mention.Id, mention.Id));
        return identifiers;
    }

    static bool AreNeighbours(List<Mention> mentions) => mentions[^1].Id - mentions[0].Id < 4L * mentions.Count;

    void ReadIdentifiers(Dictionary<long, List<Identifier>> into, long first, long last)
    {
        var rows = writer.Prepare("""
            select mention_id, scheme, value
            from mention_identifier indexed by mention_identifier_of_mention
            where mention_id between ? and ?
            order by mention_id, scheme, value
            """).Bind(1, first).Bind(2, last);
        while (rows.Step())
        {
            if (!into.TryGetValue(rows.Long(0), out var of))
                into.Add(rows.Long(0), of = []);
            of.Add(new Identifier(rows.Text(1), rows.Text(2)));
        }
    }

    static List<Identifier> ReadIdentifiers(Statement rows)
    {
        List<Identifier> identifiers = [];
        while (rows.Step())
            identifiers.Add(new Identifier(rows.Text(0), rows.Text(1)));
        return identifiers;
    }

    static List<long> Numbers(Statement rows)
    {
        List<long> numbers = [];
        while (rows.Step())
            numbers.Add(rows.Long(0));
        return numbers;
    }

    void Touch(long mention)
    {
        var row = writer.Prepare("select entity_id from mention where mention_id = ?").Bind(1, mention);
        row.Step();
        var body = row.LongOrNull(0);
        row.Reset();
        if (body is { } known)
            Touched.Add(known);
    }

    bool IsEarlier(long mention) => IsAny(writer.Prepare("select 1 from mention where mention_id = ? and run_id <> ? and entity_id is not null").Bind(1, mention).Bind(2, Run));

    bool IsRecognition(long mention)
    {
        var row = writer.Prepare("select type from mention where mention_id = ? and entity_id is not null").Bind(1, mention);
        var isOne = row.Step() && row.Int(0) == Recognition;
        row.Reset();
        return isOne;
    }

    static bool IsAny(Statement rows)
    {
        var any = rows.Step();
        rows.Reset();
        return any;
    }

    bool IsMerged(long entity)
    {
        var row = writer.Prepare("select 1 from entity where entity_id = ? and merged_into is not null").Bind(1, entity);
        var merged = row.Step();
        row.Reset();
        return merged;
    }

    long Scalar(string sql)
    {
        var row = writer.Prepare(sql);
        row.Step();
        var value = row.Long(0);
        row.Reset();
        return value;
    }
}
