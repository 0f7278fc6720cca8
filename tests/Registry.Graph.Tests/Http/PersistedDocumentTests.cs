using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Registry.Graph.Http;

namespace Registry.Graph.Tests.Http;

public sealed class PersistedDocumentTests : IDisposable
{
    private const string NotFound = """{"errors":[{"message":"The specified persisted operation key is invalid.","extensions":{"code":"HC0020"}}]}""";
    private const string NotSent = """{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"HC0020"}}]}""";
    private const string NotSupported = """{"errors":[{"message":"PersistedQueryNotSupported","extensions":{"code":"HC0020"}}]}""";
    private const string OnlyPersisted = """{"errors":[{"message":"Only persisted operations are allowed.","extensions":{"code":"HC0067"}}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("registry-trusted-").FullName;

    [Fact]
    public async Task A_trusted_document_is_executed_by_its_id_over_post_and_get()
    {
        Write("Echo_1-a", "query($t: String) { echo(text: $t) }");
        await using var server = await Serve();

        Assert.Equal((200, """{"data":{"echo":"x"}}"""), await server.Answer("""{"id":"Echo_1-a","variables":{"t":"x"}}"""));
        using var got = await server.Get("?id=Echo_1-a&variables={\"t\":\"y\"}");
        Assert.Equal("""{"data":{"echo":"y"}}""", await Body(got));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("../outside")]
    [InlineData("..%2Foutside")]
    [InlineData("/etc/passwd")]
    [InlineData("in.side")]
    [InlineData("inside.graphql")]
    [InlineData("内")]
    [InlineData("a\\u0000b")]
    public async Task An_id_that_is_absent_and_one_that_is_forbidden_are_answered_alike(string id)
    {
        Write("inside", "{ asked }");
        Write("in.side", "{ asked }");
        File.WriteAllText(Path.Combine(_folder, "outside.graphql"), "{ asked }");
        await using var server = await Serve(new GraphQLHttpOptions { FindDocument = new TrustedDocuments(Folder()).Find });

        Assert.Equal((400, NotFound), await server.Answer($$"""{"id":"{{id}}"}"""));
        Assert.Equal(0, server.Asked);
    }

    [Fact]
    public async Task A_document_that_was_sent_once_with_its_hash_is_executed_by_the_hash()
    {
        await using var server = await Serve(new GraphQLHttpOptions());
        var hash = Hash("{ asked }");

        Assert.Equal((400, NotSent), await server.Answer(Request(hash)));
        Assert.Equal((200, """{"data":{"asked":1}}"""), await server.Answer(Request(hash, "{ asked }")));
        Assert.Equal((200, """{"data":{"asked":2}}"""), await server.Answer(Request(hash.ToUpperInvariant())));
        using var got = await server.Get($"?extensions={{\"persistedQuery\":{{\"version\":1,\"sha256Hash\":\"{hash}\"}}}}");
        Assert.Equal("""{"data":{"asked":3}}""", await Body(got));
    }

    [Fact]
    public async Task A_hash_that_is_not_that_of_the_text_is_refused_and_keeps_nothing()
    {
        await using var server = await Serve(new GraphQLHttpOptions());
        var hash = Hash("{ asked }");

        var (status, body) = await server.Answer(Request(hash, "{ echo }"));

        Assert.Equal(400, status);
        Assert.Equal("""{"errors":[{"message":"`extensions.persistedQuery.sha256Hash` is not the SHA-256 of `query`.","extensions":{"code":"PERSISTED_QUERY_HASH_MISMATCH"}}]}""", body);
        Assert.Equal((400, NotSent), await server.Answer(Request(hash)));
    }

    [Theory]
    [InlineData("""{"version":2,"sha256Hash":"0000000000000000000000000000000000000000000000000000000000000000"}""")]
    [InlineData("""{"version":1,"sha256Hash":"short"}""")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":"1","sha256Hash":7}""")]
    [InlineData("\"x\"")]
    public async Task An_extension_that_makes_no_sense_is_refused_with_what_would_be_right(string extension)
    {
        await using var server = await Serve(new GraphQLHttpOptions());

        var (status, body) = await server.Answer($$$"""{"query":"{ asked }","extensions":{"persistedQuery":{{{extension}}}}}""");

        Assert.Equal(400, status);
        Assert.Equal("`extensions.persistedQuery` is {\"version\": 1, \"sha256Hash\": 64 hexadecimal digits}.", JsonDocument.Parse(body).RootElement.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_documents_that_were_longest_unused_leave_when_the_memory_is_full()
    {
        await using var server = await Serve(new GraphQLHttpOptions { AutomaticDocumentBytes = 20_000 });
        var documents = Enumerable.Range(0, 20).Select(i => $"{{ asked }} # {i} {new string('x', 1500)}").ToList();
        foreach (var document in documents)
        {
            await server.Answer(Request(Hash(document), document));
            Assert.Equal(200, (await server.Answer(Request(Hash(documents[0])))).Status);
        }

        var kept = 0;
        foreach (var document in documents)
        {
            kept += (await server.Answer(Request(Hash(document)))).Status == 200 ? 1 : 0;
        }

        Assert.InRange(kept, 5, 13);
        Assert.Equal((400, NotSent), await server.Answer(Request(Hash(documents[1]))));
    }

    [Fact]
    public async Task Without_memory_for_them_no_document_is_kept()
    {
        await using var server = await Serve(new GraphQLHttpOptions { AutomaticDocumentBytes = 0 });
        var hash = Hash("{ asked }");

        Assert.Equal(200, (await server.Answer(Request(hash, "{ asked }"))).Status);
        Assert.Equal((400, NotSupported), await server.Answer(Request(hash)));
    }

    [Fact]
    public async Task Where_only_trusted_documents_are_executed_every_text_is_refused()
    {
        var hash = Hash("{ asked }");
        Write("known", "{ asked }");
        Write(hash, "{ asked }");
        await using var server = await Serve(new GraphQLHttpOptions { FindDocument = new TrustedDocuments(Folder()).Find, OnlyTrustedDocuments = true });

        Assert.Equal((200, """{"data":{"asked":1}}"""), await server.Answer("""{"id":"known"}"""));
        Assert.Equal((200, """{"data":{"asked":2}}"""), await server.Answer(Request(hash)));
        Assert.Equal((400, OnlyPersisted), await server.Answer("""{"query":"{ asked }"}"""));
        Assert.Equal((400, OnlyPersisted), await server.Answer("""{"id":"known","query":"{ asked }"}"""));
        Assert.Equal((400, OnlyPersisted), await server.Answer(Request(hash, "{ asked }")));
        Assert.Equal((400, NotSupported), await server.Answer(Request(Hash("{ echo }"))));
        Assert.Equal((400, NotFound), await server.Answer("""{"id":"unknown"}"""));
        using var got = await server.Get("?query={asked}");
        Assert.Equal(OnlyPersisted, await Body(got));
        using var streamed = await server.Post("""{"query":"{ asked }"}""", ("Accept", "text/event-stream"));
        Assert.Contains("HC0067", await Body(streamed), StringComparison.Ordinal);
        Assert.Equal(2, server.Asked);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<AskedServer> Serve(GraphQLHttpOptions? options = null) =>
        AskedServer.Start(options ?? new GraphQLHttpOptions { FindDocument = new TrustedDocuments(Folder()).Find });

    private string Folder() => Directory.CreateDirectory(Path.Combine(_folder, "trusted")).FullName;

    private void Write(string id, string document) => File.WriteAllText(Path.Combine(Folder(), id + ".graphql"), document);

    private static string Hash(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private static string Request(string hash, string? query = null) => JsonSerializer.Serialize(new
    {
        query,
        extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } },
    });

    private static Task<string> Body(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
