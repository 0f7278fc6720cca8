using Microsoft.AspNetCore.Http;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests.Fetch;

/// <summary>How often, how fast and how persistently a publisher is asked; the clock jumps over every wait and remembers it.</summary>
public sealed class MannersTests
{
    private const string List = "企业名称\n甲公司\n";

    private readonly HastyClock clock = new();

    public static IEnumerable<TheoryDataRow<string, string>> Pages() =>
        Cases.Rows(Path.Combine("Fetch", "Cases", "challenges.tsv"), 2).Select(row => new TheoryDataRow<string, string>(row[0].Replace("\\n", "\n", StringComparison.Ordinal), row[1]));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_that_stands_in_the_way_is_told_from_a_document(string page, string verdict)
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync(page));
        using Fetcher fetcher = new(clock);
        using SourceFolder folder = Sites.Source(publisher);
        FetchException? blocked = null;
        try
        {
            await fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken);
        }
        catch (FetchException fault)
        {
            blocked = fault;
        }

        Assert.Equal(verdict == "document" ? null : $"{publisher.Address}list answers 200 OK, but {verdict}: the publisher blocks programs, which is obeyed; fetch the document by hand and import it (--from)", blocked?.Message);
        Assert.Equal(1, publisher.Requests);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(503)]
    [InlineData(521)]
    public async Task A_challenge_is_one_with_any_status_and_is_not_tried_again(int status)
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("<script>document.cookie='a=b';location.reload()</script>");
        });
        using Rig rig = new();
        using SourceFolder folder = Sites.Source(publisher);
        HarvestResult result = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.EndsWith(", but a script must set a cookie first: the publisher blocks programs, which is obeyed; fetch the document by hand and import it (--from)", result.Message, StringComparison.Ordinal);
        Assert.Equal(["FETCH_BLOCKED"], rig.Query("select code from issue"));
        Assert.Equal(1, publisher.Requests);
    }

    [Fact]
    public async Task An_empty_list_is_no_block_but_too_few_records()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync("企业名称\n"));
        using Rig rig = new();
        using SourceFolder folder = Sites.Source(publisher);
        HarvestResult result = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Failed, "nothing was published: 0 records; at least 1 were expected"), (result.State, result.Message));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_fault_that_may_pass_is_tried_again_after_growing_times(int status)
    {
        int asked = 0;
        await using Publisher publisher = await Publisher.Start(context => ++asked < 4 ? Sites.Status(status)(context) : context.Response.WriteAsync(List));
        using Fetcher fetcher = new(clock);
        using SourceFolder folder = Sites.Source(publisher, "private: true, pause: 0, tries: 4");
        Assert.NotNull(await fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken));
        Assert.Equal(3, clock.Waits.Count);
        Assert.All(clock.Waits, wait => Assert.InRange(wait.TotalSeconds, 0.1, 60));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(501)]
    public async Task A_fault_that_does_not_pass_is_not_tried_again(int status)
    {
        await using Publisher publisher = await Publisher.Start(Sites.Status(status));
        using Fetcher fetcher = new(clock);
        using SourceFolder folder = Sites.Source(publisher);
        FetchException fault = await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken));
        Assert.Equal((FetchFault.Refused, status, 1), (fault.Fault, (int)fault.Status!, publisher.Requests));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_publisher_that_asks_for_time_gets_it_in_seconds_or_until_a_date(int status)
    {
        int asked = 0;
        await using Publisher publisher = await Publisher.Start(context =>
        {
            asked++;
            context.Response.Headers.RetryAfter = asked == 1 ? "17" : (clock.GetUtcNow() + TimeSpan.FromSeconds(31)).ToString("r");
            return asked < 3 ? Sites.Status(status)(context) : context.Response.WriteAsync(List);
        });
        using Fetcher fetcher = new(clock);
        using SourceFolder folder = Sites.Source(publisher);
        Assert.NotNull(await fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken));
        // One second between robots.txt and the list; then what was asked for, and nothing beside it.
        Assert.Equal([1, 17, 31], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_publisher_that_asks_for_more_time_than_a_harvest_waits_is_left_alone_until_then()
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return Sites.Status(429)(context);
        });
        using Fetcher fetcher = new(clock);
        using SourceFolder folder = Sites.Source(publisher);
        FetchException first = await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken));
        FetchException second = await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken));
        Assert.Equal((FetchFault.Busy, $"{publisher.Address}list answers 429 Too Many Requests and asks to be left alone for 3600 s; harvest again then"), (first.Fault, first.Message));
        Assert.Equal((FetchFault.Busy, "127.0.0.1 asks to be left alone until 2026-11-22 10:00:01Z; harvest again then"), (second.Fault, second.Message));
        Assert.Equal(1, publisher.Requests);
        clock.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken));
        Assert.Equal(2, publisher.Requests);
    }

    [Fact]
    public async Task A_host_is_asked_once_at_a_time_and_with_the_pause_of_the_source()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync(List));
        using Fetcher fetcher = new(clock);
        using SourceFolder folder = Sites.Source(publisher, "private: true, pause: 4");
        SourceDefinition source = folder.Load();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => fetcher.Fetch(source, null, TestContext.Current.CancellationToken)));
        Assert.Equal((6, 1, 1), (publisher.Requests, publisher.RobotsRequests, publisher.MostAtOnce));
        Assert.Equal(Enumerable.Repeat(4.0, 6), clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task The_pause_that_robots_txt_asks_for_goes_before_a_shorter_one()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync(List), context => context.Response.WriteAsync("User-agent: *\nCrawl-delay: 9"));
        using Fetcher fetcher = new(clock);
        using SourceFolder folder = Sites.Source(publisher);
        for (int i = 0; i < 3; i++)
        {
            await fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken);
        }

        Assert.Equal([1, 9, 9], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_again()
    {
        int asked = 0;
        await using Publisher publisher = await Publisher.Start(async context =>
        {
            if (++asked == 1)
            {
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync(List);
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await context.Response.WriteAsync(List);
        });
        using Fetcher fetcher = new(clock);
        using SourceFolder folder = Sites.Source(publisher);
        Assert.NotNull(await fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken));
        Assert.Equal(2, publisher.Requests);
    }
}
