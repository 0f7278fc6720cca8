using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Registry.Tests.Program;

/// <summary>A collector of traces on loopback that keeps what it is sent as text; the strings of the format stand in it as they are.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication site;
    private readonly StringBuilder received = new();
    private readonly List<string> paths = [];

    private Collector(WebApplication site) => this.site = site;

    public string Address => site.Urls.First();

    public string Text
    {
        get { lock (received) return received.ToString(); }
    }

    public IReadOnlyList<string> Paths
    {
        get { lock (received) return [.. paths]; }
    }

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector.site.MapPost("/{**path}", collector.Receive);
        await collector.site.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Waits until it was sent a text; a minute is enough for any machine.</summary>
    public async Task Receives(string text, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (!Text.Contains(text, StringComparison.Ordinal))
            await Task.Delay(20, deadline.Token);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task Receive(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        lock (received)
        {
            paths.Add(http.Request.Path);
            received.Append(Encoding.Latin1.GetString(body.GetBuffer(), 0, (int)body.Length));
        }
    }
}
