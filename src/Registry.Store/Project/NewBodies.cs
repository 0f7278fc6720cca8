
namespace Registry.Store;

/// <summary>
/// Writes the rows of bodies that have none yet, a page at a time and a table after the other. What their claims come to
/// is worked out on a second thread while the next ones are read and those before are written.
/// </summary>
/// <param name="writer">The transaction under way.</param>
/// <param name="day">The day that the ledger has reached; null before the first.</param>
/// <param name="postings">Receives their search terms.</param>
/// <param name="blocks">Receives what they lie in.</param>
sealed class NewBodies(Writer writer, string? day, Postings postings, NameBlocks blocks) : IDisposable
{
    readonly EntityRows rows = new(writer, postings, blocks);
    readonly Dictionary<(int Code, long Above), Whereabouts> whereabouts = [];

    /// <summary>Takes the divisions that are there to those that wait.</summary>
    public void TakeInDivisions() => rows.TakeInDivisions();

    /// <summary>Projects bodies, page after page.</summary>
    public void Project(IEnumerable<List<ReadBody>> pages)
    {
        var computing = Task.FromResult<List<Projected>>([]);
        try
        {
            foreach (var page in pages)
            {
                var before = computing.GetAwaiter().GetResult();
                if (postings.AreMany)
                    postings.FlushOthers();
                computing = Task.Run(() => Compute(page));
                Write(before);
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
            var facts = new Facts(body.Body.Id, body.Body.Type, body.Own, body.Symmetric, body.Body.FoundingName, day);
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

/// <summary>A body with what its claims come to; without, where another answers for it.</summary>
readonly record struct Projected(Body Body, Facts? Facts, Whereabouts? Where);
