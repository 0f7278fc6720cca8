using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Registry.Graph.Engine;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;
using Registry.Graph.Http;
using Registry.Graph.Tests.Http.Sockets;

namespace Registry.Graph.Tests.Http;

/// <summary>Answers in several payloads, over Kestrel on loopback.</summary>
public sealed class IncrementalDeliveryTests : IAsyncLifetime
{
    private const string Sdl =
        """
        directive @defer(label: String, if: Boolean) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @stream(label: String, initialCount: Int! = 0, if: Boolean) on FIELD
        type Query { fast: Int slow: Int list: [Int] }
        """;

    private const string Document = "{ fast ... @defer(label: \"later\") { slow } }";
    private const string First = """{"data":{"fast":1},"pending":[{"id":"2","path":[],"label":"later"}],"hasNext":true}""";
    private const string Second = """{"incremental":[{"id":"2","data":{"slow":2}}],"completed":[{"id":"2"}],"hasNext":false}""";
    private const string Multipart = "multipart/mixed; boundary=\"-\"";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly HttpClient _client = new();
    private readonly TaskCompletionSource _slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _app;
    private Uri _address = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        var options = EngineOptions.Default with { OpenSession = _ => ValueTask.FromResult<IAsyncDisposable>(new Session(_closed)) };
        _app.MapGraphQL(new GraphQLEngine(Schema.Parse(Sdl), Bindings(), options), options: new GraphQLHttpOptions());
        await _app.StartAsync();
        _address = new Uri(_app.Urls.Single() + "/graphql");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app!.DisposeAsync();
    }

    [Theory]
    [InlineData(null, Multipart)]
    [InlineData("*/*", Multipart)]
    [InlineData("multipart/mixed", Multipart)]
    [InlineData("multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9", Multipart)]
    [InlineData("application/json, */*;q=0.1", Multipart)]
    [InlineData("text/event-stream", "text/event-stream; charset=utf-8")]
    [InlineData("application/json, text/event-stream", "text/event-stream; charset=utf-8")]
    [InlineData("application/json", "application/json; charset=utf-8")]
    [InlineData("application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json; charset=utf-8")]
    [InlineData("application/json, */*;q=0", "application/json; charset=utf-8")]
    public async Task Several_payloads_come_in_a_form_for_several_that_the_client_accepts_and_else_at_once(string? accept, string contentType)
    {
        _slow.SetResult();
        using var response = await Post(Document, accept);
        Assert.Equal((HttpStatusCode.OK, contentType), (response.StatusCode, response.Content.Headers.GetValues("Content-Type").Single()));
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        if (contentType.StartsWith("application/", StringComparison.Ordinal))
        {
            Assert.Equal("""{"data":{"fast":1,"slow":2}}""", body);
        }
        else
        {
            Assert.Contains(First, body, StringComparison.Ordinal);
            Assert.Contains(Second, body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_part_goes_out_with_its_boundary_before_the_next_one_is_executed()
    {
        using var response = await Post(Document, "multipart/mixed");
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        var first = $"\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{First}\r\n---";
        Assert.Equal(first, await Read(body, first.Length));
        _slow.SetResult();
        var rest = $"\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{Second}\r\n-----\r\n";
        Assert.Equal(rest, await Read(body, rest.Length));
        Assert.Equal(0, await body.ReadAsync(new byte[1], Cancellation));
    }

    [Fact]
    public async Task Each_event_goes_out_before_the_next_one_is_executed()
    {
        using var response = await Post(Document, "text/event-stream");
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        var first = $"event: next\ndata: {First}\n\n";
        Assert.Equal(first, await Read(body, first.Length));
        _slow.SetResult();
        var rest = $"event: next\ndata: {Second}\n\nevent: complete\ndata:\n\n";
        Assert.Equal(rest, await Read(body, rest.Length));
    }

    [Fact]
    public async Task Over_a_web_socket_each_payload_is_a_message_that_goes_out_before_the_next_one_is_executed()
    {
        using var client = await SocketClient.Initialise(_address);
        await client.Ask("1", Document.Replace("\"", "\\\"", StringComparison.Ordinal));
        Assert.Equal($$"""{"id":"1","type":"next","payload":{{First}}}""", await client.Hear());
        _slow.SetResult();
        Assert.Equal($$"""{"id":"1","type":"next","payload":{{Second}}}""", await client.Hear());
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.Hear());

        await client.Ask("2", "{ list @stream(initialCount: 1) }");
        Assert.Equal("""{"id":"2","type":"next","payload":{"data":{"list":[1]},"pending":[{"id":"2","path":["list"]}],"hasNext":true}}""", await client.Hear());
        Assert.Equal("""{"id":"2","type":"next","payload":{"incremental":[{"id":"2","items":[2,3]}],"completed":[{"id":"2"}],"hasNext":false}}""", await client.Hear());
        Assert.Equal("""{"id":"2","type":"complete"}""", await client.Hear());
    }

    [Fact]
    public async Task A_client_of_a_web_socket_that_wants_no_more_payloads_closes_the_session()
    {
        using var client = await SocketClient.Initialise(_address);
        await client.Ask("1", "{ fast ... @defer { slow } }");
        Assert.Contains("\"hasNext\":true", await client.Hear(), StringComparison.Ordinal);
        Assert.False(_closed.Task.IsCompleted);
        await client.Say("""{"id":"1","type":"complete"}""");
        await _closed.Task.WaitAsync(Cancellation);
        await client.Ask("1", "{ fast }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"fast":1}}}""", await client.Hear());
    }

    [Fact]
    public async Task The_items_of_a_list_come_in_parts()
    {
        using var response = await Post("{ list @stream(initialCount: 1) }", null);
        Assert.Equal(
            "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"
            + """{"data":{"list":[1]},"pending":[{"id":"2","path":["list"]}],"hasNext":true}"""
            + "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"
            + """{"incremental":[{"id":"2","items":[2,3]}],"completed":[{"id":"2"}],"hasNext":false}"""
            + "\r\n-----\r\n",
            await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("{ fast ... @defer(if: false) { list } }")]
    [InlineData("{ fast list ... @defer { list } }")]
    [InlineData("{ fast list @stream(initialCount: 3) }")]
    public async Task What_comes_in_one_payload_comes_as_any_other_answer(string document)
    {
        using var response = await Post(document, null);
        Assert.Equal("application/graphql-response+json; charset=utf-8", response.Content.Headers.GetValues("Content-Type").Single());
        Assert.Equal("""{"data":{"fast":1,"list":[1,2,3]}}""", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("{ fast ... @defer { nothing } }", "The field `nothing` does not exist on the type `Query`.")]
    [InlineData("{ fast @stream }", "@stream directive is only valid on list fields.")]
    public async Task What_is_not_valid_is_refused_at_once(string document, string message)
    {
        using var response = await Post(document, null);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_between_payloads_cancels_what_is_to_come_and_closes_the_session()
    {
        var response = await Post(Document, "multipart/mixed");
        var body = await response.Content.ReadAsStreamAsync(Cancellation);
        await Read(body, First.Length);
        Assert.False(_closed.Task.IsCompleted);
        response.Dispose();
        await _closed.Task.WaitAsync(Cancellation);
    }

    private async Task<HttpResponseMessage> Post(string document, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = JsonContent.Create(new { query = document }) };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    private static async Task<string> Read(Stream body, int length)
    {
        var bytes = new byte[length];
        await body.ReadExactlyAsync(bytes, Cancellation);
        return Encoding.UTF8.GetString(bytes);
    }

    private Bindings Bindings() => new Bindings()
        .Field("Query", "fast", Resolver.Of(_ => new LongColumn([1], 1)))
        .Field("Query", "list", Resolver.Of(_ => ListColumn.One(new LongColumn([1, 2, 3], 3))))
        .Field("Query", "slow", Resolver.Async(async context =>
        {
            await _slow.Task.WaitAsync(context.CancellationToken);
            return new LongColumn([2], 1);
        }));

    private sealed class Session(TaskCompletionSource closed) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            closed.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
