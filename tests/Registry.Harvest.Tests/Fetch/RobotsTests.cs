using System.Text;
using Microsoft.AspNetCore.Http;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests.Fetch;

/// <summary>robots.txt by RFC 9309: how it is read, and that it is obeyed.</summary>
public sealed class RobotsTests
{
    public static IEnumerable<TheoryDataRow<string, string, string>> Cases() =>
        Tests.Cases.Rows(Path.Combine("Fetch", "Cases", "robots.tsv"), 3).Select(row => new TheoryDataRow<string, string, string>(row[0], row[1], row[2]));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_path_is_allowed_or_refused_as_the_RFC_says(string file, string path, string verdict)
    {
        string text = file.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\uFEFF", "\uFEFF", StringComparison.Ordinal);
        Robots robots = Robots.Read(Encoding.UTF8.GetBytes(text), "Registry");
        Assert.Equal(verdict, robots.Allows(new Uri("http://bureau.example" + path)) ? "allowed" : "refused");
    }

    [Fact]
    public void What_stands_behind_the_first_512_KiB_is_not_read()
    {
        string text = "User-agent: *\n" + new string('#', Robots.MostBytes) + "\nDisallow: /\n";
        Assert.True(Robots.Read(Encoding.UTF8.GetBytes(text), "Registry").Allows(new Uri("http://bureau.example/a")));
    }

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 7", 7.0)]
    [InlineData("User-agent: *\nCrawl-delay: 7\nUser-agent: Registry\nCrawl-delay: 2.5", 2.5)]
    [InlineData("User-agent: *\nCrawl-delay: -7", null)]
    [InlineData("User-agent: *\nCrawl-delay: soon", null)]
    [InlineData("User-agent: *\nCrawl-delay: 99999999999999999999999", null)]
    public void The_delay_that_a_site_asks_for_is_read(string text, double? seconds) =>
        Assert.Equal(seconds, Robots.Read(Encoding.UTF8.GetBytes(text), "Registry").Delay?.TotalSeconds);

    [Fact]
    public async Task An_address_that_robots_txt_does_not_allow_is_not_asked_for()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync("x"), context => context.Response.WriteAsync("User-agent: *\nDisallow: /list"));
        using Rig rig = new();
        using SourceFolder folder = Sites.Source(publisher);
        HarvestResult result = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Failed, $"{publisher.Address}robots.txt does not allow /list, which is obeyed; fetch the document by hand and import it (--from)"), (result.State, result.Message));
        Assert.Equal((0, 1), (publisher.Requests, publisher.RobotsRequests));
        Assert.Equal(["FETCH_DISALLOWED"], rig.Query("select code from issue"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(410)]
    [InlineData(429)]
    public async Task A_site_that_has_no_robots_txt_allows_everything(int status)
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync("企业名称\n甲公司\n"), Sites.Status(status));
        using Rig rig = new();
        using SourceFolder folder = Sites.Source(publisher);
        Assert.Equal(RunState.Published, (await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken)).State);
    }

    [Fact]
    public async Task A_site_that_cannot_say_what_it_allows_is_left_alone()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync("x"), Sites.Status(503));
        using Rig rig = new();
        using SourceFolder folder = Sites.Source(publisher);
        HarvestResult result = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal($"{publisher.Address}robots.txt answers 503 Service Unavailable; nothing of the site may be fetched until it can say what it allows (tried 3 times)", result.Message);
        Assert.Equal((0, 3), (publisher.Requests, publisher.RobotsRequests));
    }

    [Fact]
    public async Task Robots_txt_is_asked_for_once_a_day_and_by_redirect_too()
    {
        await using Publisher publisher = await Publisher.Start(
            context => context.Response.WriteAsync(context.Request.Path == "/rules" ? "User-agent: *\nDisallow: /closed" : "企业名称\n甲公司\n"),
            context =>
            {
                context.Response.Redirect("/rules");
                return Task.CompletedTask;
            });
        HastyClock clock = new();
        using Fetcher fetcher = new(clock);
        using SourceFolder folder = Sites.Source(publisher);
        SourceDefinition source = folder.Load();
        await fetcher.Fetch(source, null, TestContext.Current.CancellationToken);
        await fetcher.Fetch(source, null, TestContext.Current.CancellationToken);
        Assert.Equal(1, publisher.RobotsRequests);
        clock.Advance(TimeSpan.FromHours(25));
        await fetcher.Fetch(source, null, TestContext.Current.CancellationToken);
        Assert.Equal(2, publisher.RobotsRequests);
        FetchException closed = await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(source, new FetchRequest(new Uri(publisher.Address, "/closed")), null, TestContext.Current.CancellationToken));
        Assert.Equal(FetchFault.Disallowed, closed.Fault);
    }

    [Fact]
    public async Task A_redirect_to_an_address_that_is_not_allowed_is_not_followed()
    {
        await using Publisher publisher = await Publisher.Start(
            context =>
            {
                context.Response.Redirect("/closed");
                return Task.CompletedTask;
            },
            context => context.Response.WriteAsync("User-agent: Registry\nDisallow: /closed"));
        using Fetcher fetcher = new(new HastyClock());
        using SourceFolder folder = Sites.Source(publisher);
        FetchException closed = await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(folder.Load(), null, TestContext.Current.CancellationToken));
        Assert.Equal((FetchFault.Disallowed, 1), (closed.Fault, publisher.Requests));
    }
}
