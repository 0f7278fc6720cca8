using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Read;

namespace Registry.Harvest.Crawl;

/// <summary>What is asked for the pages of one list, in their order.</summary>
internal sealed class PageTurner(Paging paging, Uri first, DateOnly today)
{
    private int turned;
    private int? count;

    /// <summary>The request for the first page.</summary>
    public FetchRequest First => paging.Form is { } form ? new(first, Fill(form, paging.From))
        : paging.Since is not null ? new(Monthly(0)!) : new(first);

    /// <summary>Whether a page that is not there is the end; where the pages are counted or come by the month it is a gap.</summary>
    public bool EndsWhereNoneIs => count is null && paging.Since is null && paging.Link is null;

    /// <summary>Whether the number of pages is a limit of ours, and there may be more.</summary>
    public bool IsAtLimit => turned + 1 >= paging.Most && !(count <= paging.Most);

    /// <summary>The most pages that are asked for.</summary>
    public int Most => paging.Most;

    /// <summary>Takes from the first page how many there are, where it says so.</summary>
    /// <exception cref="UnreadableException">It should say so and does not.</exception>
    public void Count(Arrival page)
    {
        if (paging.Count is not { } pattern)
        {
            return;
        }

        string text = Charset.Of(page.Content, null).Decode(page.Content.Bytes.Span);
        Match match = pattern.Match(text);
        count = match.Success && int.TryParse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int stated)
            ? stated
            : throw new UnreadableException(UnreadableReason.PartMissing, page.Content.Name, $"the number of pages is not stated: nothing matches {pattern}", "mend crawl: pages: count");
    }

    /// <summary>The request for the page behind this one; null where there is none.</summary>
    public FetchRequest? Next(Arrival page)
    {
        turned++;
        if (turned >= count)
        {
            return null;
        }

        if (paging.Link is { } link)
        {
            return LeadingPage.Next(page, link) is { } address ? new(address) : null;
        }

        if (paging.Since is not null)
        {
            return Monthly(turned) is { } month ? new(month) : null;
        }

        int number = paging.From + turned - (paging.Form is null ? 1 : 0);
        return paging.Form is { } form ? new(first, Fill(form, number)) : new(new Uri(first, Fill(paging.Next!, number)));
    }

    // The month that has not ended yet has no document.
    private Uri? Monthly(int number)
    {
        DateOnly month = paging.Since!.Value.AddMonths(number);
        return number > 0 && month.AddMonths(1) > today
            ? null
            : new Uri(first, Fill(paging.Next!, number)
                .Replace("{yyyy}", month.ToString("yyyy", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{MM}", month.ToString("MM", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private string Fill(string template, int page) => new StringBuilder(template)
        .Replace("{page}", page.ToString(CultureInfo.InvariantCulture))
        .Replace("{name}", Path.GetFileNameWithoutExtension(first.Segments[^1]))
        .ToString();
}
