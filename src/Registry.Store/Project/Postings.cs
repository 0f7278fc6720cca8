using Registry.Store.Sqlite;
using Registry.Store.Text;

namespace Registry.Store;

/// <summary>
/// Writes search postings. New ones are gathered and written in the order of their terms: neighbours share a page, where the
/// order of names would touch a page for each.
/// </summary>
sealed class Postings(Writer writer)
{
    const int Gathered = 1 << 20;

    readonly List<(string Term, int Type, long Entity)> waiting = [];

    public void Add(int type, long entity, IEnumerable<string> names)
    {
        foreach (var term in Terms(names))
            waiting.Add((term, type, entity));
        if (waiting.Count >= Gathered)
            Flush();
    }

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
            waiting.Add((term, type, entity));
    }

    public void Flush()
    {
        waiting.Sort((one, other) =>
            string.CompareOrdinal(one.Term, other.Term) is var term and not 0 ? term
            : one.Type.CompareTo(other.Type) is var type and not 0 ? type
            : one.Entity.CompareTo(other.Entity));
        var insert = writer.Prepare("insert into posting (term, type, entity_id) values (?, ?, ?) on conflict do nothing");
        foreach (var (term, type, entity) in waiting)
            insert.Bind(1, term).Bind(2, type).Bind(3, entity).Run();
        waiting.Clear();
        writer.Breathe();
    }

    static HashSet<string> Terms(IEnumerable<string> names) =>
        names.SelectMany(SearchTerms.OfName).Select(term => term.Posting).ToHashSet(StringComparer.Ordinal);
}
