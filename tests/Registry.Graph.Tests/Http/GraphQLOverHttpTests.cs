using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Registry.Graph.Tests.Http;

public sealed class GraphQLOverHttpTests(GraphQLServer server) : IClassFixture<GraphQLServer>
{
    private const string New = "application/graphql-response+json; charset=utf-8";
    private const string Old = "application/json; charset=utf-8";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, New)]
    [InlineData("*/*", New)]
    [InlineData("application/*", New)]
    [InlineData("application/json", Old)]
    [InlineData("application/json; charset=utf-8", Old)]
    [InlineData("application/graphql-response+json", New)]
    [InlineData("application/graphql-response+json; charset=utf-8, application/json", New)]
    [InlineData("application/json, application/graphql-response+json", New)]
    [InlineData("application/json, application/graphql-response+json;q=0.9", Old)]
    [InlineData("application/graphql-response+json;q=0.1, */*;q=0.5, application/json;q=0", "multipart/mixed; boundary=\"-\"")]
    [InlineData("text/html, */*;q=0.8", New)]
    [InlineData("multipart/mixed", "multipart/mixed; boundary=\"-\"")]
    [InlineData("text/event-stream", "text/event-stream; charset=utf-8")]
    [InlineData("text/event-stream, application/json;q=0.5", "text/event-stream; charset=utf-8")]
    public async Task The_form_of_the_answer_follows_from_the_accept_header(string? accept, string contentType)
    {
        using var response = await Post("""{"query":"{ hello }"}""", accept);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.GetValues("Content-Type").Single());
    }

    [Theory]
    [InlineData("text/plain", 406, "")]
    [InlineData("application/xml, image/*", 406, "")]
    [InlineData("*/*;q=0", 406, "")]
    [InlineData("not a type", 400, """{"errors":[{"message":"The Accept header cannot be read; it is a list of media types.","extensions":{"code":"HC0064"}}]}""")]
    public async Task What_cannot_be_accepted_is_refused(string accept, int status, string body)
    {
        using var response = await Post("""{"query":"{ hello }"}""", accept);
        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation)));
    }

    [Theory]
    [InlineData("""{"query":"{ hello }"}""", 200, 200, """{"data":{"hello":"Hello you"}}""")]
    [InlineData("""{"query":"query($n: String) { hello(name: $n) }","variables":{"n":"重\u5e86"}}""", 200, 200, """{"data":{"hello":"Hello 重庆"}}""")]
    [InlineData("""{"query":"query A { hello } query B { must(n: 1) }","operationName":"B"}""", 200, 200, """{"data":{"must":1}}""")]
    [InlineData("""{"query":"\u007b hello \u007d","variables":null,"operationName":null,"extensions":null,"unknown":[{}]}""", 200, 200, """{"data":{"hello":"Hello you"}}""")]
    [InlineData("""{"id":"hello"}""", 200, 200, """{"data":{"hello":"Hello you"}}""")]
    [InlineData("""{"query":"{ fails }"}""", 200, 200, """{"errors":[{"message":"Unexpected Execution Error","locations":[{"line":1,"column":3}],"path":["fails"],"extensions":{"code":"HC0008"}}],"data":{"fails":null}}""")]
    [InlineData("""{"query":"{ hello"}""", 400, 200, """{"errors":[{"message":"Expected a `Name`-token, but found a `EndOfFile`-token.","locations":[{"line":1,"column":8}],"extensions":{"code":"HC0011"}}]}""")]
    [InlineData("""{"query":"query($n: Int!) { must(n: $n) }"}""", 400, 200, """{"errors":[{"message":"Variable `n` is required.","locations":[{"line":1,"column":7}],"extensions":{"code":"HC0018","variable":"n"}}]}""")]
    [InlineData("""{"query":"query A { hello } query B { hello }"}""", 400, 200, """{"errors":[{"message":"The operation name can only be omitted if there is just one operation in a GraphQL document.","extensions":{"code":"HC0015"}}]}""")]
    [InlineData("", 400, 400, """{"errors":[{"message":"Invalid JSON document.","extensions":{"code":"HC0012"}}]}""")]
    [InlineData("{", 400, 400, """{"errors":[{"message":"Invalid JSON document.","extensions":{"code":"HC0012"}}]}""")]
    [InlineData("""{"query":"{ hello }"} x""", 400, 400, """{"errors":[{"message":"Invalid JSON document.","extensions":{"code":"HC0012"}}]}""")]
    [InlineData("{}", 400, 400, """{"errors":[{"message":"Either the parameter query or the parameter id has to be set.","extensions":{"code":"HC0013"}}]}""")]
    [InlineData("""{"query":""}""", 400, 400, """{"errors":[{"message":"Either the parameter query or the parameter id has to be set.","extensions":{"code":"HC0013"}}]}""")]
    [InlineData("""{"id":"other"}""", 400, 400, """{"errors":[{"message":"The specified persisted operation key is invalid.","extensions":{"code":"HC0020"}}]}""")]
    [InlineData("""[{"query":"{ hello }"}]""", 400, 400, """{"errors":[{"message":"The body of a request is an object, but an array was found.","extensions":{"code":"HC0009"}}]}""")]
    [InlineData("""{"query":{"a":1}}""", 400, 400, """{"errors":[{"message":"`query` is a string, but an object was found.","extensions":{"code":"HC0009"}}]}""")]
    [InlineData("""{"query":"{ hello }","operationName":7}""", 400, 400, """{"errors":[{"message":"`operationName` is a string, but a number was found.","extensions":{"code":"HC0009"}}]}""")]
    [InlineData("""{"query":"{ hello }","variables":[1]}""", 400, 400, """{"errors":[{"message":"`variables` is an object, but an array was found.","extensions":{"code":"HC0009"}}]}""")]
    [InlineData("""{"query":"{ hello }","extensions":"x"}""", 400, 400, """{"errors":[{"message":"`extensions` is an object, but a string was found.","extensions":{"code":"HC0009"}}]}""")]
    [InlineData("""{"query":"{ hello } # \ud800"}""", 400, 400, """{"errors":[{"message":"`query` has half of a surrogate pair as an escape.","extensions":{"code":"HC0012"}}]}""")]
    public async Task A_posted_request_is_answered_with_its_status_in_both_forms(string body, int status, int oldStatus, string answer)
    {
        using var response = await Post(body, null);
        Assert.Equal((status, answer), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation)));
        using var old = await Post(body, "application/json");
        Assert.Equal((oldStatus, answer), ((int)old.StatusCode, await old.Content.ReadAsStringAsync(Cancellation)));
    }

    [Theory]
    [InlineData("?query={hello}", 200, """{"data":{"hello":"Hello you"}}""")]
    [InlineData("?query=query($n:String){hello(name:$n)}&variables={\"n\":\"x%2By\"}", 200, """{"data":{"hello":"Hello x+y"}}""")]
    [InlineData("?query=query A{hello}query B{must(n:2)}&operationName=B", 200, """{"data":{"must":2}}""")]
    [InlineData("?id=hello&operationName=&variables=&extensions=", 200, """{"data":{"hello":"Hello you"}}""")]
    [InlineData("?query={hello}&variables=null", 200, """{"data":{"hello":"Hello you"}}""")]
    [InlineData("?query={hello}&variables={", 400, """{"errors":[{"message":"`variables` is no JSON.","extensions":{"code":"HC0012"}}]}""")]
    [InlineData("?query={hello}&variables=[1]", 400, """{"errors":[{"message":"`variables` is an object, but an array was found.","extensions":{"code":"HC0009"}}]}""")]
    [InlineData("?query={hello}&query={hello}", 400, """{"errors":[{"message":"`query` may be given once.","extensions":{"code":"HC0009"}}]}""")]
    [InlineData("?query=", 400, """{"errors":[{"message":"Either the parameter query or the parameter id has to be set.","extensions":{"code":"HC0013"}}]}""")]
    [InlineData("", 400, """{"errors":[{"message":"Either the parameter query or the parameter id has to be set.","extensions":{"code":"HC0013"}}]}""")]
    public async Task A_request_in_the_address_is_answered(string query, int status, string answer)
    {
        using var response = await server.Client.GetAsync(server.Address + query, Cancellation);
        Assert.Equal((status, answer), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task Head_answers_as_get_without_the_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, server.Address + "?query={hello}");
        using var response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(New, response.Content.Headers.GetValues("Content-Type").Single());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("GET", "?query=mutation{add}", "POST")]
    [InlineData("HEAD", "?query=mutation{add}", "POST")]
    [InlineData("PUT", "", "GET, HEAD, POST")]
    [InlineData("DELETE", "?query={hello}", "GET, HEAD, POST")]
    public async Task A_method_that_may_not_do_this_is_told_which_may(string method, string query, string allow)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), server.Address + query);
        using var response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow));
    }

    [Fact]
    public async Task A_mutation_is_executed_by_post()
    {
        using var response = await Post("""{"query":"mutation { add }"}""", null);
        Assert.Equal("""{"data":{"add":1}}""", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("application/json-patch+json")]
    [InlineData("text/plain")]
    public async Task Only_json_is_read(string contentType)
    {
        using var content = new ByteArrayContent("""{"query":"{ hello }"}"""u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var response = await server.Client.PostAsync(server.Address, content, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(25)]
    public async Task A_body_that_is_too_long_is_read_and_refused(int megabytes)
    {
        var body = $$"""{"query":"{ hello } #{{new string('x', megabytes << 20)}}"}""";
        using var response = await Post(body, null);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(
            """{"errors":[{"message":"The body of a request may have 1048576 bytes; this one is longer.","extensions":{"code":"HC0010","limit":1048576}}]}""",
            await response.Content.ReadAsStringAsync(Cancellation));
        using var next = await Post("""{"query":"{ hello }"}""", null);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_single_answer_is_one_part_of_a_multipart_answer()
    {
        using var response = await Post("""{"query":"{ hello }"}""", "multipart/mixed");
        Assert.Equal(
            "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"data\":{\"hello\":\"Hello you\"}}\r\n-----\r\n",
            await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("{ hello }", """{"data":{"hello":"Hello you"}}""")]
    [InlineData("{ hello", """{"errors":[{"message":"Expected a `Name`-token, but found a `EndOfFile`-token.","locations":[{"line":1,"column":8}],"extensions":{"code":"HC0011"}}]}""")]
    public async Task A_single_answer_is_one_event_of_a_stream(string query, string answer)
    {
        using var response = await Post($$"""{"query":"{{query}}"}""", "text/event-stream");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"event: next\ndata: {answer}\n\nevent: complete\ndata:\n\n", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_subscription_is_a_stream_of_events_with_signs_of_life_between()
    {
        server.StopTicking();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address)
        {
            Content = new StringContent("""{"query":"subscription { tick(upTo: 2) }"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal(":", await stream.ReadLineAsync(Cancellation));
        server.Ticking.SetResult();
        var events = (await stream.ReadToEndAsync(Cancellation)).Split('\n').Where(line => line is not ("" or ":"));
        Assert.Equal(
            ["event: next", """data: {"data":{"tick":1}}""", "event: next", """data: {"data":{"tick":2}}""", "event: complete", "data:"],
            events);
    }

    [Fact]
    public async Task A_subscription_without_a_stream_is_refused()
    {
        using var response = await Post("""{"query":"subscription { tick(upTo: 2) }"}""", null);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("text/event-stream", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report", """{"data":{"hello":"Hello you"},"extensions":{"operationCost":{"fieldCost":0,"typeCost":1}}}""")]
    [InlineData("validate", """{"extensions":{"operationCost":{"fieldCost":0,"typeCost":1}}}""")]
    public async Task The_cost_is_told_when_a_header_asks_for_it(string mode, string answer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + "?query={hello}");
        request.Headers.Add("GraphQL-Cost", mode);
        using var response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal(answer, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("subscription { tick(upTo: 2) }", """{"data":{"tick":1}}""", """{"data":{"tick":2}}""")]
    [InlineData("subscription { nothing }", """{"errors":[{"message":"The field `nothing` does not exist on the type `Subscription`.","locations":[{"line":1,"column":16}],"extensions":{"type":"Subscription","field":"nothing","responseName":"nothing","specifiedBy":"https://spec.graphql.org/September2025/#sec-Field-Selections"}}]}""")]
    public async Task The_events_of_a_subscription_are_parts_where_those_are_accepted(string query, params string[] payloads)
    {
        server.Ticking.TrySetResult();
        using var response = await Post($$"""{"query":"{{query}}"}""", "multipart/mixed");
        Assert.Equal("multipart/mixed; boundary=\"-\"", response.Content.Headers.GetValues("Content-Type").Single());
        var parts = payloads.Select(payload => $"\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{payload}");
        Assert.Equal(string.Concat(parts) + "\r\n-----\r\n", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_long_answer_arrives_whole()
    {
        using var response = await Post("""{"query":"{ many(first: 50000) }"}""", null);
        var json = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal(50_000, json.GetProperty("data").GetProperty("many").GetArrayLength());
    }

    [Fact]
    public async Task A_closed_connection_cancels_the_execution()
    {
        using var client = new CancellationTokenSource();
        var asking = server.Client.GetAsync(server.Address + "?query={never}", client.Token);
        await server.Started.Task;
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await server.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task The_schema_is_served_as_text_and_not_sent_again_while_it_is_the_same()
    {
        using var response = await server.Client.GetAsync(server.Address + "/schema.graphql", Cancellation);
        Assert.Equal("application/graphql; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("hello(name: String = \"you\"): String", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, server.Address + "/schema.graphql");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var unchanged = await server.Client.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Until_the_page_is_built_a_browser_is_shown_where_the_schema_is_and_how_to_build_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        using var response = await server.Client.SendAsync(request, Cancellation);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var page = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("graphql/schema.graphql", page, StringComparison.Ordinal);
        Assert.Contains("cd ui &amp;&amp; npm ci &amp;&amp; npm run build", page, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Post(string body, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await server.Client.SendAsync(request, Cancellation);
    }
}
