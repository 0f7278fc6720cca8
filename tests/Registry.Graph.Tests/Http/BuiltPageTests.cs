using System.Net;
using Registry.Graph.Http;

namespace Registry.Graph.Tests.Http;

public sealed class BuiltPageTests(Chongqing chongqing) : IClassFixture<Chongqing>, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("registry-page-");
    private readonly HttpClient _browser = new();
    private ServedStore? _served;

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "index.html"), "<!doctype html><title>The page</title>");
        File.WriteAllText(Path.Combine(_folder.FullName, "main-1a2b.js"), "export {};");
        _browser.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
        _served = await ServedStore.Serve(chongqing.Store, new GraphQLHttpOptions { PageFolder = _folder.FullName });
    }

    public async ValueTask DisposeAsync()
    {
        await _served!.DisposeAsync();
        _browser.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_page_may_run_no_script_but_those_that_came_with_it()
    {
        using var response = await Get("");
        Assert.Contains("The page", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoCache);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Fact]
    public async Task What_the_page_loads_is_kept_by_browsers_for_good()
    {
        using var response = await Get("/ui/main-1a2b.js");
        Assert.Equal("text/javascript; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/ui/missing.js")]
    [InlineData("/ui/index.html")]
    [InlineData("/ui/..%2f..%2fetc%2fpasswd")]
    [InlineData("/ui/%2fetc%2fpasswd")]
    public async Task Nothing_else_is_found_beside_the_page(string path)
    {
        using var response = await Get(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private Task<HttpResponseMessage> Get(string path) => _browser.GetAsync(_served!.Address + path, TestContext.Current.CancellationToken);
}
