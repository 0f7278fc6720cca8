using System.Net;
using System.Net.Http.Headers;
using Registry.Graph.Engine;
using Registry.Graph.Http;

namespace Registry.Graph.Tests.Http;

public sealed class SafetyTests
{
    [Fact]
    public async Task Requests_beyond_those_that_execute_wait_and_beyond_those_that_wait_are_told_to_come_again()
    {
        await using var server = await AskedServer.Start(new GraphQLHttpOptions(), EngineOptions.Default with { MaxConcurrentRequests = 2, MaxWaitingRequests = 1 });
        var executing = new[] { server.Answer("""{"query":"{ waits }"}"""), server.Answer("""{"query":"{ waits }"}""") };
        await Until(() => server.Waiting == 2);
        var others = Enumerable.Range(0, 3).Select(_ => server.Post("""{"query":"{ asked }"}""")).ToList();

        var refused = new List<HttpResponseMessage>();
        while (refused.Count < 2)
        {
            var first = await Task.WhenAny(others);
            others.Remove(first);
            refused.Add(await first);
        }

        Assert.All(refused, response =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        });
        Assert.Equal(
            """{"errors":[{"message":"2 requests are executed and 1 wait; ask again later.","extensions":{"code":"SERVER_BUSY","limit":1}}]}""",
            await refused[0].Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, server.Asked);

        server.Go.SetResult();
        using var waited = await Assert.Single(others);
        Assert.Equal(HttpStatusCode.OK, waited.StatusCode);
        Assert.All(await Task.WhenAll(executing), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, (await server.Answer("""{"query":"{ asked }"}""")).Status);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", null, HttpStatusCode.BadRequest, "HC0077")]
    [InlineData("application/x-www-form-urlencoded", null, HttpStatusCode.BadRequest, "HC0077")]
    [InlineData("multipart/form-data; boundary=x", "1", HttpStatusCode.NotFound, "")]
    [InlineData("text/plain", null, HttpStatusCode.NotFound, "")]
    public async Task What_a_page_of_another_site_can_post_unasked_is_not_executed(string contentType, string? preflight, HttpStatusCode status, string code)
    {
        await using var server = await AskedServer.Start(new GraphQLHttpOptions());
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address) { Content = new ByteArrayContent("""{"query":"mutation { ask }"}"""u8.ToArray()) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (preflight is not null)
        {
            request.Headers.Add("GraphQL-Preflight", preflight);
        }

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(code, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, server.Asked);
    }

    [Theory]
    [InlineData("?query=mutation{ask}")]
    [InlineData("?query=mutation{ask}&extensions={}")]
    public async Task A_get_only_reads(string query)
    {
        await using var server = await AskedServer.Start(new GraphQLHttpOptions());

        using var response = await server.Get(query, ("GraphQL-Preflight", "1"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(0, server.Asked);
    }

    [Fact]
    public async Task What_went_wrong_inside_is_not_told()
    {
        await using var failing = await AskedServer.Start(
            new GraphQLHttpOptions { ReadState = _ => throw new InvalidDataException("select secret from /var/lib/registry.db") });
        await using var server = await AskedServer.Start(
            new GraphQLHttpOptions(), EngineOptions.Default with { OpenSession = _ => throw new InvalidDataException("select secret from /var/lib/registry.db") });
        await using var field = await AskedServer.Start(new GraphQLHttpOptions());

        using var state = await failing.Get("?query={asked}");
        using var session = await server.Get("?query={asked}");
        using var resolver = await field.Get("?query={fails}");

        foreach (var response in new[] { state, session, resolver })
        {
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("Unexpected Execution Error", body, StringComparison.Ordinal);
            Assert.DoesNotMatch("select|/var|registry\\.db|   at |Exception|\\.cs", body);
        }
    }

    private static async Task Until(Func<bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!holds())
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
