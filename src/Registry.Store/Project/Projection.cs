
namespace Registry.Store;

/// <summary>
/// Makes the read model's rows of bodies from the ledger. What it writes depends on the ledger alone, so that rows brought up
/// to date run by run are the rows of a rebuild.
/// </summary>
/// <param name="writer">The transaction under way.</param>
/// <param name="predicates">The numbers of predicates.</param>
/// <param name="run">The run being published, 0 for none: its staged claims count.</param>
/// <param name="firstNew">Bodies from this number on have no rows yet.</param>
/// <param name="altered">The mentions of which the transaction closed or opened claims; none where missing.</param>
sealed class Projection(Writer writer, PredicateNumbers predicates, long run, long firstNew, IdSet? altered = null) : IDisposable
{
    static readonly string children = $"""
        select other_id
        from relation
        where entity_id = ? and predicate in ({string.Join(", ", Places.Upwards.Select(predicate => -predicate))})
        """;

    readonly EntityClaims claims = new(writer, predicates, run);
    readonly Postings postings = new(writer);
    readonly NameBlocks blocks = new(writer);
    readonly Queue<long> moved = [];
    readonly IdSet waiting = new();

    /// <summary>Projects bodies that were known before, and those that lie in a body which now lies elsewhere.</summary>
    public void Project(IEnumerable<long> entities)
    {
        var places = new Places(claims);
        using var rows = new EntityRows(writer, postings, blocks);
        foreach (var entity in entities.Where(entity => entity < firstNew))
            Project(entity, places, rows);
        while (moved.TryDequeue(out var below))
        {
            waiting.Remove(below);
            Project(below, places, rows);
        }
        postings.Flush();
        blocks.Write();
    }

    /// <summary>Projects every new body, after those known before.</summary>
    public void ProjectNew()
    {
        writer.WriteNewBodies(firstNew, areMany =>
        {
            using var beside = writer.OpenBeside();
            using var newBodies = new NewBodies(writer, claims.Day, postings, blocks);
            if (areMany)
            {
                postings.TakeIn();
                newBodies.TakeInDivisions();
            }
            newBodies.Project(Pages(beside).From(firstNew));
            postings.Flush();
            blocks.Write();
        });
    }

    public void Dispose() => postings.Dispose();

    BodyPages Pages(Beside? beside) => beside is null
        ? new BodyPages(writer, claims, new Places(claims))
        : new BodyPagesAhead(writer, beside, claims, new Places(claims), altered ?? new IdSet());

    void Project(long entity, Places places, EntityRows rows)
    {
        writer.Breathe();
        var body = Find(entity);
        if (body.MergedInto is { } survivor)
        {
            rows.Remove(body, body.PublicId, survivor);
            return;
        }
        var own = claims.Of(entity);
        var where = places.Of(entity, body.Type.Number, own);
        if (rows.Replace(body, new Facts(entity, body.Type, own, claims.SymmetricTo(entity), body.FoundingName, claims.Day), where))
            QueueChildren(entity);
    }

    void QueueChildren(long entity)
    {
        var below = writer.Prepare(children).Bind(1, entity);
        while (below.Step())
        {
            if (waiting.Add(below.Long(0)))
                moved.Enqueue(below.Long(0));
        }
    }

    Body Find(long entity)
    {
        var row = writer.Prepare("""
            select e.public_id, e.type, m.name, e.merged_into
            from entity e
            join mention m on m.mention_id = e.founding_mention
            where e.entity_id = ?
            """).Bind(1, entity);
        if (!row.Step())
            throw new StoreException($"The ledger has no body of the number {entity}, or not the mention that founded it.");
        var body = new Body(entity, row.Text(0), Vocabulary.Current.Type(row.Int(1)), row.Text(2), row.LongOrNull(3));
        row.Reset();
        return body;
    }
}
