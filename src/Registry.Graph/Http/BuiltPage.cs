using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;

namespace Registry.Graph.Http;

/// <summary>
/// The page built in <c>ui/</c>, from which a browser asks, with the files that it loads. It loads nothing from elsewhere, and its policy
/// keeps it so.
/// </summary>
internal sealed class BuiltPage
{
    private const string First = "index.html";

    // The editor of the page puts styles into the document while it runs; scripts come from files alone.
    private const string Policy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private readonly FrozenDictionary<string, FileInfo> _files;

    private BuiltPage(DirectoryInfo folder) =>
        _files = folder.EnumerateFiles().ToFrozenDictionary(file => file.Name, StringComparer.Ordinal);

    /// <summary>The page in a folder; null where there is none.</summary>
    public static BuiltPage? In(string? folder) =>
        folder is not null && File.Exists(Path.Combine(folder, First)) ? new BuiltPage(new DirectoryInfo(folder)) : null;

    /// <summary>Writes the page itself.</summary>
    public Task Write(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Accept";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Send(http, _files[First]);
    }

    /// <summary>Answers a file that the page loads.</summary>
    public Task Handle(HttpContext http)
    {
        if (http.GetRouteValue("file") is not string name || name == First || !_files.TryGetValue(name, out var file))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        // A file's name changes with what is in it. Workers have a policy of their own.
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return Send(http, file);
    }

    private static async Task Send(HttpContext http, FileInfo file)
    {
        http.Response.ContentType = ContentTypes.TryGetContentType(file.Name, out var type)
            ? type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type
            : "application/octet-stream";
        http.Response.ContentLength = file.Length;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.SendFileAsync(file.FullName, http.RequestAborted);
        }
    }
}
