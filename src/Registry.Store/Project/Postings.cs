using System.Collections.Frozen;
using System.Text;
using Registry.Store.Text;

namespace Registry.Store;

/// <summary>
/// Writes search postings. New ones are gathered and written in the order of their terms: neighbours share a page, where the
/// order of bodies would touch a page for each.
/// </summary>
sealed class Postings(Writer writer) : IDisposable
{
    const int PackedInMemory = 700_000;

    // Initials of long names: few of all postings.
    const int OthersGathered = 150_000;

    // Figures and what they measure bear the words of what they count: a search for 孵化器 looks for incubators, not for their number.
    static readonly FrozenSet<int> Unsearched = new[] { "Indicator", "Observation", "Target" }.Select(name => Vocabulary.Current.Type(name)!.Number).ToFrozenSet();

    /// <summary>Whether bodies of a type are posted.</summary>
    public static bool AreKept(int type) => !Unsearched.Contains(type);

    readonly OrderedPairs<PackedTerm> packed = new(PackedInMemory);
    readonly List<(string Term, long Both)> others = [];
    readonly List<PackedTerm> packedOfOne = [];
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
        var both = TypeAndBody.Of(type, entity);
        foreach (var term in packedOfOne)
            packed.Add(term, both);
        foreach (var term in othersOfOne)
            others.Add((term, both));
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

    /// <summary>Whether so many wait that cannot be put aside that they had better be written.</summary>
    public bool AreMany => others.Count >= OthersGathered;

    /// <summary>
    /// Takes the postings that are there to those that wait: where more come than are there, all are written anew from the first to the last,
    /// which for each of them is half of what it costs to look up its place among others.
    /// </summary>
    public void TakeIn()
    {
        var rows = writer.Prepare("select term, type, entity_id from posting");
        while (rows.Step())
        {
            var term = rows.Utf8(0);
            var both = TypeAndBody.Of(rows.Int(1), rows.Long(2));
            if (PackedTerm.TryPack(term, out var fitting))
                packed.Add(fitting, both);
            else
                others.Add((Encoding.UTF8.GetString(term), both));
        }
        writer.Execute("delete from posting");
    }

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        var insert = Insert();
        Span<byte> room = stackalloc byte[PackedTerm.Length];
        var last = default(OrderedPair<PackedTerm>);
        foreach (var pair in packed.Take())
        {
            // Two names of a body share most of their terms.
            if (pair == last)
                continue;
            last = pair;
            writer.Breathe();
            insert.BindUtf8(1, pair.First.Unpack(room)).Bind(2, TypeAndBody.Type(pair.Second)).Bind(3, TypeAndBody.Body(pair.Second)).Run();
        }
        FlushOthers();
    }

    /// <summary>Writes what waits and cannot be put aside.</summary>
    public void FlushOthers()
    {
        var insert = Insert();
        others.Sort(static (one, other) => string.CompareOrdinal(one.Term, other.Term) is var order and not 0 ? order : one.Both.CompareTo(other.Both));
        foreach (var (term, both) in others)
        {
            writer.Breathe();
            insert.Bind(1, term).Bind(2, TypeAndBody.Type(both)).Bind(3, TypeAndBody.Body(both)).Run();
        }
        others.Clear();
    }

    public void Dispose() => packed.Dispose();

    Statement Insert() => writer.Prepare("insert into posting (term, type, entity_id) values (?, ?, ?) on conflict do nothing");

    static HashSet<string> Terms(IEnumerable<string> names) =>
        names.SelectMany(SearchTerms.OfName).Select(term => term.Posting).ToHashSet(StringComparer.Ordinal);
}
