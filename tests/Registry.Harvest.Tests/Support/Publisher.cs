using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Registry.Harvest.Tests.Support;

/// <summary>A publisher on loopback that answers as a test tells it.</summary>
sealed class Publisher : IAsyncDisposable
{
    private readonly WebApplication site;

    private Publisher(WebApplication site) => this.site = site;

    public Uri Address { get; private set; } = null!;

    /// <summary>How many requests came in.</summary>
    public int Requests { get; private set; }

    public static async Task<Publisher> Start(Func<HttpContext, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        WebApplication site = builder.Build();
        Publisher publisher = new(site);
        site.Run(context =>
        {
            publisher.Requests++;
            return answer(context);
        });
        await site.StartAsync();
        publisher.Address = new Uri(site.Urls.Single());
        return publisher;
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
