using Registry.Store.Sqlite;

namespace Registry.Store;

/// <summary>A recognition and the body that holds it.</summary>
/// <param name="Recognition">The mention of the recognition.</param>
/// <param name="Holder">The mention of its holder.</param>
/// <param name="Body">The body that the holder's mention is about; null where that is not known.</param>
public readonly record struct Held(long Recognition, long Holder, long? Body);

/// <summary>What a source says of a recognition that tells it from others of its holder and scheme; each value as a source gives it, open or closed.</summary>
/// <param name="Words">By attribute (certificateNo, batch, edition, issuedOn, state, level) the values, ordered.</param>
/// <param name="PublishedOn">The earliest day on which a document that says it was published, or its edition's date; null where neither is known.</param>
public sealed record Occasion(IReadOnlyDictionary<string, IReadOnlyList<string>> Words, string? PublishedOn)
{
    /// <summary>The first value of an attribute, or null.</summary>
    public string? Word(string attribute) => Words.TryGetValue(attribute, out var values) ? values[0] : null;
}

/// <summary>Who holds recognitions, and on what occasion they were given, read out of the ledger.</summary>
sealed class Occasions(Writer writer)
{
    const string OfHolders = """
        select c.object_id, c.mention_id, h.entity_id
        from claim c
        join mention h on h.mention_id = c.mention_id
        where c.object_id between ?1 and ?2 and c.predicate_id = (select predicate_id from predicate where name = 'rel:recognisedAs')
        order by c.object_id, c.mention_id
        """;

    const string OfBody = """
        select distinct c.object_id
        from mention h
        join claim c on c.mention_id = h.mention_id
        join mention r on r.mention_id = c.object_id
        where h.entity_id = ?1 and r.folded = ?2 and c.predicate_id = (select predicate_id from predicate where name = 'rel:recognisedAs')
        order by c.object_id
        """;

    const string OfHolder = """
        select distinct object_id
        from claim
        where mention_id = ? and predicate_id = (select predicate_id from predicate where name = 'rel:recognisedAs')
        """;

    const string Said = """
        select distinct p.name, c.value, coalesce(d.published_on, d.edition_date)
        from claim c
        join predicate p on p.predicate_id = c.predicate_id
        join record r on r.record_id = c.record_id
        join layout l on l.layout_id = r.layout_id
        join document d on d.document_id = l.document_id
        where c.mention_id = ? and c.value is not null
            and p.name in ('prop:certificateNo', 'prop:batch', 'prop:edition', 'prop:issuedOn', 'prop:state', 'prop:level', 'type')
        order by p.name, c.value
        """;

    /// <summary>Who holds the recognitions of a range of mentions.</summary>
    public IReadOnlyList<Held> Holders(long first, long last)
    {
        var rows = writer.Prepare(OfHolders).Bind(1, first).Bind(2, last);
        List<Held> held = [];
        while (rows.Step())
            held.Add(new Held(rows.Long(0), rows.Long(1), rows.LongOrNull(2)));
        return held;
    }

    /// <summary>The mentions of recognitions of a scheme that a body holds.</summary>
    public IReadOnlyList<long> HeldBy(long body, string scheme) => Numbers(writer.Prepare(OfBody).Bind(1, body).Bind(2, scheme));

    /// <summary>The mentions of recognitions that a mention is said to hold.</summary>
    public IReadOnlyList<long> HeldBy(long holder) => Numbers(writer.Prepare(OfHolder).Bind(1, holder));

    public Occasion Of(long recognition)
    {
        var rows = writer.Prepare(Said).Bind(1, recognition);
        Dictionary<string, IReadOnlyList<string>> words = new(StringComparer.Ordinal);
        string? publishedOn = null;
        while (rows.Step())
        {
            var name = rows.Text(0);
            var attribute = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            words[attribute] = [.. words.GetValueOrDefault(attribute, []).Append(rows.Text(1)).Distinct(StringComparer.Ordinal)];
            if (rows.TextOrNull(2) is { } day && (publishedOn is null || string.CompareOrdinal(day, publishedOn) < 0))
                publishedOn = day;
        }
        return new Occasion(words, publishedOn);
    }

    static List<long> Numbers(Statement rows)
    {
        List<long> numbers = [];
        while (rows.Step())
            numbers.Add(rows.Long(0));
        return numbers;
    }
}
