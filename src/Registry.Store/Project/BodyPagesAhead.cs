namespace Registry.Store;

/// <summary>
/// The same pages, the claims of the next one read beside the transaction while it writes the rows of those before: claims stand in the ledger
/// long before they are published. Which bodies mentions are about, only the transaction knows; and of the mentions of which it has
/// itself closed or opened claims, it is asked.
/// </summary>
/// <param name="writer">The transaction under way.</param>
/// <param name="beside">Reads what was committed before it.</param>
/// <param name="claims">The ledger's claims.</param>
/// <param name="places">Where bodies lie.</param>
/// <param name="altered">The mentions of which the transaction closed or opened claims.</param>
sealed class BodyPagesAhead(Writer writer, Beside beside, EntityClaims claims, Places places, IdSet altered) : BodyPages(writer, claims, places)
{
    // Asking the transaction waits until the rows before are written: it is asked for so many pages at once.
    const int PagesAtOnce = 8;
    const int OthersKept = 100_000;

    const string Columns = "c.claim_id, c.predicate_id, c.value, c.opened_run, c.closed_run, c.flags, c.valid_from, c.valid_to, c.status, c.basis";

    const string OfMentions = $"""
        select {Columns}, c.object_id, c.mention_id
        from claim c
        where c.mention_id between ? and ?
        order by c.mention_id
        """;

    readonly string? symmetricToMention = claims.Symmetric.ToList() is { Count: > 0 } symmetric
        ? $"""
            select {Columns}, c.mention_id
            from claim c
            where c.object_id = ? and c.predicate_id in ({string.Join(", ", symmetric)})
            """
        : null;

    readonly Dictionary<long, Other> others = [];

    public override IEnumerable<List<ReadBody>> From(long first)
    {
        while (Bodies(first, PagesAtOnce * PageLength) is [.., var last] bodies)
        {
            foreach (var page in ReadAhead(Asked(bodies)))
            {
                Complete(page);
                yield return page.Bodies;
            }
            first = last.Body.Id + 1;
        }
    }

    IEnumerable<AskedPage> ReadAhead(List<AskedPage> pages)
    {
        var reading = Task.Run(() => Read(pages[0]));
        try
        {
            for (var next = 1; next <= pages.Count; next++)
            {
                reading.GetAwaiter().GetResult();
                if (next < pages.Count)
                    reading = Begin(pages[next]);
                yield return pages[next - 1];
            }
        }
        finally
        {
            // Whatever ended the loop: nothing may go on behind a transaction that is over.
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }
    }

    Task Begin(AskedPage page) => Task.Run(() => Read(page));

    List<AskedPage> Asked(List<ReadBody> bodies)
    {
        List<AskedPage> pages = [.. bodies.Chunk(PageLength).Select(page => new AskedPage([.. page], []))];
        var rows = Writer.Prepare("select mention_id, entity_id, place, source_id from mention where entity_id between ? and ? order by entity_id, mention_id")
            .Bind(1, bodies[0].Body.Id).Bind(2, bodies[^1].Body.Id);
        var at = 0;
        while (rows.Step())
        {
            while (bodies[at].Body.Id < rows.Long(1))
                at++;
            pages[at / PageLength].Mentions.Add(rows.Long(0), new MentionOfBody(bodies[at], rows.IntOrNull(2), Claims.Authority(rows.Long(3))));
        }
        return pages;
    }

    void Read(AskedPage page)
    {
        if (page.Mentions.Count == 0)
            return;
        var rows = beside.Prepare(OfMentions);
        var (first, last) = (page.Mentions.Keys.Min(), page.Mentions.Keys.Max());
        // Those of a new list lie side by side.
        if (last - first < 4L * page.Mentions.Count)
            ReadOwn(rows.Bind(1, first).Bind(2, last), page);
        else
            foreach (var mention in page.Mentions.Keys)
                ReadOwn(rows.Bind(1, mention).Bind(2, mention), page);
        if (symmetricToMention is not null)
            foreach (var (id, mention) in page.Mentions)
                ReadSymmetric(beside.Prepare(symmetricToMention).Bind(1, id), mention);
    }

    void ReadOwn(Statement rows, AskedPage page)
    {
        (long Id, MentionOfBody? Of) at = default;
        while (rows.Step())
        {
            if (rows.Long(11) != at.Id)
                at = (rows.Long(11), page.Mentions.GetValueOrDefault(rows.Long(11)));
            if (at.Of is { } mention && Claims.Counts(rows.Long(3)))
                mention.Body.Own.Add(ReadOne(rows, mention));
        }
    }

    void ReadSymmetric(Statement rows, MentionOfBody mention)
    {
        while (rows.Step())
            if (Claims.Counts(rows.Long(3)))
                mention.Body.Symmetric.Add(ReadOne(rows, mention));
    }

    BodyClaim ReadOne(Statement row, MentionOfBody mention) => new()
    {
        Id = row.Long(0),
        Predicate = Claims.Predicate(row.Int(1)),
        Value = row.TextOrNull(2),
        OpenedRun = row.Long(3),
        IsOpen = row.IsNull(4),
        Flags = (ClaimFlags)row.Int(5),
        ValidFrom = row.TextOrNull(6),
        ValidTo = row.TextOrNull(7),
        Status = row.IntOrNull(8),
        Basis = row.IntOrNull(9),
        OtherMention = row.LongOrNull(10),
        Place = mention.Place,
        Authority = mention.Authority,
    };

    // What names imply, the only claims that a publication opens itself, is not symmetric: such a claim is altered by its subject alone.
    void Complete(AskedPage page)
    {
        foreach (var body in page.Mentions.Where(mention => altered.Contains(mention.Key)).Select(mention => mention.Value.Body).Distinct())
            body.Own = Claims.Of(body.Body.Id);
        foreach (var body in page.Bodies)
        {
            foreach (var claim in body.Own)
                Complete(claim);
            if (body.Symmetric.Exists(claim => altered.Contains(claim.OtherMention!.Value)))
                body.Symmetric = Claims.SymmetricTo(body.Body.Id);
            foreach (var claim in body.Symmetric)
                claim.Authority = Complete(claim) is { } other ? Claims.Authority(other.Source) : claim.Authority;
        }
        SeeAbove(page.Bodies);
    }

    Other? Complete(BodyClaim claim)
    {
        if (claim.OtherMention is not { } mention)
            return null;
        var other = OtherOf(mention);
        (claim.Other, claim.OtherType) = (other.Body, other.Type);
        return other;
    }

    Other OtherOf(long mention)
    {
        if (others.TryGetValue(mention, out var known))
            return known;
        if (others.Count >= OthersKept)
            others.Clear();
        var row = Writer.Prepare("""
            select m.entity_id, e.type, m.source_id
            from mention m
            left join entity e on e.entity_id = m.entity_id
            where m.mention_id = ?
            """).Bind(1, mention);
        if (!row.Step())
            throw new StoreException($"A claim speaks of the mention {mention}, which the ledger does not have.");
        var other = new Other(row.LongOrNull(0), row.Int(1), row.Long(2));
        row.Reset();
        return others[mention] = other;
    }

    sealed record MentionOfBody(ReadBody Body, int? Place, int Authority);

    sealed record AskedPage(List<ReadBody> Bodies, Dictionary<long, MentionOfBody> Mentions);

    readonly record struct Other(long? Body, int Type, long Source);
}
