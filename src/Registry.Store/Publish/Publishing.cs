using Dapper;
using Registry.Store.Text;

namespace Registry.Store;

/// <summary>A run with what it staged, on its way to being published.</summary>
sealed record StagedRun(long Id, long SourceId, Source Source, Staging Staging, long Issues);

/// <summary>
/// Makes what a run staged part of the registry: closes what vanished, resolves the mentions, projects the bodies touched and
/// raises the release. Runs inside one transaction, which is what keeps the old release whole until the new one is.
/// </summary>
sealed class Publishing(PredicateNumbers predicates, TimeProvider clock)
{
    public void Publish(Writer open, StagedRun run, Resolution resolution)
    {
        var now = Instant.Text(clock.GetUtcNow());
        var release = RaiseRelease(open, run.Id, now);
        var ended = Day.Turn(open, Day.Today(clock));
        TakeInLateFacts(open, run);
        var closed = run.Source.Coverage == Coverage.Full ? CloseVanished(open, run) : [];
        var publication = new Publication(open, run.Id, run.SourceId, run.Staging, predicates, closed, now);
        resolution(publication, open.Current);
        open.Breathe();
        var touched = Touched(open, run, publication, closed);
        TakeOverAuthority(open, run, touched);
        foreach (var recognition in ended)
            touched.Add(recognition);
        using var projection = new Projection(open, predicates, run.Id, publication.FirstEntity, publication.Altered);
        // A fact belongs to one body: those that lost it, or that another answers for now, let go of it before that one takes it.
        publication.Reassigned.LetGo(projection, body => !publication.Merged.Contains(body));
        projection.Project(publication.Merged.Ascending());
        projection.Project(touched.Ascending().Where(entity => !publication.Merged.Contains(entity)));
        projection.ProjectNew();
        WriteChanges(open, release, touched, publication.FirstEntity);
        open.Breathe();
        End(open, run, publication, release, closed.Count, now);
    }

    static long RaiseRelease(Writer open, long run, string now) => open.Connection.ExecuteScalar<long>("""
        insert into release (release_id, run_id, published_at)
        select coalesce(max(release_id), 0) + 1, @run, @now
        from release
        returning release_id
        """, new { run, now });

    static void TakeInLateFacts(Writer open, StagedRun run)
    {
        foreach (var mention in run.Staging.Promoted)
            open.Prepare("update mention set link_only = 0 where mention_id = ?").Bind(1, mention).Run();
        foreach (var (mention, identifier) in run.Staging.LateIdentifiers)
            Staging.WriteIdentifier(open, mention, identifier);
        foreach (var (mention, place) in run.Staging.LatePlaces)
            open.Prepare("update mention set place = ?2 where mention_id = ?1").Bind(1, mention).Bind(2, place).Run();
        TakeInNames(open, run);
    }

    // Only now, and in their own order: nobody asks for the names of a run that is not published, and a million of them put
    // one by one among those that are there would touch a page for each.
    static void TakeInNames(Writer open, StagedRun run)
    {
        open.Prepare("""
            insert into mention_name (folded, mention_id)
            select m.folded, m.mention_id
            from batch b
            join mention m on m.mention_id between b.first_mention and b.last_mention
            where b.run_id = ?
            order by m.folded, m.mention_id
            """).Bind(1, run.Id).Run();
        foreach (var mention in run.Staging.Renamed.Ascending())
            TakeInFurtherNames(open, run.Id, mention);
    }

    static void TakeInFurtherNames(Writer open, long run, long mention)
    {
        var rows = open.Prepare("""
            select c.value
            from claim c
            join predicate p on p.predicate_id = c.predicate_id
            where c.mention_id = ? and c.opened_run = ? and p.name like 'name:%'
            """).Bind(1, mention).Bind(2, run);
        List<string> names = [];
        while (rows.Step())
            names.Add(FoldedName.Of(rows.Text(0)));
        foreach (var folded in names)
            open.Prepare("insert into mention_name (folded, mention_id) values (?, ?) on conflict do nothing").Bind(1, folded).Bind(2, mention).Run();
    }

