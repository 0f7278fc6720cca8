using System.Globalization;
using System.Runtime.CompilerServices;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Read;
using Registry.Store;

namespace Registry.Harvest.Crawl;

/// <summary>The documents to which the address of a source leads: its pages, and step by step what they link to. No address is asked twice.</summary>
/// <param name="source">The source.</param>
/// <param name="pages">What its addresses give.</param>
/// <param name="kind">Where that comes from.</param>
/// <param name="clock">Says which month it is, for lists that come by the month; the system's where missing.</param>
public sealed class CrawledDocuments(SourceDefinition source, IPages pages, RunKind kind, TimeProvider? clock = null) : IDocuments
{
    private readonly CrawlOptions crawl = source.Crawl ?? CrawlOptions.None;
    private readonly DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime((clock ?? TimeProvider.System).GetUtcNow(), source.Zone).DateTime);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public RunKind Kind => kind;

    /// <inheritdoc/>
    public IAsyncEnumerable<Arrival> Arrive(PublishedList? last, Action<MissedDocument> miss, CancellationToken cancellationToken)
    {
        Uri address = source.Address ?? throw new FetchException(FetchFault.NoAddress, $"{source.Id} has no live address; harvest its bundled edition, or import a file by hand");
        return Walk(new(new(address), null, null, []), 0, miss, cancellationToken);
    }

    private async IAsyncEnumerable<Arrival> Walk(Lead lead, int level, Action<MissedDocument> miss, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FollowStep? step = level < crawl.Follow.Count ? crawl.Follow[level] : null;
        Paging? paging = level == 0 ? crawl.Pages : crawl.Follow[level - 1].Pages;
        await foreach (Arrival page in Pages(lead, paging, step, isStart: level == 0, miss, cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<Lead> leads = step is null ? [] : LeadingPage.Leads(page, step, out _);
            yield return step is null || (leads.Count == 0 && step.Otherwise == Otherwise.Keep)
                ? page with { Carried = [.. page.Carried, .. LeadingPage.Own(page, crawl.Carry)] }
                : page with { HoldsRecords = false };
            if (step is not null && leads.Count == 0)
            {
                MissLinks(page, step, miss);
            }

            foreach (Lead next in leads)
            {
                if (next.Request is null)
                {
                    miss(new(Described(page.Document, next), new(FetchFault.NoAddress, $"{page.Content.Name}: «{next.Title}» stands without a link that leads anywhere")));
                }
                else if (asked.Add(next.Request.Url))
                {
                    await foreach (Arrival arrival in Walk(next, level + 1, miss, cancellationToken).ConfigureAwait(false))
                    {
                        yield return arrival;
                    }
                }
            }
        }
    }

    private static void MissLinks(Arrival page, FollowStep step, Action<MissedDocument> miss)
    {
        if (step.Otherwise == Otherwise.Report)
        {
            miss(new(page.Document, new(FetchFault.NoAddress, $"{page.Content.Name} has no link {step.Link}{(step.Address is null ? "" : $" to {step.Address}")}; otherwise: keep would read the page itself")));
        }
    }

    private async IAsyncEnumerable<Arrival> Pages(Lead lead, Paging? paging, FollowStep? step, bool isStart, Action<MissedDocument> miss, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageTurner? turner = paging is null ? null : new(paging, lead.Request!.Address, today);
        FetchRequest? request = turner?.First ?? lead.Request!;
        Arrival? before = null;
        while (request is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Arrival? page = await Get(request, lead, isFirst: before is null, isStart, turner, miss, cancellationToken).ConfigureAwait(false);
            if (page is null || (before is not null && IsEnd(page, before, step)))
            {
                yield break;
            }

            if (before is null)
            {
                turner?.Count(page);
            }

            yield return page;
            before = page;
            MustNotBeCut(turner, request);
            request = turner is null || turner.IsAtLimit ? null : turner.Next(page);
        }
    }

    // A list that is whole is not cut where we are tired of it; one that flows shows what is new first.
    private void MustNotBeCut(PageTurner? turner, FetchRequest request)
    {
        if (turner is { IsAtLimit: true, Most: > 1 } && source.Coverage == Coverage.Full)
        {
            throw new FetchException(FetchFault.TooLarge, string.Create(CultureInfo.InvariantCulture, $"{request.Url} is page {turner.Most} and there may be more; raise crawl: pages: most, since the list must be whole"));
        }
    }

    private async Task<Arrival?> Get(FetchRequest request, Lead lead, bool isFirst, bool isStart, PageTurner? turner, Action<MissedDocument> miss, CancellationToken cancellationToken)
    {
        try
        {
            Arrival arrival = await pages.Get(request, cancellationToken).ConfigureAwait(false);
            return arrival with { Document = Described(arrival.Document, lead), Carried = lead.Carried };
        }
        catch (FetchException fault) when (!isFirst && fault.Status is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Gone && turner!.EndsWhereNoneIs)
        {
            return null;
        }
        catch (FetchException fault) when (!(isFirst && isStart) && IsOfThisDocument(fault.Fault))
        {
            miss(new(Described(new Document(request.Url, source.Title.Zh), lead), fault));
            return null;
        }
    }

    // What hinders one document may not hinder the next; a publisher that blocks us or is down is left alone.
    private static bool IsOfThisDocument(FetchFault fault) => fault
        is FetchFault.Refused or FetchFault.Disallowed or FetchFault.TooLarge or FetchFault.Garbled or FetchFault.PrivateHost or FetchFault.NoAddress;

    // Behind the last page some publishers show an empty one, others the last one again.
    private bool IsEnd(Arrival page, Arrival before, FollowStep? step)
    {
        if (page.Content.Bytes.Span.SequenceEqual(before.Content.Bytes.Span))
        {
            return true;
        }

        if (step is not null)
        {
            LeadingPage.Leads(page, step, out int items);
            return items == 0;
        }

        return source.Read.Form == ReadForm.Json && JsonRecords.IsEmpty(source.Read, page.Content);
    }

    private static Document Described(Document document, Lead lead) => document with { Title = lead.Title ?? document.Title, PublishedOn = lead.PublishedOn ?? document.PublishedOn };
}
