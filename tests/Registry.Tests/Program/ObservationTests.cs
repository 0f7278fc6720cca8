using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Registry.Tests.Program;

/// <summary>What an operator sees of the running program: /metrics, and traces at a collector.</summary>
public sealed partial class ObservationTests
{
    [Fact]
    public async Task The_metrics_count_requests_statements_releases_and_harvests()
    {
        using var folder = new TemporaryFolder();
        var catalog = new SmallCatalog(folder.Path);
        using var registry = RegistryProcess.Start(folder.Path, "--catalog", catalog.Folder, "--urls", "http://127.0.0.1:0");
        Assert.True(await registry.Says("/graphql", TimeSpan.FromMinutes(2)), registry.Errors);
        using var client = new HttpClient { BaseAddress = new Uri(Address().Match(registry.Output).Groups[1].Value) };
        foreach (var query in new[] { "{makerSpaces{totalCount}}", "{makerSpaces{totalCount}}", "{unknown}" })
            using (await client.GetAsync($"/graphql?query={query}", TestContext.Current.CancellationToken))
            {
            }

        using var response = await client.GetAsync("/metrics", TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("registry_graphql_requests_total{operation=\"query\",outcome=\"done\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("registry_graphql_requests_total{operation=\"unknown\",outcome=\"refused\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("registry_graphql_duration_seconds_count{operation=\"query\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("registry_graphql_waiting 0\n", text, StringComparison.Ordinal);
        Assert.Contains("registry_store_release 1\n", text, StringComparison.Ordinal);
        Assert.Contains("registry_harvest_runs_total{kind=\"Bundled\",state=\"Published\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("registry_harvest_records_total{kind=\"Bundled\"} 3\n", text, StringComparison.Ordinal);
        Assert.Matches("registry_store_statements_total [1-9]", text);
        Assert.Matches("http_server_request_duration_seconds_count\\{.*http_route=\"/graphql\".*\\} [1-9]", text);
        Assert.Contains("kestrel_active_connections", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_gc_collections_total", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line(), line));
        Assert.All(text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'), line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_metrics_can_be_turned_off()
    {
        using var folder = new TemporaryFolder();
        using var registry = await EmptyRegistry.Serve(folder.Path, new() { ["REGISTRY_Metrics__IsOn"] = "false" });

        using var response = await registry.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("REGISTRY_Traces__Endpoint")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public async Task A_trace_of_each_request_arrives_at_the_collector_without_what_was_asked(string variable)
    {
        await using var collector = await Collector.Start();
        using var folder = new TemporaryFolder();
        using var registry = await EmptyRegistry.Serve(folder.Path, new() { [variable] = collector.Address, ["OTEL_BSP_SCHEDULE_DELAY"] = "50" });

        await registry.Ask(new { query = "query Confidential { zones(where: {name: {eq: \"Secret\"}}) { totalCount } }" });
        using (await registry.Client.GetAsync("/graphql?query={__typename Secret:__typename}", TestContext.Current.CancellationToken))
        {
        }

        await collector.Receives("graphql query", TestContext.Current.CancellationToken);
        await collector.Receives("POST /graphql", TestContext.Current.CancellationToken);
        await collector.Receives("GET /graphql", TestContext.Current.CancellationToken);
        Assert.Contains("service.name", collector.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", collector.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Confidential", collector.Text, StringComparison.Ordinal);
        Assert.All(collector.Paths, path => Assert.Equal("/v1/traces", path));
    }

    [GeneratedRegex(@"(http://127\.0\.0\.1:\d+)/graphql")]
    private static partial Regex Address();

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_]+ .*|[a-z_]+(\{[a-z_]+="([^"\\]|\\.)*"(,[a-z_]+="([^"\\]|\\.)*")*\})? [-+0-9.eE]+)$""")]
    private static partial Regex Line();
}
