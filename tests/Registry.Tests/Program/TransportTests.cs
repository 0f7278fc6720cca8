using System.IO.Compression;
using System.Net;

namespace Registry.Tests.Program;

/// <summary>What front-end teams meet at the edge of the program: other origins, compression, persisted documents, batches.</summary>
public sealed class TransportTests
{
    [Fact]
    public async Task Any_origin_may_read_unless_the_settings_name_some()
    {
        using var folder = new TemporaryFolder();
        using var open = await EmptyRegistry.Serve(folder.Path, []);
        using var closed = await EmptyRegistry.Serve(folder.Path, new() { ["REGISTRY_Cors__Origins"] = "https://one.example, https://two.example" });

        Assert.Equal("*", await AllowedOrigin(open, "https://any.example"));
        Assert.Equal("https://two.example", await AllowedOrigin(closed, "https://two.example"));
        Assert.Null(await AllowedOrigin(closed, "https://any.example"));
        using var preflight = await Send(open, HttpMethod.Options, "/graphql", ("Origin", "https://any.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type,graphql-cost"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("content-type,graphql-cost", preflight.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }

    [Theory]
    [InlineData("br", "application/graphql-response+json", "br")]
    [InlineData("gzip", "application/json", "gzip")]
    [InlineData("gzip, br", "application/json", "br")]
    [InlineData("br", "text/event-stream", null)]
    [InlineData("br", "multipart/mixed", null)]
    [InlineData("identity", "application/json", null)]
    public async Task Answers_are_compressed_but_streams_are_not(string encoding, string accept, string? used)
    {
        using var folder = new TemporaryFolder();
        using var registry = await EmptyRegistry.Serve(folder.Path, []);

        using var response = await Send(registry, HttpMethod.Get, "/graphql?query={__typename}", ("Accept-Encoding", encoding), ("Accept", accept));

        Assert.Equal(used, response.Content.Headers.ContentEncoding.SingleOrDefault());
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var text = new StreamReader(used switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        });
        Assert.Contains("""{"data":{"__typename":"Query"}}""", await text.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_answer_is_known_again_by_its_validator()
    {
        using var folder = new TemporaryFolder();
        using var registry = await EmptyRegistry.Serve(folder.Path, []);
        using var first = await Send(registry, HttpMethod.Get, "/graphql?query={__typename}", ("Accept-Encoding", "br"));

        using var again = await Send(registry, HttpMethod.Get, "/graphql?query={__typename}", ("Accept-Encoding", "gzip"), ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Contains("Accept", string.Join(", ", first.Headers.Vary), StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding", first.Headers.Vary);
    }

    [Fact]
    public async Task Documents_of_a_folder_alone_may_be_executed_and_batches_turned_on()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("trusted"));
        File.WriteAllText(folder.File("trusted/count.graphql"), "query($first: Int) { zones(first: $first) { totalCount } }");
        File.WriteAllText(folder.File("registry.json"), """{"Persisted": {"Folder": "trusted", "OnlyTrusted": true}, "Batching": {"Requests": true, "Variables": true}}""");
        using var registry = await EmptyRegistry.Serve(folder.Path, []);

        var batch = await registry.Ask(new object[] { new { id = "count", variables = new[] { new { first = 1 }, new { first = 2 } } }, new { query = "{ __typename }" } });

        Assert.Equal(
            """[{"requestIndex":0,"variableIndex":0,"data":{"zones":{"totalCount":0}}},{"requestIndex":0,"variableIndex":1,"data":{"zones":{"totalCount":0}}},{"requestIndex":1,"errors":[{"message":"Only persisted operations are allowed.","extensions":{"code":"HC0067"}}]}]""",
            batch.GetRawText());
    }

    private static async Task<string?> AllowedOrigin(EmptyRegistry registry, string origin)
    {
        using var response = await Send(registry, HttpMethod.Get, "/graphql?query={__typename}", ("Origin", origin));
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }

    private static async Task<HttpResponseMessage> Send(EmptyRegistry registry, HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await registry.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
