using System.Text.RegularExpressions;

namespace Registry.Harvest.Catalog;

/// <summary>How the address of a source leads to its documents.</summary>
/// <param name="Pages">The further pages of what stands at the address; null where there is one only.</param>
/// <param name="Follow">The links that are followed from there, step by step; the documents of the last step hold the records. Without a step the pages themselves do.</param>
public sealed record CrawlOptions(Paging? Pages, IReadOnlyList<FollowStep> Follow)
{
    /// <summary>The address is the document.</summary>
    public static CrawlOptions None { get; } = new(null, []);

    /// <summary>What a page that holds records says beside its table: columns of all of them.</summary>
    public IReadOnlyList<CarryRule> Carry { get; init; } = [];

    /// <summary>The names of the columns that are carried to the records.</summary>
    public IEnumerable<string> Carried => Follow.SelectMany(step => step.Carry).Concat(Carry).Select(carry => carry.Name);
}

/// <summary>
/// The further pages of a list. They end with the one of which the publisher says that there is none (404, 410), with an empty one, or with one that is
/// the page before it once more; where a page states their number, with that one.
/// </summary>
public sealed record Paging
{
    /// <summary>
    /// The address of the next page, relative to the first: <c>{page}</c> stands for its number, <c>{name}</c> for the last segment of the first
    /// page's address without its extension, <c>{yyyy}</c> and <c>{MM}</c> for a month. Null where a form is posted or a link followed.
    /// </summary>
    public string? Next { get; init; }

    /// <summary>The fields of a form that is posted to the address for each page, the first included: <c>currentPage={page}</c>.</summary>
    public string? Form { get; init; }

    /// <summary>The link to the next page.</summary>
    public string? Link { get; init; }

    /// <summary>The number of the second page, or, of a posted form, of the first.</summary>
    public int From { get; init; }

    /// <summary>At most so many pages.</summary>
    public int Most { get; init; } = 1000;

    /// <summary>Finds the number of pages (group <c>count</c>) in the text of the first.</summary>
    public Regex? Count { get; init; }

    /// <summary>The month of the first document, where there is one a month.</summary>
    public DateOnly? Since { get; init; }
}

/// <summary>Links that are followed from a page.</summary>
public sealed record FollowStep
{
    /// <summary>What stands for one link, with what is said of it: a selector, or in JSON a pointer to the array. Null where the page as a whole speaks of its links.</summary>
    public string? Item { get; init; }

    /// <summary>Whether the pages are JSON.</summary>
    public bool IsJson => Item is { } item && item.StartsWith('/');

    /// <summary>The link, within the item: a selector, or in JSON a pointer.</summary>
    public required string Link { get; init; }

    /// <summary>The addresses that are followed; null for all.</summary>
    public Regex? Address { get; init; }

    /// <summary>The titles of the documents that are followed; null for all.</summary>
    public Regex? Only { get; init; }

    /// <summary>The document's title; null for the link's <c>title</c>, else its text.</summary>
    public Pick? Title { get; init; }

    /// <summary>The day on which the document was published.</summary>
    public Pick? Published { get; init; }

    /// <summary>What becomes columns of the document's records.</summary>
    public IReadOnlyList<CarryRule> Carry { get; init; } = [];

    /// <summary>What becomes of a page without such a link: reported, kept (it holds the records itself) or nothing.</summary>
    public Otherwise Otherwise { get; init; }

    /// <summary>The further pages of each document.</summary>
    public Paging? Pages { get; init; }
}

/// <summary>A text of a page that becomes a column.</summary>
public sealed record CarryRule(string Name, Pick Pick);

/// <summary>Where a text stands on a page.</summary>
public abstract record Pick
{
    private Pick()
    {
    }

    /// <summary>The group <c>value</c> of it, else its first group, else the whole match; null for the whole text.</summary>
    public Regex? Match { get; init; }

    /// <summary>The text or an attribute of the first element that a selector finds; in JSON the value at a pointer.</summary>
    public sealed record Selected(string Selector, string? Attribute) : Pick
    {
        /// <inheritdoc/>
        public override string ToString() => Attribute is null ? Selector : $"{Selector}@{Attribute}";
    }

    /// <summary>The address of the link.</summary>
    public sealed record OfAddress : Pick
    {
        /// <inheritdoc/>
        public override string ToString() => "address";
    }

    /// <summary>The text of the cell beside the one with this label.</summary>
    public sealed record Beside(string Label) : Pick
    {
        /// <inheritdoc/>
        public override string ToString() => Label;
    }
}
