using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Registry.Graph.Reconcile;

namespace Registry.Graph.Tests.Reconcile;

/// <summary>The reconciliation service, asked over HTTP as OpenRefine and the specification's test bench ask it.</summary>
public sealed class ReconcileTests(Chongqing chongqing) : IClassFixture<Chongqing>, IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private WebApplication? _app;

    private string Address => _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapReconcile(chongqing.Store.Read);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app!.DisposeAsync();
    }

    [Fact]
    public async Task Without_parameters_the_service_says_what_it_offers()
    {
        var manifest = await Get("");
        Assert.Equal("0.2", Assert.Single(manifest.GetProperty("versions").EnumerateArray()).GetString());
        Assert.All(
            ["name", "identifierSpace", "schemaSpace", "defaultTypes", "view", "preview", "suggest", "extend", "batchSize"],
            field => Assert.True(manifest.TryGetProperty(field, out _), field));
        Assert.EndsWith("?id={{id}}", manifest.GetProperty("view").GetProperty("url").GetString(), StringComparison.Ordinal);
        foreach (var what in (string[])["entity", "type", "property"])
        {
            var suggest = manifest.GetProperty("suggest").GetProperty(what);
            Assert.Equal(HttpStatusCode.OK, (await Ask($"{suggest.GetProperty("service_path").GetString()}?prefix=a")).StatusCode);
            Assert.Contains("${id}", suggest.GetProperty("flyout_service_path").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_of_queries_is_answered_by_form_and_by_address(bool byForm)
    {
        const string Queries = """{"q0":{"query":"重慶大學","type":"University","limit":2,"type_strict":"should"},"q1":{"query":"高新区1","type":[{"id":"Zone"}]},"q2":{"query":"没有"}}""";
        var answer = byForm ? await Post(new() { ["queries"] = Queries }) : await Get("?queries=" + Uri.EscapeDataString(Queries));
        var best = answer.GetProperty("q0").GetProperty("result")[0];
        Assert.Equal(("重庆大学", 100, true), (best.GetProperty("name").GetString(), best.GetProperty("score").GetDouble(), best.GetProperty("match").GetBoolean()));
        Assert.Equal("University", best.GetProperty("type")[0].GetProperty("id").GetString());
        Assert.Equal("place", best.GetProperty("features")[0].GetProperty("id").GetString());
        Assert.Equal("高新区1", answer.GetProperty("q1").GetProperty("result")[0].GetProperty("name").GetString());
        Assert.Equal(0, answer.GetProperty("q2").GetProperty("result").GetArrayLength());
    }

    [Fact]
    public async Task An_identifier_among_the_properties_decides()
    {
        var answer = await Post(new() { ["queries"] = """{"q":{"properties":[{"pid":"SCHOOL_CODE","v":["4150010611"]}]}}""" });
        var best = Assert.Single(answer.GetProperty("q").GetProperty("result").EnumerateArray());
        Assert.Equal(("重庆大学", true), (best.GetProperty("name").GetString(), best.GetProperty("match").GetBoolean()));
    }

    [Fact]
    public async Task Bodies_types_and_properties_are_suggested_and_told_of()
    {
        var entity = (await Get("/suggest/entity?prefix=cqdx")).GetProperty("result")[0];
        Assert.Equal("重庆大学", entity.GetProperty("name").GetString());
        Assert.Equal("Zone", (await Get("/suggest/type?prefix=zone")).GetProperty("result")[0].GetProperty("id").GetString());
        Assert.Equal("degreeLevel", (await Get("/suggest/property?prefix=degree")).GetProperty("result")[0].GetProperty("id").GetString());
        Assert.Contains("重庆大学", (await Get($"/flyout/entity?id={entity.GetProperty("id").GetString()}")).GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("高新区", (await Get("/flyout/type?id=Zone")).GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Equal("names", (await Get("/flyout/property?id=names")).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await Ask("/reconcile/flyout/entity?id=uni-00000000")).StatusCode);
    }

    [Fact]
    public async Task A_body_is_shown_on_a_page()
    {
        var id = (await Get("/suggest/entity?prefix=重庆大学")).GetProperty("result")[0].GetProperty("id").GetString();
        var page = await Ask($"/reconcile/preview?id={id}");
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("SCHOOL_CODE 4150010611", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_are_added_from_what_is_known_of_bodies()
    {
        var id = (await Get("/suggest/entity?prefix=重庆大学")).GetProperty("result")[0].GetProperty("id").GetString();
        var extend = $$$"""{"ids":["{{{id}}}","gone"],"properties":[{"id":"names","settings":{"limit":"1"}},{"id":"SCHOOL_CODE"},{"id":"degreeLevel"},{"id":"place"},{"id":"affiliates"}]}""";
        var answer = await Post(new() { ["extend"] = extend });
        Assert.Equal(5, answer.GetProperty("meta").GetArrayLength());
        var row = answer.GetProperty("rows").GetProperty(id!);
        Assert.Equal("""[{"str":"重庆大学"}]""", row.GetProperty("names").GetRawText());
        Assert.Equal("""[{"str":"4150010611"}]""", row.GetProperty("SCHOOL_CODE").GetRawText());
        Assert.Equal("""[{"str":"UNDERGRADUATE"}]""", row.GetProperty("degreeLevel").GetRawText());
        Assert.Equal("重庆市", row.GetProperty("place")[0].GetProperty("name").GetString());
        Assert.Contains("机械传动国家重点实验室", row.GetProperty("affiliates").EnumerateArray().Select(body => body.GetProperty("name").GetString()));
        Assert.Equal("[]", answer.GetProperty("rows").GetProperty("gone").GetProperty("names").GetRawText());
        var proposals = await Get("/properties?type=University&limit=3");
        Assert.Equal(3, proposals.GetProperty("properties").GetArrayLength());
    }

    [Fact]
    public async Task Pages_of_other_origins_may_ask_also_by_a_callback()
    {
        using var response = await Ask("/reconcile?callback=told");
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("text/javascript", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("/**/told({", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var preflight = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Options, Address + "/reconcile"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        using var script = await Ask("/reconcile?callback=alert(1)//");
        Assert.Equal(HttpStatusCode.BadRequest, script.StatusCode);
    }

    [Theory]
    [InlineData("queries", "[]", HttpStatusCode.BadRequest, "queries is no JSON object.")]
    [InlineData("queries", "{\"q\":{}}", HttpStatusCode.BadRequest, "Query q has neither query nor properties; one of them would be right.")]
    [InlineData("extend", "{}", HttpStatusCode.BadRequest, "extend has no array ids; one would be right.")]
    [InlineData("extend", "{\"ids\":[],\"properties\":[{\"id\":\"nothing\"}]}", HttpStatusCode.BadRequest, "There is no property \"nothing\"; /reconcile/properties lists them.")]
    [InlineData("other", "1", HttpStatusCode.BadRequest, "Found neither queries nor extend; a form with one of them would be right.")]
    public async Task A_query_that_cannot_be_answered_is_refused_in_words(string parameter, string value, HttpStatusCode status, string message)
    {
        using var response = await _client.PostAsync(Address + "/reconcile", new FormUrlEncodedContent([new(parameter, value)]), TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(message, (await Json(response)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_batch_of_more_queries_than_are_told_of_is_too_large()
    {
        var queries = JsonSerializer.Serialize(Enumerable.Range(0, 101).ToDictionary(i => $"q{i}", _ => new { query = "a" }));
        using var response = await _client.PostAsync(Address + "/reconcile", new FormUrlEncodedContent([new("queries", queries)]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private Task<HttpResponseMessage> Ask(string path) => _client.GetAsync(Address + path, TestContext.Current.CancellationToken);

    private async Task<JsonElement> Get(string path)
    {
        using var response = await Ask("/reconcile" + path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Json(response);
    }

    private async Task<JsonElement> Post(Dictionary<string, string> form)
    {
        using var response = await _client.PostAsync(Address + "/reconcile", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Json(response);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
