using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Registry.Harvest.Tests.Support;

/// <summary>A publisher on loopback that answers as a test tells it; it has no robots.txt unless one is given.</summary>
sealed class Publisher : IAsyncDisposable
{
    private readonly WebApplication site;
    private int requests;
    private int robotsRequests;
    private int atOnce;
    private int mostAtOnce;

    private Publisher(WebApplication site) => this.site = site;

    public Uri Address { get; private set; } = null!;

    /// <summary>How many requests came in, those for robots.txt not counted.</summary>
    public int Requests => requests;

    /// <summary>How many requests for robots.txt came in.</summary>
    public int RobotsRequests => robotsRequests;

    /// <summary>How many requests were answered at the same time at most.</summary>
    public int MostAtOnce => mostAtOnce;

    public static async Task<Publisher> Start(Func<HttpContext, Task> answer, Func<HttpContext, Task>? robots = null, X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        WebApplication site = builder.Build();
        Publisher publisher = new(site);
        site.Run(context => publisher.Answer(context, answer, robots));
        await site.StartAsync();
        publisher.Address = new Uri(site.Urls.Single());
        return publisher;
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task Answer(HttpContext context, Func<HttpContext, Task> answer, Func<HttpContext, Task>? robots)
    {
        if (context.Request.Path == "/robots.txt")
        {
            Interlocked.Increment(ref robotsRequests);
            context.Response.StatusCode = robots is null ? 404 : 200;
            await (robots ?? (_ => Task.CompletedTask))(context);
            return;
        }

        Interlocked.Increment(ref requests);
        mostAtOnce = Math.Max(mostAtOnce, Interlocked.Increment(ref atOnce));
        try
        {
            await answer(context);
        }
        finally
        {
            Interlocked.Decrement(ref atOnce);
        }
    }
}
