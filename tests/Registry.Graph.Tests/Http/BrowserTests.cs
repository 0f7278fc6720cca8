using System.Text.Json;
using Registry.Graph.Http;
using Registry.Tests.Foreign;

namespace Registry.Graph.Tests.Http;

/// <summary>The page in <c>ui</c>, built and used in a browser.</summary>
public sealed class BrowserTests(Chongqing chongqing) : IClassFixture<Chongqing>
{
    private const string Chromium = "/usr/bin/chromium";

    [Fact]
    [Trait("Suite", "foreign")]
    public async Task A_browser_is_given_a_page_whose_examples_answer_and_which_shows_the_documentation()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"Chromium is not installed: {Chromium} is missing (Debian: apt-get install chromium).");
        var folder = Directory.CreateTempSubdirectory("registry-page-");
        try
        {
            var page = Path.Combine(folder.FullName, "page");
            await Node.Npm("ui", "build", "--outDir", page, "--logLevel", "error");
            await using var served = await ServedStore.Serve(chongqing.Store, new GraphQLHttpOptions { PageFolder = page });
            using var used = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var harvesting = Harvest(used.Token);
            var lines = await Node.Run("browser.mjs", served.Address, folder.FullName);
            await used.CancelAsync();
            await harvesting;
            var line = Assert.Single(lines);
            Judge(JsonSerializer.Deserialize<Seen>(line, JsonSerializerOptions.Web)!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Again and again, as it cannot be seen from here when the page has subscribed.
    private async Task Harvest(CancellationToken used)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), used);
                chongqing.Store.HarvestElsewhere(Chongqing.Rows());
            }
        }
        catch (OperationCanceledException)
        {
            // The page was used and is closed.
        }
    }

    private static void Judge(Seen seen)
    {
        Assert.Empty(seen.Elsewhere);
        Assert.Empty(seen.Complaints);
        Assert.Equal(["Incubators", "Search", "WhoSaysSo"], seen.Tabs);
        Assert.All(seen.Answers, answer => Assert.DoesNotContain("\"errors\"", answer, StringComparison.Ordinal));
        Assert.Contains("\"name\": \"孵化器2-0\"", seen.Answers[0], StringComparison.Ordinal);
        Assert.Contains("\"name\": \"重庆大学\"", seen.Answers[1], StringComparison.Ordinal);
        Assert.Contains("\"name\": \"重庆大学荣昌研究院\"", seen.Answers[2], StringComparison.Ordinal);
        Assert.DoesNotContain("\"errors\"", seen.Deferred + seen.Streamed + seen.Told, StringComparison.Ordinal);
        Assert.Matches(@"""name"": ""高新区0"",\s+""incubators"": \{\s+""totalCount"": 0\s+\}", seen.Deferred);
        Assert.Equal(3, seen.Streamed.Split("\"streamed\"").Length - 1);
        Assert.Matches(@"""harvestProgress"": \{\s+""phase"": ""[A-Z]+"",\s+""run"": \{\s+""id"": ""run-\d+""", seen.Told);
        Assert.Contains("Bodies of every type. 全部主体", seen.Documentation, StringComparison.Ordinal);
    }

    private sealed record Seen(
        string[] Tabs, string[] Answers, string Deferred, string Streamed, string Told, string Documentation, string[] Elsewhere, string[] Complaints);
}
