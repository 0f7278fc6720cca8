using System.Net.Http.Json;
using System.Text.Json;

namespace Registry.Tests.Program;

public sealed class SubscriptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_serving_process_tells_what_another_process_harvests()
    {
        var catalog = new SmallCatalog(folder.Path);
        using var first = await RegistryProcess.Run(folder.Path, "harvest", "--catalog", catalog.Folder);
        using var serving = RegistryProcess.Start(folder.Path, "--role", "api", "--urls", "http://127.0.0.1:0");
        Assert.True(await serving.Says("/graphql", TimeSpan.FromMinutes(1)), serving.Errors);
        using var client = new HttpClient();
        using var steps = await Follow(client, serving, """subscription { harvestProgress(source: "cn/spaces") { phase run { source { id } } } }""");
        using var changes = await Follow(client, serving, "subscription { entityChanged(types: [MAKER_SPACE]) { kind release entity { name } } }");

        catalog.Publish("edition.csv", SmallCatalog.List + "4,新星众创空间,新星科技有限公司\n");
        using var second = await RegistryProcess.Run(folder.Path, "harvest", "--catalog", catalog.Folder);

        List<string> phases = [];
        while (phases is [] || phases[^1] != "PUBLISHED")
            phases.Add((await Next(steps)).GetProperty("harvestProgress").GetProperty("phase").GetString()!);
        Assert.Equal(["FETCH", "READ", "CHECK", "PUBLISH", "PUBLISHED"], phases);
        var change = (await Next(changes)).GetProperty("entityChanged");
        Assert.Equal(("FOUNDED", 2, "新星众创空间"), (change.GetProperty("kind").GetString(), change.GetProperty("release").GetInt32(), change.GetProperty("entity").GetProperty("name").GetString()));
    }

    private static async Task<StreamReader> Follow(HttpClient client, RegistryProcess serving, string query)
    {
        var url = serving.Output.Split(' ', '\n').First(word => word.StartsWith("http://", StringComparison.Ordinal));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<JsonElement> Next(StreamReader stream)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var line = await stream.ReadLineAsync(deadline.Token);
            Assert.NotNull(line);
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonSerializer.Deserialize<JsonElement>(line[6..]).GetProperty("data");
        }
    }
}
