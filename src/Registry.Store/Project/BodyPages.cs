namespace Registry.Store;

/// <summary>Bodies that have no rows yet with their claims and what lies above them, a page at a time, in the order of their numbers.</summary>
/// <param name="writer">The transaction under way.</param>
/// <param name="claims">The ledger's claims.</param>
/// <param name="places">Where bodies lie.</param>
class BodyPages(Writer writer, EntityClaims claims, Places places)
{
    /// <summary>
    /// How many bodies a page holds at most: as many as fill blocks of rows whole. What a page holds lives until its rows are written: of a
    /// larger one the collector copies much.
    /// </summary>
    protected const int PageLength = 4 * 256;

    protected Writer Writer => writer;

    protected EntityClaims Claims => claims;

    /// <summary>The pages of all bodies from a number on.</summary>
    public virtual IEnumerable<List<ReadBody>> From(long first)
    {
        while (Bodies(first, PageLength) is [.., var last] page)
        {
            claims.OfAll(page[0].Body.Id, last.Body.Id, page);
            SeeAbove(page);
            yield return page;
            first = last.Body.Id + 1;
        }
    }

    protected List<ReadBody> Bodies(long first, int limit)
    {
        writer.Breathe();
        var rows = writer.Prepare("""
            select e.entity_id, e.public_id, e.type, m.name, e.merged_into
            from entity e
            join mention m on m.mention_id = e.founding_mention
            where e.entity_id >= ?
            order by e.entity_id
            limit ?
            """).Bind(1, first).Bind(2, limit);
        List<ReadBody> bodies = new(limit);
        while (rows.Step())
            bodies.Add(new ReadBody(new Body(rows.Long(0), rows.Text(1), Vocabulary.Current.Type(rows.Int(2)), rows.Text(3), rows.LongOrNull(4))));
        return bodies;
    }

    protected void SeeAbove(List<ReadBody> page)
    {
        foreach (var body in page)
            body.Above = places.Above(body.Own);
    }
}

/// <summary>A body as the ledger holds it.</summary>
sealed class ReadBody(Body body)
{
    static readonly Dictionary<long, PlaceNode> nothing = [];

    public Body Body { get; } = body;

    public List<BodyClaim> Own { get; set; } = new(16);

    /// <summary>What others say of a symmetric relation to it, as if it said so.</summary>
    public List<BodyClaim> Symmetric { get; set; } = [];

    /// <summary>What lies above it.</summary>
    public IReadOnlyDictionary<long, PlaceNode> Above { get; set; } = nothing;
}
