using Registry.Store.Text;

namespace Registry.Store;

/// <summary>
/// Writes search postings. New ones are gathered by their terms and written in the order of the terms: neighbours share a
/// page, where the order of bodies would touch a page for each.
/// </summary>
sealed class Postings(Writer writer)
{
    // A posting takes some twenty bytes here: the more are written at once, the seldomer the same pages are written again.
    const int Gathered = 2_000_000;

    readonly Dictionary<string, List<Posted>> gathered = new(StringComparer.Ordinal);
    int count;

    /// <summary>Notes a body under the terms of its names. May run beside the writer, but not beside itself or a flush.</summary>
    public void Add(int type, long entity, IEnumerable<string> names)
    {
        foreach (var term in Terms(names))
            Add(term, new Posted(type, entity));
    }

    /// <summary>Posts a body under the terms of its names instead of those it had before.</summary>
    public void Replace(int type, long entity, IReadOnlyCollection<string> before, IReadOnlyCollection<string> after)
    {
        if (before.Count == after.Count && before.All(after.Contains))
            return;
        // What waits may be about the same body.
        Flush();
        var terms = Terms(after);
        foreach (var term in Terms(before).Except(terms))
            writer.Prepare("delete from posting where term = ? and type = ? and entity_id = ?").Bind(1, term).Bind(2, type).Bind(3, entity).Run();
        foreach (var term in terms)
            Add(term, new Posted(type, entity));
    }

    /// <summary>Whether so many wait that they had better be written.</summary>
    public bool AreMany => count >= Gathered;

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        var insert = writer.Prepare("insert into posting (term, type, entity_id) values (?, ?, ?) on conflict do nothing");
        var terms = gathered.Keys.ToArray();
        Array.Sort(terms, StringComparer.Ordinal);
        foreach (var term in terms)
        {
            writer.Breathe();
            foreach (var posted in InOrder(gathered[term]))
                insert.Bind(1, term).Bind(2, posted.Type).Bind(3, posted.Entity).Run();
        }
        gathered.Clear();
        count = 0;
    }

    void Add(string term, Posted posted)
    {
        if (!gathered.TryGetValue(term, out var under))
            gathered.Add(term, under = new List<Posted>(1));
        under.Add(posted);
        count++;
    }

    static List<Posted> InOrder(List<Posted> under)
    {
        under.Sort();
        return under;
    }

    static HashSet<string> Terms(IEnumerable<string> names) =>
        names.SelectMany(SearchTerms.OfName).Select(term => term.Posting).ToHashSet(StringComparer.Ordinal);

    // Type and body in one number: the type has the upper bits, so that it decides the order.
    readonly struct Posted(int type, long entity) : IComparable<Posted>
    {
        const int BitsOfEntity = 48;

        readonly long both = ((long)type << BitsOfEntity) | entity;

        public int Type => (int)(both >> BitsOfEntity);

        public long Entity => both & ((1L << BitsOfEntity) - 1);

        public int CompareTo(Posted other) => both.CompareTo(other.both);
    }
}
