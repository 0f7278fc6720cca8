using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Registry.Tests.Program;

/// <summary>A publisher on loopback that begins to send a list and holds the rest back until it is told.</summary>
internal sealed class Publisher : IAsyncDisposable
{
    private readonly WebApplication site;
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Publisher(WebApplication site) => this.site = site;

    public string Address => site.Urls.First() + "/list.csv";

    /// <summary>Ends when somebody has asked for the list.</summary>
    public Task Asked => asked.Task;

    public static async Task<Publisher> Start(string list)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var publisher = new Publisher(builder.Build());
        publisher.site.MapGet("/list.csv", (HttpContext http) => publisher.Send(http, list));
        await publisher.site.StartAsync(TestContext.Current.CancellationToken);
        return publisher;
    }

    /// <summary>Sends the rest.</summary>
    public void Release() => released.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        released.TrySetResult();
        await site.DisposeAsync();
    }

    private async Task Send(HttpContext http, string list)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        await http.Response.WriteAsync(list[..10], http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        asked.TrySetResult();
        await released.Task.WaitAsync(http.RequestAborted);
        await http.Response.WriteAsync(list[10..], http.RequestAborted);
    }
}
