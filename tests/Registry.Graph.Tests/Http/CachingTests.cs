using System.Net;
using Registry.Graph.Http;

namespace Registry.Graph.Tests.Http;

public sealed class CachingTests
{
    private const string Question = "?query={asked}";

    private string _state = "release 1";

    [Fact]
    public async Task An_unchanged_state_is_answered_with_304_and_nothing_is_executed()
    {
        await using var server = await Serve();
        using var first = await server.Get(Question);
        var tag = Tag(first);

        using var again = await server.Get(Question, ("If-None-Match", tag));
        using var amongOthers = await server.Get(Question, ("If-None-Match", $"\"other\", {tag}"));
        using var strong = await server.Get(Question, ("If-None-Match", tag[2..]));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.All([again, amongOthers, strong], response =>
        {
            Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
            Assert.Equal(tag, Tag(response));
            Assert.Equal("public, no-cache", Header(response, "Cache-Control"));
            Assert.Equal("Accept, GraphQL-Cost", Header(response, "Vary"));
            Assert.Equal(0, response.Content.Headers.ContentLength ?? 0);
        });
        Assert.Equal(1, server.Asked);
    }

    [Fact]
    public async Task A_new_state_is_executed_and_answered_with_a_new_validator()
    {
        await using var server = await Serve();
        using var first = await server.Get(Question);

        _state = "release 2";
        using var second = await server.Get(Question, ("If-None-Match", Tag(first)));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual(Tag(first), Tag(second));
        Assert.Equal(2, server.Asked);
    }

    [Fact]
    public async Task Whatever_decides_the_answer_decides_the_validator()
    {
        await using var server = await Serve();
        const string Echo = "query A($t:String){echo(text:$t)} query B($t:String){echo(text:$t)}";
        (string Query, string Accept)[] requests =
        [
            (Question, "application/json"),
            (Question, "application/graphql-response+json"),
            ("?query={ asked}", "application/json"),
            ($"?query={Echo}&operationName=A", "application/json"),
            ($"?query={Echo}&operationName=B", "application/json"),
            ($"?query={Echo}&operationName=A&variables={{\"t\":\"x\"}}", "application/json"),
            ($"?query={Echo}&operationName=A&variables={{\"t\":\"y\"}}", "application/json"),
        ];

        var tags = new List<string>();
        foreach (var (query, accept) in requests)
        {
            using var response = await server.Get(query, ("Accept", accept));
            tags.Add(Tag(response));
        }

        Assert.Equal(requests.Length, tags.Distinct().Count());
    }

    [Theory]
    [InlineData("?query={fails}", "*/*")]
    [InlineData("?query={unknown}", "*/*")]
    [InlineData("?query={unknown}", "application/json")]
    [InlineData("?query={", "*/*")]
    [InlineData("?query=mutation{ask}", "*/*")]
    [InlineData("?id=unknown", "*/*")]
    [InlineData("?query={asked}", "multipart/mixed")]
    public async Task What_has_errors_or_is_a_stream_is_not_kept(string query, string accept)
    {
        await using var server = await Serve();

        using var response = await server.Get(query, ("Accept", accept));

        Assert.Null(response.Headers.ETag);
        Assert.Equal("no-store", Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task An_answer_to_a_post_is_not_kept()
    {
        await using var server = await Serve();
        using var got = await server.Get(Question);

        using var posted = await server.Post("""{"query":"{asked}"}""", ("If-None-Match", Tag(got)));

        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Null(posted.Headers.ETag);
        Assert.Equal("no-store", Header(posted, "Cache-Control"));
    }

    [Fact]
    public async Task Caches_may_be_told_to_answer_for_a_while_by_themselves()
    {
        await using var server = await AskedServer.Start(new GraphQLHttpOptions { ReadState = _ => _state, CacheFor = TimeSpan.FromMinutes(2) });

        using var response = await server.Get(Question);

        Assert.Equal("public, max-age=120", Header(response, "Cache-Control"));
    }

    private Task<AskedServer> Serve() => AskedServer.Start(new GraphQLHttpOptions { ReadState = _ => _state });

    private static string Tag(HttpResponseMessage response) => Header(response, "ETag");

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));
}
