using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests.Fetch;

/// <summary>Live documents, from a real publisher on loopback.</summary>
public sealed class FetchTests
{
    private const string List = "企业名称\n甲公司\n乙公司\n";

    [Fact]
    public async Task A_live_list_is_published_with_the_address_and_headers_it_came_with()
    {
        int sent = 0;
        await using Publisher publisher = await Publisher.Start(async context =>
        {
            if (context.Request.Headers.IfNoneMatch == "\"v1\"")
            {
                context.Response.StatusCode = 304;
                return;
            }

            sent++;
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.SetCookie = "session=1";
            context.Response.ContentType = "text/csv; charset=utf-8";
            await context.Response.WriteAsync(List);
        });
        using Rig rig = new();
        using SourceFolder folder = Source(publisher, "private: true");
        HarvestResult result = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Published, 2L, null), (result.State, result.Records, result.Message));
        string headers = Assert.Single(rig.Query("select headers from sighting"));
        Assert.Contains("\"etag\":\"\\u0022v1\\u0022\"", headers, StringComparison.Ordinal);
        Assert.DoesNotContain("session", headers, StringComparison.Ordinal);

        HarvestResult again = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Unchanged, 2, 1), (again.State, publisher.Requests, sent));
        Assert.Equal(["2"], rig.Query("select cast(count(*) as text) from sighting"));
    }

    [Fact]
    public async Task A_bundled_edition_older_than_the_live_list_does_not_come_back()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync(List));
        using Rig rig = new();
        using SourceFolder folder = Source(publisher, "private: true");
        await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        HarvestResult bundled = await rig.Harvest(folder.Load(), RunKind.Bundled, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(RunState.Unchanged, bundled.State);
        Assert.Equal(["乙公司", "甲公司"], rig.Query("select name from enterprise order by name"));
    }

    [Theory]
    [InlineData(401, "answers 401 Unauthorized: the publisher blocks programs, which is obeyed; fetch the document by hand and import it (--from)")]
    [InlineData(403, "answers 403 Forbidden: the publisher blocks programs, which is obeyed; fetch the document by hand and import it (--from)")]
    [InlineData(412, "answers 412 Precondition Failed: the publisher blocks programs, which is obeyed; fetch the document by hand and import it (--from)")]
    [InlineData(404, "answers 404 Not Found; 200 would be right")]
    [InlineData(500, "answers 500 Internal Server Error; 200 would be right (tried 3 times)")]
    public async Task An_error_of_the_publisher_is_a_failed_run_and_no_edition_stands_in(int status, string message)
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using Rig rig = new();
        using SourceFolder folder = Source(publisher, "private: true");
        HarvestResult result = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Failed, $"{publisher.Address}list {message}"), (result.State, result.Message));
        Assert.Equal(0, rig.Store.Release(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_address_that_leads_to_a_private_host_is_not_connected_to()
    {
        await using Publisher publisher = await Publisher.Start(context => context.Response.WriteAsync(List));
        using Rig rig = new();
        using SourceFolder folder = Source(publisher, "private: false");
        HarvestResult result = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Failed, "127.0.0.1 leads to 127.0.0.1, which is not public; write fetch: {private: [address]} in the source if that is meant"), (result.State, result.Message));
        Assert.Equal(0, publisher.Requests);
    }

    [Fact]
    public async Task A_body_that_unfolds_beyond_the_limit_is_broken_off()
    {
        await using Publisher publisher = await Publisher.Start(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using GZipStream gzip = new(context.Response.Body, CompressionLevel.Fastest);
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 64 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await gzip.WriteAsync(zeros);
            }
        });
        using Rig rig = new();
        using SourceFolder folder = Source(publisher, "private: true, megabytes: 2");
        HarvestResult result = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Failed, $"{publisher.Address}list sends more than 2097152 bytes; raise fetch: megabytes if the list is that large"), (result.State, result.Message));
    }

    [Fact]
    public async Task A_publisher_that_never_ends_is_left_after_the_limit()
    {
        await using Publisher publisher = await Publisher.Start(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using Rig rig = new();
        using SourceFolder folder = Source(publisher, "private: true, seconds: 1, tries: 2");
        HarvestResult result = await rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((RunState.Failed, $"{publisher.Address}list took longer than 1 s; raise fetch: seconds if the publisher is slow (tried 2 times)"), (result.State, result.Message));
    }

    [Fact]
    public async Task Redirects_are_followed_and_a_loop_of_them_ends()
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            if (context.Request.Path == "/list")
            {
                context.Response.Redirect(context.Request.Headers.ContainsKey("x") ? "/list" : "/moved");
                return Task.CompletedTask;
            }

            if (context.Request.Path == "/loop")
            {
                context.Response.Redirect("/loop");
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync(List);
        });
        using Fetcher fetcher = new(new HastyClock());
        using SourceFolder folder = Source(publisher, "private: true");
        SourceDefinition source = folder.Load();
        Arrival arrival = (await fetcher.Fetch(source, null, TestContext.Current.CancellationToken))!;
        Assert.Equal($"{publisher.Address}moved", arrival.Sighting.Address);
        FetchException loop = await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(source with { Address = new Uri(publisher.Address, "/loop") }, null, TestContext.Current.CancellationToken));
        Assert.Equal((FetchFault.Refused, $"{publisher.Address}loop is redirected in a circle: {publisher.Address}loop -> {publisher.Address}loop"), (loop.Fault, loop.Message));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        await using Publisher publisher = await Publisher.Start(context =>
        {
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"v1\"" ? 304 : 200;
            return Task.CompletedTask;
        });
        using Fetcher fetcher = new(new HastyClock());
        using SourceFolder folder = Source(publisher, "private: true");
        Assert.Null(await fetcher.Fetch(folder.Load(), new Validators("\"v1\"", null), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2400:3200::1", true)]
    public void Only_addresses_of_the_public_internet_are_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicHosts.IsPublic(IPAddress.Parse(address)));

    private static SourceFolder Source(Publisher publisher, string fetch) => Sites.Source(publisher, fetch);
}
