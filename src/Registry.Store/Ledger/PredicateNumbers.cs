
namespace Registry.Store;

/// <summary>The numbers under which this store writes predicates.</summary>
sealed class PredicateNumbers
{
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly Dictionary<int, string> names = [];

    /// <summary>The predicate's number; it is given one when it is new.</summary>
    /// <exception cref="ArgumentException">The vocabulary knows no such predicate.</exception>
    public int Number(Writer writer, string predicate)
    {
        if (numbers.TryGetValue(predicate, out var number))
            return number;
        if (!Vocabulary.Current.Knows(predicate))
            throw new ArgumentException($"\"{predicate}\" is no predicate of a claim. It is type, name:KIND, identifier:SCHEME, rel:PREDICATE (canonical direction) or prop:ATTRIBUTE, with the words of schema/vocabulary.json.", nameof(predicate));
        if (Look(writer, predicate) is { } known)
            return Remember(predicate, known);
        writer.Prepare("insert into predicate (name) values (?)").Bind(1, predicate).Run();
        return Remember(predicate, Look(writer, predicate)!.Value);
    }

    /// <summary>Every predicate of the store with its number.</summary>
    public IReadOnlyDictionary<int, string> All(Writer writer)
    {
        var all = writer.Prepare("select predicate_id, name from predicate");
        while (all.Step())
            Remember(all.Text(1), all.Int(0));
        return names;
    }

    /// <summary>Forgets all: the transaction that gave numbers was taken back, or the store was restored.</summary>
    public void Clear()
    {
        numbers.Clear();
        names.Clear();
    }

    static int? Look(Writer writer, string predicate)
    {
        var look = writer.Prepare("select predicate_id from predicate where name = ?").Bind(1, predicate);
        if (!look.Step())
            return null;
        var number = look.Int(0);
        look.Reset();
        return number;
    }

    int Remember(string predicate, int number)
    {
        numbers[predicate] = number;
        names[number] = predicate;
        return number;
    }
}
