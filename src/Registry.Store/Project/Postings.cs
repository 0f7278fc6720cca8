using System.Collections.Frozen;
using Registry.Store.Text;

namespace Registry.Store;

/// <summary>
/// Writes search postings. New ones are gathered and written in the order of their terms: neighbours share a page, where the
/// order of bodies would touch a page for each.
/// </summary>
sealed class Postings(Writer writer)
{
    // A posting takes sixteen bytes here: the more are written at once, the seldomer the same pages are written again.
    const int Gathered = 2_000_000;

    // Figures and what they measure bear the words of what they count: a search for 孵化器 looks for incubators, not for their number.
    static readonly FrozenSet<int> Unsearched = new[] { "Indicator", "Observation", "Target" }.Select(name => Vocabulary.Current.Type(name)!.Number).ToFrozenSet();

    readonly List<Posted<ulong>> packed = [];
    readonly List<Posted<string>> others = [];
    readonly List<ulong> packedOfOne = [];
    readonly List<string> othersOfOne = [];

    /// <summary>Notes a body under the terms of its names. May run beside the writer, but not beside itself or a flush.</summary>
    public void Add(int type, long entity, IEnumerable<string> names)
    {
        if (Unsearched.Contains(type))
            return;
        packedOfOne.Clear();
        othersOfOne.Clear();
        foreach (var name in names)
            SearchTerms.OfName(name, packedOfOne, othersOfOne);
        foreach (var term in packedOfOne)
            packed.Add(new Posted<ulong>(term, type, entity));
        foreach (var term in othersOfOne)
            others.Add(new Posted<string>(term, type, entity));
    }

    /// <summary>Posts a body under the terms of its names instead of those it had before.</summary>
    public void Replace(int type, long entity, IReadOnlyCollection<string> before, IReadOnlyCollection<string> after)
    {
        if (Unsearched.Contains(type) || (before.Count == after.Count && before.All(after.Contains)))
            return;
        // What waits may be about the same body.
        Flush();
        var terms = Terms(after);
        foreach (var term in Terms(before).Except(terms))
            writer.Prepare("delete from posting where term = ? and type = ? and entity_id = ?").Bind(1, term).Bind(2, type).Bind(3, entity).Run();
        Add(type, entity, after);
    }

    /// <summary>Whether so many wait that they had better be written.</summary>
    public bool AreMany => packed.Count + others.Count >= Gathered;

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        var insert = writer.Prepare("insert into posting (term, type, entity_id) values (?, ?, ?) on conflict do nothing");
        Span<char> text = stackalloc char[3];
        packed.Sort(Posted<ulong>.InOrder);
        foreach (var posted in packed)
            Write(insert, SearchTerms.Unpack(posted.Term, text), posted.Type, posted.Entity);
        others.Sort(static (one, other) => string.CompareOrdinal(one.Term, other.Term) is var order and not 0 ? order : one.Both.CompareTo(other.Both));
        foreach (var posted in others)
            Write(insert, posted.Term, posted.Type, posted.Entity);
        packed.Clear();
        others.Clear();
    }

    void Write(Statement insert, ReadOnlySpan<char> term, int type, long entity)
    {
        writer.Breathe();
        insert.Bind(1, term).Bind(2, type).Bind(3, entity).Run();
    }

    static HashSet<string> Terms(IEnumerable<string> names) =>
        names.SelectMany(SearchTerms.OfName).Select(term => term.Posting).ToHashSet(StringComparer.Ordinal);

    // Type and body in one number: the type has the upper bits, so that it decides the order.
    readonly struct Posted<T>(T term, int type, long entity)
        where T : IComparable<T>
    {
        const int BitsOfEntity = 48;

        public static Comparison<Posted<T>> InOrder { get; } = (one, other) =>
            one.Term.CompareTo(other.Term) is var order and not 0 ? order : one.Both.CompareTo(other.Both);

        public T Term { get; } = term;

        public long Both { get; } = ((long)type << BitsOfEntity) | entity;

        public int Type => (int)(Both >> BitsOfEntity);

        public long Entity => Both & ((1L << BitsOfEntity) - 1);
    }
}
