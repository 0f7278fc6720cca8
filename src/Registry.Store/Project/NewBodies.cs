
namespace Registry.Store;

/// <summary>
/// Writes the rows of bodies that have none yet, a thousand at a time and a table after the other. What their claims come to
/// is worked out on a second thread while the store reads the next ones and writes those before.
/// </summary>
/// <param name="writer">The transaction under way.</param>
/// <param name="claims">The ledger's claims.</param>
/// <param name="places">Where bodies lie.</param>
/// <param name="postings">Receives their search terms.</param>
/// <param name="blocks">Receives what they lie in.</param>
sealed class NewBodies(Writer writer, EntityClaims claims, Places places, Postings postings, NameBlocks blocks) : IDisposable
{
    // As many as fill blocks of rows whole. What a page holds lives until its rows are written: of a larger one the collector copies much.
    const int AtOnce = 4 * 256;

    readonly EntityRows rows = new(writer, postings, blocks);
    readonly Dictionary<(int Code, long Above), Whereabouts> whereabouts = [];

    /// <summary>Projects all bodies from this number on.</summary>
    public void Project(long first)
    {
        var computing = Task.FromResult<List<Projected>>([]);
        try
        {
            while (Read(first, out var next) is { Count: > 0 } read)
            {
                var before = computing.GetAwaiter().GetResult();
                if (postings.AreMany)
                    postings.FlushOthers();
                computing = Task.Run(() => Compute(read));
                Write(before);
                first = next;
            }
        }
        finally
        {
            // Whatever ended the loop: nothing may go on behind a transaction that is over.
            ((IAsyncResult)computing).AsyncWaitHandle.WaitOne();
        }
        Write(computing.GetAwaiter().GetResult());
        rows.Flush();
    }

    public void Dispose() => rows.Dispose();

    List<ReadBody> Read(long first, out long next)
    {
        writer.Breathe();
        var bodies = Bodies(first, out var last);
        next = last + 1;
        if (bodies.Count == 0)
            return bodies;
        claims.OfAll(first, last, bodies);
        foreach (var body in bodies)
            body.Above = places.Above(body.Own);
        return bodies;
    }

    List<ReadBody> Bodies(long first, out long last)
    {
        var rows = writer.Prepare("""
            select e.entity_id, e.public_id, e.type, m.name, e.merged_into
            from entity e
            join mention m on m.mention_id = e.founding_mention
            where e.entity_id >= ?
            order by e.entity_id
            limit ?
            """).Bind(1, first).Bind(2, AtOnce);
        List<ReadBody> bodies = new(AtOnce);
        while (rows.Step())
            bodies.Add(new ReadBody(new Body(rows.Long(0), rows.Text(1), Vocabulary.Current.Type(rows.Int(2)), rows.Text(3), rows.LongOrNull(4))));
        last = bodies.Count == 0 ? first : bodies[^1].Body.Id;
        return bodies;
    }

    List<Projected> Compute(List<ReadBody> read)
    {
        List<Projected> computed = new(read.Count);
        foreach (var body in read)
        {
            if (body.Body.MergedInto is not null)
            {
                computed.Add(new Projected(body.Body, null, null));
                continue;
            }
            var where = Where(body);
            var facts = new Facts(body.Body.Id, body.Body.Type, body.Own, body.Symmetric, body.Body.FoundingName, claims.Day);
            postings.Add(body.Body.Type.Number, body.Body.Id, facts.AllNames);
            computed.Add(new Projected(body.Body, facts, where));
        }
        return computed;
    }

    // Most bodies of a list share a place: one code, one body above.
    Whereabouts Where(ReadBody body)
    {
        var node = Places.NodeOf(body.Body.Type.Number, body.Own);
        if (node is not { Codes: [var code], Parents: [var parent] } || body.Above.ContainsKey(body.Body.Id))
            return Places.Of(body.Body.Id, node, body.Above);
        if (!whereabouts.TryGetValue((code, parent.Id), out var where))
            whereabouts.Add((code, parent.Id), where = Places.Of(body.Body.Id, node, body.Above));
        return where;
    }

    void Write(List<Projected> computed)
    {
        foreach (var gone in computed.Where(body => body.Facts is null))
            rows.WriteFormerId(gone.Body.PublicId, gone.Body.MergedInto!.Value);
        rows.Insert(computed.FindAll(body => body.Facts is not null));
    }
}

/// <summary>A body as the ledger holds it.</summary>
sealed class ReadBody(Body body)
{
    static readonly Dictionary<long, PlaceNode> nothing = [];

    public Body Body { get; } = body;

    public List<BodyClaim> Own { get; } = new(16);

    /// <summary>What others say of a symmetric relation to it, as if it said so.</summary>
    public List<BodyClaim> Symmetric { get; } = [];

    /// <summary>What lies above it.</summary>
    public IReadOnlyDictionary<long, PlaceNode> Above { get; set; } = nothing;
}

/// <summary>A body with what its claims come to; without, where another answers for it.</summary>
readonly record struct Projected(Body Body, Facts? Facts, Whereabouts? Where);
