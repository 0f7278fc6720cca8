using System.Net;

namespace Registry.Tests.Program;

/// <summary>What a cache between the program and its clients sees of releases.</summary>
public sealed class CachedAnswersTests
{
    private const string Question = "/graphql?query={makerSpaces{totalCount nodes{name}}}";

    [Fact]
    public async Task An_answer_holds_until_the_next_harvest_also_over_a_restart()
    {
        using var folder = new TemporaryFolder();
        var catalog = new SmallCatalog(folder.Path);
        using var harvest = await RegistryProcess.Run(folder.Path, "harvest", "--catalog", catalog.Folder);
        string tag;
        using (var registry = await EmptyRegistry.Serve(folder.Path, [], "--catalog", catalog.Folder))
        {
            using var first = await registry.Client.GetAsync(Question, TestContext.Current.CancellationToken);
            Assert.Contains("青年众创空间", await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            tag = first.Headers.ETag!.ToString();
        }

        using var restarted = await EmptyRegistry.Serve(folder.Path, [], "--catalog", catalog.Folder);
        Assert.Equal(HttpStatusCode.NotModified, await Ask(restarted, tag));

        using var backup = await RegistryProcess.Run(folder.Path, "backup", "copy.db");
        catalog.Publish("edition.csv", SmallCatalog.List + "4,新生众创空间,新生科技有限公司\n");
        using var second = await RegistryProcess.Run(folder.Path, "harvest", "--catalog", catalog.Folder);
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(HttpStatusCode.OK, await Ask(restarted, tag));

        using var restore = await RegistryProcess.Run(folder.Path, "restore", "copy.db");
        Assert.Equal(0, restore.ExitCode);
        Assert.Equal(HttpStatusCode.NotModified, await Ask(restarted, tag));
    }

    private static async Task<HttpStatusCode> Ask(EmptyRegistry registry, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Question);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var response = await registry.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
