using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Registry.Harvest.Tests.Support;

/// <summary>
/// A publisher on loopback that gives the files of a folder, as they lie there. <c>list@page=2</c> answers <c>/list?page=2</c>, and
/// <c>list@POST@page=2</c> the posted form <c>page=2</c>. <c>{site}</c> in a page stands for the publisher's own address.
/// </summary>
static class Site
{
    public static Task<Publisher> Start(string folder)
    {
        Publisher? publisher = null;
        return Begin();

        async Task<Publisher> Begin()
        {
            publisher = await Publisher.Start(context => Answer(folder, context, publisher!.Address));
            return publisher;
        }
    }

    private static async Task Answer(string folder, HttpContext context, Uri address)
    {
        string name = context.Request.Path.Value!.TrimStart('/');
        if (context.Request.Method == "POST")
        {
            using StreamReader body = new(context.Request.Body);
            name = $"{name}@POST@{WebUtility.UrlDecode(await body.ReadToEndAsync())}";
        }
        else if (context.Request.QueryString.HasValue)
        {
            name = $"{name}@{WebUtility.UrlDecode(context.Request.QueryString.Value![1..])}";
        }

        string file = Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsync("<html><body>404</body></html>");
            return;
        }

        byte[] bytes = await File.ReadAllBytesAsync(file);
        context.Response.ContentType = Path.GetExtension(file) switch
        {
            ".html" or ".shtml" or ".htm" => "text/html",
            ".pdf" => "application/pdf",
            ".json" => "application/json",
            _ => "application/octet-stream",
        };
        if (bytes.AsSpan().IndexOf("{site}"u8) >= 0)
        {
            bytes = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("{site}", address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal));
        }

        await context.Response.Body.WriteAsync(bytes);
    }
}
