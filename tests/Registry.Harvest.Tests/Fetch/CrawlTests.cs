using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Registry.Harvest.Catalog;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests.Fetch;

/// <summary>What a whole crawl asks of its publisher: the first time, the next time, after a stop at any moment, and from the store.</summary>
public sealed class CrawlTests
{
    private const string Form = "f10-provincial-notices";

    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Forms", "Cases");

    private readonly ConcurrentDictionary<string, int> sent = new(StringComparer.Ordinal);
    private Func<Task> before = () => Task.CompletedTask;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_crawl_of_an_unchanged_site_downloads_no_body_and_adds_no_claim()
    {
        await using Publisher publisher = await Publisher.Start(Answer);
        using Rig rig = new();
        HarvestResult first = await rig.Harvest(Source(publisher), RunKind.Live, cancellationToken: Now);
        Assert.Equal((RunState.Published, 5L, 4), (first.State, first.Records, sent.Count));
        sent.Clear();

        HarvestResult second = await rig.Harvest(Source(publisher), RunKind.Live, cancellationToken: Now);
        Assert.Equal((RunState.Unchanged, 0L, 0), (second.State, second.Claims, sent.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_crawl_that_was_stopped_at_any_request_goes_on_where_it_was(int request)
    {
        await using Publisher publisher = await Publisher.Start(Answer);
        using Rig rig = new();
        using CancellationTokenSource stop = new();
        int asked = 0;
        before = () => ++asked == request ? stop.CancelAsync() : Task.CompletedTask;
        HarvestResult stopped = await rig.Harvest(Source(publisher), RunKind.Live, cancellationToken: stop.Token);
        Assert.Equal(RunState.Cancelled, stopped.State);
        int kept = int.Parse(rig.Query("select cast(count(*) as text) from snapshot")[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(request - 1, kept);
        sent.Clear();

        HarvestResult resumed = await rig.Harvest(Source(publisher), RunKind.Live, cancellationToken: Now);
        Assert.Equal((RunState.Published, 5L, 4 - kept), (resumed.State, resumed.Records, sent.Count));
    }

    [Fact]
    public async Task A_crawl_is_gone_through_again_from_the_store()
    {
        Publisher publisher = await Publisher.Start(Answer);
        using Rig rig = new();
        SourceDefinition source = Source(publisher);
        await rig.Harvest(source, RunKind.Live, cancellationToken: Now);
        await publisher.DisposeAsync();

        HarvestResult replayed = await rig.Harvester.Replay(source with { Definition = new byte[32] }, cancellationToken: Now);
        Assert.Equal((RunState.Published, 5L, 0L, 0L), (replayed.State, replayed.Records, replayed.Claims, replayed.ClaimsClosed));
    }

    [Fact]
    public async Task A_document_that_robots_txt_does_not_allow_is_named_and_the_others_are_read()
    {
        await using Publisher publisher = await Publisher.Start(Answer, context => context.Response.WriteAsync("User-agent: *\nDisallow: /*/202211/"));
        using Rig rig = new();
        HarvestResult result = await rig.Harvest(Source(publisher), RunKind.Live, cancellationToken: Now);
        Assert.Equal((RunState.Published, 4L, 3), (result.State, result.Records, sent.Count));
        Assert.Equal(["FETCH_DISALLOWED"], rig.Query("select code from issue where severity = 'ERROR'"));
    }

    private static SourceDefinition Source(Publisher publisher)
    {
        SourceDefinition source = SourceCatalog.Load(Cases).Sources.Single(known => known.Id == Form);
        return source with { Address = new Uri(publisher.Address, source.Address!.PathAndQuery), Fetch = source.Fetch with { AllowPrivate = true } };
    }

    private async Task Answer(HttpContext context)
    {
        await before();
        string file = Path.Combine(Cases, Form, "site", context.Request.Path.Value!.TrimStart('/'));
        if (!File.Exists(file))
        {
            context.Response.StatusCode = 404;
            return;
        }

        byte[] bytes = await File.ReadAllBytesAsync(file, context.RequestAborted);
        string tag = $"\"{Convert.ToHexString(SHA256.HashData(bytes))}\"";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = 304;
            return;
        }

        context.Response.Headers.ETag = tag;
        context.Response.ContentType = "text/html";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        sent.AddOrUpdate(file, 1, (_, times) => times + 1);
    }
}
