using Registry.Store.Text;

namespace Registry.Store.Reading;

/// <summary>
/// A text that names of bodies of one type must hold, by the pairs of characters under which names are posted for search: a name that holds the
/// text is posted under each of its pairs, so that where one of them is rare, only what is posted under it is looked at.
/// </summary>
public sealed class NameTerms
{
    // Looking up what is posted takes five times as long for each as looking through a name; a page of what is frequent is full soon.
    private const int FewForPage = 2_000;
    private const int FewForCount = 50_000;

    private readonly Field _key;
    private readonly long _type;
    private readonly List<SqlValue> _terms;

    private NameTerms(Field key, long type, List<SqlValue> terms) => (_key, _type, _terms) = (key, type, terms);

    /// <summary>The terms of a question; null where it asks for no text within names, or for one that is not posted in pairs.</summary>
    /// <param name="query">The question, for bodies of one type.</param>
    /// <param name="type">The number of their type.</param>
    public static NameTerms? Of(RowQuery query, int type)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Place is { Place.IsDivision: false })
        {
            // What lies in a zone or a carrier is not so much.
            return null;
        }

        var name = query.Table["name"];
        var text = Conjuncts(query.Where).OfType<Holds>()
            .Where(part => part.Field == name && part.Position == TextPosition.Anywhere && part.Text.Length > 1 && part.Text.All(IsPosted))
            .MaxBy(part => part.Text.Length)?.Text;
        return text is not { } sought || !Postings.AreKept(type)
            ? null
            : new NameTerms(query.Table.Key, type, [.. SearchTerms.OfQuery(sought).Select(piece => SqlValue.Of(piece.Alternatives[0].From))]);
    }

    /// <summary>The same question for its rows and for their count, each by what is posted under the rarest pair where that is quicker. Takes a statement.</summary>
    /// <param name="session">The store as it is seen.</param>
    /// <param name="query">The question.</param>
    /// <param name="forCount">Whether the count is asked for.</param>
    public (RowQuery Rows, RowQuery Count) Narrow(ReadSession session, RowQuery query, bool forCount)
    {
        ArgumentNullException.ThrowIfNull(session);
        var (rarest, posted) = (_terms[0], long.MaxValue);
        using (var counts = session.Run(Counts(forCount ? FewForCount : FewForPage)))
        {
            while (counts.Step())
            {
                (rarest, posted) = counts.Integer(1) < posted ? (_terms[(int)counts.Integer(0)], counts.Integer(1)) : (rarest, posted);
            }
        }

        var narrowed = query with { Where = Condition.And(new PostedUnder(_key, rarest, _type), query.Where) };
        return (posted <= FewForPage ? narrowed : query, posted <= FewForCount ? narrowed : query);
    }

    /// <summary>The parts of a condition that must all hold.</summary>
    internal static IEnumerable<Condition> Conjuncts(Condition? condition) => condition switch
    {
        null => [],
        AllOf all => all.Parts.SelectMany(Conjuncts),
        _ => [condition],
    };

    /// <summary>The statement that counts what is posted under each term, one more than a bound at most: the position of the term and the count.</summary>
    internal SqlText Counts(int most) => new SqlText()
        .Add("select p.key, (select count(*) from (select q.entity_id from posting q where q.term = p.value and q.type = ").Add(SqlValue.Of(_type))
        .Add(" order by q.entity_id limit ").Add(SqlValue.Of(most + 1L))
        .Add(") c)\nfrom items_of(").Add(Keys.Of(_terms)).Add(") p\norder by p.key");

    // The ideographs that are folded one by one, whatever stands beside them.
    private static bool IsPosted(char character) => character is >= '\u4e00' and <= Simplified.Last;
}

/// <summary>The body is posted under a term.</summary>
/// <param name="Key">The key of a table of bodies.</param>
/// <param name="Term">The term.</param>
/// <param name="Type">The number of the bodies' type.</param>
internal sealed record PostedUnder(Field Key, SqlValue Term, long Type) : Condition
{
    internal override void Write(SqlText sql, string alias)
    {
        var posted = sql.Alias();
        sql.Add("(").Add(Key, alias).Add($" in (select {posted}.entity_id from posting {posted} where {posted}.term = ").Add(Term)
            .Add($" and {posted}.type = ").Add(SqlValue.Of(Type)).Add("))");
    }
}
