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

    /// <summary>The same terms as they are posted: those of two characters of the basic plane packed, each of the others as its text. Some may come twice.</summary>
    internal static void OfName(string name, List<ulong> packed, List<string> others)
    {
        foreach (var run in Run.OfName(name))
        {
            if (run.IsChinese && !run.Text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
                Pack(packed, run.Text);
            else if (run.IsChinese)
                others.AddRange(Grams(run.Text).Select(gram => new SearchTerm(TermKind.Gram, gram).Posting));
            AddOthers(others, run);
        }
    }

    /// <summary>The text of a packed term, three characters long or two.</summary>
    internal static ReadOnlySpan<char> Unpack(ulong packed, Span<char> text)
    {
        (text[0], text[1], text[2]) = ((char)(packed >> 32), (char)(packed >> 16), (char)packed);
        return text[2] == '\0' ? text[..2] : text[..3];
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

    // The letter of a gram and its characters, so that packed terms are in the order of their texts.
    static void Pack(List<ulong> packed, string text)
    {
        const ulong Gram = (ulong)'g' << 32;
        for (var i = 0; i < text.Length; i++)
            packed.Add(Gram | ((ulong)text[i] << 16) | (i + 1 < text.Length ? text[i + 1] : '\0'));
    }

    static void AddOthers(List<string> others, Run run)
    {
        if (!run.IsChinese)
            others.Add(new SearchTerm(TermKind.Word, run.Text).Posting);
        else if (PinyinInitials.OfFolded(run.ToEnd) is { Length: > 1 } initials)
            others.Add(new SearchTerm(TermKind.Initials, initials).Posting);
        if (run is { IsChinese: true, FromStart: { } whole })
            others.Add(new SearchTerm(TermKind.Initials, PinyinInitials.OfFolded(whole)).Posting);
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
