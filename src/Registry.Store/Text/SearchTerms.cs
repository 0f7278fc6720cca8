using System.Text;

namespace Registry.Store.Text;

/// <summary>The terms under which a name is posted for search, and those that a query asks for.</summary>
/// <remarks>
/// A name is posted under each pair of neighbouring characters of its Chinese text (punctuation and blanks passed over) and
/// under the last one alone; under each word of letters and digits; and under its pinyin initials, as a whole and from each
/// later stretch of Chinese. A query of one character, and of a word or initials, asks for postings that begin with it, so
/// that nothing need be posted twice.
/// </remarks>
public static class SearchTerms
{
    /// <summary>The terms of a name, each once.</summary>
    public static IReadOnlySet<SearchTerm> OfName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var terms = new HashSet<SearchTerm>();
        foreach (var run in Run.OfName(name))
            Post(terms, run);
        return terms;
    }

    /// <summary>The same terms as they are posted: packed, or where one is too long, as its text. Some may come twice.</summary>
    internal static void OfName(string name, List<PackedTerm> packed, List<string> others)
    {
        foreach (var run in Run.OfName(name))
        {
            if (run.IsChinese && !run.Text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
                PackGrams(packed, run.Text);
            else if (run.IsChinese)
                Grams(run.Text).ForEach(gram => Add(new SearchTerm(TermKind.Gram, gram), packed, others));
            AddOthers(packed, others, run);
        }
    }

    /// <summary>
    /// What a query asks for: every piece must be met, a piece by any of its ranges. Empty when the query holds no letter,
    /// digit or character; then nothing is found.
    /// </summary>
    public static IReadOnlyList<QueryPiece> OfQuery(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var pieces = new List<QueryPiece>();
        foreach (var run in Run.OfQuery(query))
            Ask(pieces, run);
        return pieces.DistinctBy(piece => piece.Alternatives[0]).ToList();
    }

    static void Post(HashSet<SearchTerm> terms, Run run)
    {
        if (!run.IsChinese)
        {
            terms.Add(new SearchTerm(TermKind.Word, run.Text));
            return;
        }
        foreach (var gram in Grams(run.Text))
            terms.Add(new SearchTerm(TermKind.Gram, gram));
        if (PinyinInitials.OfFolded(run.ToEnd) is { Length: > 1 } initials)
            terms.Add(new SearchTerm(TermKind.Initials, initials));
        if (run.FromStart is { } whole)
            terms.Add(new SearchTerm(TermKind.Initials, PinyinInitials.OfFolded(whole)));
    }

    // Two characters of the basic plane always fit.
    static void PackGrams(List<PackedTerm> packed, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            _ = PackedTerm.TryPack('g', text.AsSpan(i, Math.Min(2, text.Length - i)), out var term);
            packed.Add(term);
        }
    }

    static void AddOthers(List<PackedTerm> packed, List<string> others, Run run)
    {
        if (!run.IsChinese)
            Add(new SearchTerm(TermKind.Word, run.Text), packed, others);
        else if (PinyinInitials.OfFolded(run.ToEnd) is { Length: > 1 } initials)
            Add(new SearchTerm(TermKind.Initials, initials), packed, others);
        if (run is { IsChinese: true, FromStart: { } whole })
            Add(new SearchTerm(TermKind.Initials, PinyinInitials.OfFolded(whole)), packed, others);
    }

    static void Add(SearchTerm term, List<PackedTerm> packed, List<string> others)
    {
        if (PackedTerm.TryPack(term.Letter, term.Text, out var fitting))
            packed.Add(fitting);
        else
            others.Add(term.Posting);
    }

    static void Ask(List<QueryPiece> pieces, Run run)
    {
        if (!run.IsChinese)
            pieces.Add(WordOrInitials(run.Text));
        else if (Grams(run.Text) is [var only])
            pieces.Add(new QueryPiece([PostingRange.StartingWith(new SearchTerm(TermKind.Gram, only))]));
        else
            pieces.AddRange(Grams(run.Text).SkipLast(1).Select(Exactly));
    }

    static QueryPiece Exactly(string gram) => new([PostingRange.Exactly(new SearchTerm(TermKind.Gram, gram))]);

    static QueryPiece WordOrInitials(string text) => new(
    [
        PostingRange.StartingWith(new SearchTerm(TermKind.Word, text)),
        PostingRange.StartingWith(new SearchTerm(TermKind.Initials, text)),
    ]);

    // Each pair of neighbours, then the last character alone.
    static List<string> Grams(string text)
    {
        var grams = new List<string>(text.Length);
        string? previous = null;
        foreach (var rune in text.EnumerateRunes())
        {
            var character = rune.ToString();
            if (previous is not null)
                grams.Add(previous + character);
            previous = character;
        }
        if (previous is not null)
            grams.Add(previous);
        return grams;
    }
}

/// <summary>A piece of a query: postings in any of the ranges meet it.</summary>
/// <param name="Alternatives">At least one range.</param>
public sealed record QueryPiece(IReadOnlyList<PostingRange> Alternatives)
{
    /// <summary>Whether one of a name's terms meets the piece.</summary>
    public bool IsMetBy(IEnumerable<SearchTerm> terms) =>
        terms.Any(term => Alternatives.Any(range => range.Contains(term.Posting)));
}
