namespace Registry.Store.Text;

/// <summary>What a search term is a piece of.</summary>
public enum TermKind
{
    /// <summary>Two characters of Chinese, Japanese or Korean text that follow one another, or the last one alone.</summary>
    Gram,

    /// <summary>A word of letters and digits.</summary>
    Word,

    /// <summary>Initials of pinyin.</summary>
    Initials,
}

/// <summary>A term under which a name is posted. Terms of different kinds never meet, whatever their letters.</summary>
/// <param name="Kind">What the text is a piece of.</param>
/// <param name="Text">The text in folded form.</param>
public readonly record struct SearchTerm(TermKind Kind, string Text)
{
    /// <summary>The one column of the postings: a letter for the kind (g, w, i), then the text.</summary>
    public string Posting => Letter + Text;

    internal char Letter => Kind switch
    {
        TermKind.Gram => 'g',
        TermKind.Word => 'w',
        _ => 'i',
    };
}

/// <summary>
/// A range of postings that satisfies a query's term: <c>posting &gt;= From and posting &lt; Before</c>, compared by code
/// point (SQLite's BINARY, a BIN2 collation of SQL Server). A range can name an entity more than once.
/// </summary>
/// <param name="From">The first posting of the range.</param>
/// <param name="Before">The first posting after the range.</param>
/// <param name="IsExact">Whether the range is the one posting <paramref name="From"/>: an equality will do.</param>
public readonly record struct PostingRange(string From, string Before, bool IsExact)
{
    /// <summary>The postings that are a term.</summary>
    public static PostingRange Exactly(SearchTerm term) => new(term.Posting, term.Posting + '\0', IsExact: true);

    /// <summary>The postings that begin with a term.</summary>
    public static PostingRange StartingWith(SearchTerm term) => new(term.Posting, After(term.Posting), IsExact: false);

    /// <summary>Whether a posting lies in the range.</summary>
    public bool Contains(string posting) =>
        string.CompareOrdinal(posting, From) >= 0 && string.CompareOrdinal(posting, Before) < 0;

    // A folded text never ends in the last character of the plane, so the next code point after its last one is the bound.
    static string After(string prefix)
    {
        var last = char.IsLowSurrogate(prefix[^1]) ? char.ConvertToUtf32(prefix, prefix.Length - 2) : prefix[^1];
        var next = last == 0xD7FF ? 0xE000 : last + 1;
        return prefix[..^(last > 0xFFFF ? 2 : 1)] + char.ConvertFromUtf32(next);
    }
}