    /// <summary>Closes the claims of a whole list that its new edition does not make; gives their mentions' numbers.</summary>
    static List<long> CloseVanished(Writer open, StagedRun run)
    {
        List<(long Claim, long Mention)> vanished = [];
        foreach (var batch in PublishedBatches(open, run.SourceId))
        {
            var claims = open.Prepare("select claim_id, mention_id from claim where claim_id between ? and ? and closed_run is null")
                .Bind(1, batch.first_claim).Bind(2, batch.last_claim);
            while (claims.Step())
            {
                if (!run.Staging.Seen.Contains(claims.Long(0)))
                    vanished.Add((claims.Long(0), claims.Long(1)));
            }
        }
        foreach (var (claim, _) in vanished)
            open.Prepare("update claim set closed_run = ? where claim_id = ?").Bind(1, run.Id).Bind(2, claim).Run();
        return vanished.ConvertAll(claim => claim.Mention);
    }

    /// <summary>The bodies known before of which this run says something else; those it founded are new as a whole.</summary>
    static IdSet Touched(Writer open, StagedRun run, Publication publication, IEnumerable<long> closed)
    {
        var touched = new IdSet();
        foreach (var mention in closed.Concat(run.Staging.Enriched.Ascending()).Concat(run.Staging.LatePlaces.Select(late => late.Mention)))
            AddEntities(touched, open.Prepare("select entity_id from mention where mention_id = ? and entity_id is not null").Bind(1, mention));
        foreach (var entity in publication.Touched.Ascending().Concat(publication.Merged.Ascending()))
            touched.Add(entity);
        foreach (var mention in publication.LateJudged)
        {
            // The bodies that were said to be related to a mention which is only now known. Those of this run's own mentions
            // are touched by what the run says of them.
            AddEntities(touched, open.Prepare("""
                select m.entity_id
                from claim c
                join mention m on m.mention_id = c.mention_id
                where c.object_id = ? and m.entity_id is not null
                """).Bind(1, mention));
        }
        return touched;
    }

    static void TakeOverAuthority(Writer open, StagedRun run, IdSet touched)
    {
        var changed = open.Connection.Execute(
            "update source set authority = @Authority where source_id = @SourceId and authority <> @Authority", new { run.Source.Authority, run.SourceId });
        if (changed > 0)
            AddEntities(touched, open.Prepare("select distinct entity_id from mention where source_id = ? and entity_id is not null").Bind(1, run.SourceId));
    }

    static void AddEntities(IdSet touched, Statement rows)
    {
        while (rows.Step())
            touched.Add(rows.Long(0));
    }

    static List<BatchRow> PublishedBatches(Writer open, long source) => open.Connection.Query<BatchRow>("""
        select b.run_id, b.number, b.first_record, b.last_record, b.first_mention, b.last_mention, b.first_claim, b.last_claim
        from batch b
        join run r on r.run_id = b.run_id
        where r.source_id = @source and r.state = 'PUBLISHED'
        order by b.first_claim
        """, new { source }).AsList();

    static void WriteChanges(Writer open, long release, IdSet touched, long firstFounded)
    {
        foreach (var entity in touched.Ascending().TakeWhile(entity => entity < firstFounded))
            open.Prepare("insert into entity_change (release_id, entity_id, founded) values (?, ?, 0)").Bind(1, release).Bind(2, entity).Run();
        open.Prepare("insert into entity_change (release_id, entity_id, founded) select ?1, entity_id, 1 from entity where entity_id >= ?2 order by entity_id")
            .Bind(1, release).Bind(2, firstFounded).Run();
    }

    static void End(Writer open, StagedRun run, Publication publication, long release, int closed, string now) => open.Connection.Execute("""
        update run
        set state = 'PUBLISHED', ended_at = @now, release_id = @release, records = @Records, mentions = @Mentions,
            claims_added = @Claims, claims_closed = @closed, entities_founded = @Founded, issues = @Issues
        where run_id = @Id;
        update source
        set last_listed_at = (select max(seen_at) from sighting where run_id = @Id)
        where source_id = @SourceId and coalesce(last_listed_at, '') < (select max(seen_at) from sighting where run_id = @Id);
        """, new
    {
        run.Id, run.SourceId, release, now, closed, run.Staging.Counts.Records, run.Staging.Counts.Mentions, run.Staging.Counts.Claims,
        Founded = publication.EntitiesFounded, Issues = run.Issues + publication.IssuesRaised,
    });
}
