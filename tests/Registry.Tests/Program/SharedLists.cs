using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Registry.Tests.Program;

/// <summary>
/// Four lists, each with an edition that the catalog carries and a longer one at a publisher on loopback, who counts who asks and leaves the
/// first that asks for the last list waiting in the middle of it.
/// </summary>
internal sealed class SharedLists : IAsyncDisposable
{
    /// <summary>How many maker-spaces each list names in its bundled edition.</summary>
    public const int Bundled = 40;

    private static readonly string[] words = ["青年", "火炬", "星火", "朝阳"];

    private readonly WebApplication site;
    private readonly ConcurrentDictionary<string, int> fetches = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource over = new();

    private SharedLists(WebApplication site) => this.site = site;

    /// <summary>The sources' paths.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Enumerable.Range(0, words.Length).Select(Path)];

    /// <summary>The source that somebody waits for.</summary>
    public static string Held => Sources[^1];

    /// <summary>The word with which the names of a source's list begin.</summary>
    public static string WordOf(int source) => words[source];

    /// <summary>How many maker-spaces a list names at its publisher.</summary>
    public static int Live(int source) => 150 + (50 * source);

    /// <summary>Ends when somebody waits.</summary>
    public Task Asked => asked.Task;

    /// <summary>How often each list was asked for.</summary>
    public IReadOnlyDictionary<string, int> Fetches => fetches;

    /// <summary>Where the catalog lies.</summary>
    public required string Catalog { get; init; }

    public static async Task<SharedLists> Publish(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var lists = new SharedLists(builder.Build()) { Catalog = System.IO.Path.Combine(folder, "sources") };
        lists.site.MapGet("/{number:int}.csv", (HttpContext http, int number) => lists.Send(http, number));
        await lists.site.StartAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < words.Length; i++)
            lists.Define(i);
        return lists;
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await site.DisposeAsync();
        over.Dispose();
    }

    private void Define(int source)
    {
        var at = Directory.CreateDirectory(System.IO.Path.Combine(Catalog, Path(source))).FullName;
        File.WriteAllText(System.IO.Path.Combine(at, "edition.csv"), Rows(source, Bundled));
        File.WriteAllText(System.IO.Path.Combine(at, "source.yml"), SmallCatalog.Source
            .Replace("EDITION", "edition.csv", StringComparison.Ordinal)
            .Replace("FORM", "csv", StringComparison.Ordinal)
            .Replace("http://example.org/list", $"http://example.org/list/{source}", StringComparison.Ordinal)
            .Replace("max: 5", "max: 5000", StringComparison.Ordinal)
            .Replace("coverage: full", $"address: {AddressOf(source)}\nschedule: \"0 0 3 * * ?\"\nfetch: {{private: true, pause: 0, seconds: 600, tries: 1}}\ncoverage: full", StringComparison.Ordinal));
    }

    private async Task Send(HttpContext http, int source)
    {
        var list = Rows(source, Live(source));
        var times = fetches.AddOrUpdate(Path(source), 1, (_, before) => before + 1);
        http.Response.ContentType = "text/csv; charset=utf-8";
        await http.Response.WriteAsync(list[..100], http.RequestAborted);
        if (Path(source) == Held && times == 1)
        {
            await http.Response.Body.FlushAsync(http.RequestAborted);
            asked.TrySetResult();
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(over.Token, http.RequestAborted);
            await Task.Delay(Timeout.Infinite, ends.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return;
        }
        await http.Response.WriteAsync(list[100..], http.RequestAborted);
    }

    // By another name of the host, so that whoever waits keeps nobody from asking for the other lists.
    private string AddressOf(int source) =>
        $"{site.Urls.First().Replace("127.0.0.1", Path(source) == Held ? "localhost" : "127.0.0.1", StringComparison.Ordinal)}/{source}.csv";

    private static string Path(int source) => string.Create(CultureInfo.InvariantCulture, $"cn/list-{source}");

    // The longer edition has another operator for each of the shorter one's.
    private static string Rows(int source, int count) => string.Concat(
        ["序号,众创空间名称,运营主体\n", .. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{words[source]}{i}号众创空间,{words[source]}{i}号{(count == Bundled ? "科技" : "创业")}有限公司\n"))]);
}
