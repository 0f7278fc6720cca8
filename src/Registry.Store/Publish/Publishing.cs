using Dapper;
using Registry.Store.Sqlite;
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
        TakeInLateFacts(open, run);
        var closed = run.Source.Coverage == Coverage.Full ? CloseVanished(open, run) : [];
        var publication = new Publication(open, run.Id, run.SourceId, now);
        resolution(publication, open.Current);
        open.Breathe();
        var touched = Touched(open, run, publication, closed);
        TakeOverAuthority(open, run, touched);
        new Projection(open, predicates, run.Id, publication.FirstEntity).Project(touched.Ascending());
        WriteChanges(open, release, touched, publication.FirstEntity);
        End(open, run, publication, release, closed.Count, now);
    }

    static long RaiseRelease(Writer open, long run, string now) => open.Connection.ExecuteScalar<long>("""
        insert into release (release_id, run_id, published_at)
        select coalesce(max(release_id), 0) + 1, @run, @now
        from release
        returning release_id
        """, new { run, now });

    void TakeInLateFacts(Writer open, StagedRun run)
    {
        foreach (var mention in run.Staging.Promoted)
            open.Prepare("update mention set link_only = 0 where mention_id = ?").Bind(1, mention).Run();
        foreach (var (mention, identifier) in run.Staging.LateIdentifiers)
            Staging.WriteIdentifier(open, mention, identifier);
        foreach (var (mention, place) in run.Staging.LatePlaces)
            open.Prepare("update mention set place = ?2 where mention_id = ?1 and place is null").Bind(1, mention).Bind(2, place).Run();
        foreach (var batch in Batches(open, run.Id))
            TakeInNames(open, batch);
    }

    // The principal name was noted when the mention was; every other name that was now given is noted here.
    void TakeInNames(Writer open, BatchRow batch)
    {
        var kinds = predicates.All(open).Where(predicate => predicate.Value.StartsWith("name:", StringComparison.Ordinal)).Select(predicate => predicate.Key);
        var rows = open.Prepare("""
            select c.mention_id, c.value
            from claim c
            join mention m on m.mention_id = c.mention_id
            where c.claim_id between ?1 and ?2 and c.value <> m.name and c.predicate_id in (select value from json_each(?3))
            """).Bind(1, batch.first_claim).Bind(2, batch.last_claim).Bind(3, $"[{string.Join(',', kinds)}]");
        List<(long Mention, string Folded)> names = [];
        while (rows.Step())
            names.Add((rows.Long(0), FoldedName.Of(rows.Text(1))));
        foreach (var (mention, folded) in names)
        {
            open.Prepare("insert into mention_name (folded, mention_id) values (?, ?) on conflict do nothing")
                .Bind(1, folded).Bind(2, mention).Run();
        }
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

    static IdSet Touched(Writer open, StagedRun run, Publication publication, IEnumerable<long> closed)
    {
        var touched = new IdSet();
        foreach (var batch in Batches(open, run.Id))
        {
            AddEntities(touched, open.Prepare("""
                select m.entity_id
                from claim c
                join mention m on m.mention_id = c.mention_id
                where c.claim_id between ? and ? and m.entity_id is not null
                """).Bind(1, batch.first_claim).Bind(2, batch.last_claim));
        }
        foreach (var mention in closed)
            AddEntities(touched, open.Prepare("select entity_id from mention where mention_id = ? and entity_id is not null").Bind(1, mention));
        foreach (var entity in publication.Merged.Ascending())
            touched.Add(entity);
        foreach (var (mention, _) in run.Staging.LatePlaces)
            AddEntities(touched, open.Prepare("select entity_id from mention where mention_id = ? and entity_id is not null").Bind(1, mention));
        foreach (var mention in publication.Judged.Ascending())
        {
            // The body itself, and the bodies that were said to be related to a mention which is now known.
            AddEntities(touched, open.Prepare("""
                select m.entity_id
                from mention m
                where m.mention_id = ?1 and m.entity_id is not null
                union all
                select m.entity_id
                from claim c
                join mention m on m.mention_id = c.mention_id
                where c.object_id = ?1 and m.entity_id is not null
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

    static List<BatchRow> Batches(Writer open, long run) => open.Connection.Query<BatchRow>("""
        select run_id, number, first_record, last_record, first_mention, last_mention, first_claim, last_claim
        from batch
        where run_id = @run
        order by number
        """, new { run }).AsList();

    static List<BatchRow> PublishedBatches(Writer open, long source) => open.Connection.Query<BatchRow>("""
        select b.run_id, b.number, b.first_record, b.last_record, b.first_mention, b.last_mention, b.first_claim, b.last_claim
        from batch b
        join run r on r.run_id = b.run_id
        where r.source_id = @source and r.state = 'PUBLISHED'
        order by b.first_claim
        """, new { source }).AsList();

    static void WriteChanges(Writer open, long release, IdSet touched, long firstFounded)
    {
        foreach (var entity in touched.Ascending())
        {
            open.Prepare("insert into entity_change (release_id, entity_id, founded) values (?, ?, ?)")
                .Bind(1, release).Bind(2, entity).Bind(3, entity >= firstFounded ? 1 : 0).Run();
        }
    }

    static void End(Writer open, StagedRun run, Publication publication, long release, int closed, string now) => open.Connection.Execute("""
        update run
        set state = 'PUBLISHED', ended_at = @now, release_id = @release, records = @Records, mentions = @Mentions,
            claims_added = @Claims, claims_closed = @closed, entities_founded = @Founded, issues = @Issues
        where run_id = @Id;
        update source
        set last_listed_at = max(coalesce(last_listed_at, ''), coalesce((select max(seen_at) from sighting where run_id = @Id), ''))
        where source_id = @SourceId;
        """, new
    {
        run.Id, run.SourceId, release, now, closed, run.Staging.Counts.Records, run.Staging.Counts.Mentions, run.Staging.Counts.Claims,
        Founded = publication.EntitiesFounded, Issues = run.Issues + publication.IssuesRaised,
    });
}
