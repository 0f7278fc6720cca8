using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Registry.Store.Reading;

namespace Registry.Graph.Reconcile;

/// <summary>
/// The reconciliation service for OpenRefine and its like: names in a table are matched with bodies, and columns are added from
/// what is known of them. <see href="https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"/>
/// </summary>
public static partial class ReconcileEndpoints
{
    const int MostBytes = 4 * 1024 * 1024;

    static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Serves <c>/reconcile</c> and what lies below it.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="read">Begins to read the store.</param>
    public static void MapReconcile(this IEndpointRouteBuilder routes, Func<CancellationToken, ReadSession> read)
    {
        ArgumentNullException.ThrowIfNull(routes);
        Map(routes, "/reconcile", (http, session, parameters) => Root(http, session, parameters), read);
        Map(routes, "/reconcile/suggest/entity", (_, session, parameters) => Suggestions.Entities(session, parameters.Text("prefix"), parameters.Number("cursor")), read);
        Map(routes, "/reconcile/suggest/type", (_, _, parameters) => Suggestions.Types(parameters.Text("prefix"), parameters.Number("cursor")), read);
        Map(routes, "/reconcile/suggest/property", (_, _, parameters) => Suggestions.Properties(parameters.Text("prefix"), parameters.Number("cursor")), read);
        Map(routes, "/reconcile/flyout/entity", (_, session, parameters) => Flyouts.Entity(session, parameters.Text("id")), read);
        Map(routes, "/reconcile/flyout/type", (_, _, parameters) => Flyouts.Type(parameters.Text("id")), read);
        Map(routes, "/reconcile/flyout/property", (_, _, parameters) => Flyouts.Property(parameters.Text("id")), read);
        Map(routes, "/reconcile/properties", (_, _, parameters) => Extension.Proposals(parameters.Text("type"), parameters.Number("limit")), read);
        Map(routes, "/reconcile/preview", (_, session, parameters) => Flyouts.Page(session, parameters.Text("id")), read);
    }

    // Without parameters the manifest; with them a batch of queries, or of bodies whose values are asked for.
    static JsonObject Root(HttpContext http, ReadSession session, Parameters parameters) => (parameters["queries"], parameters["extend"]) switch
    {
        ({ } queries, _) => QueryBatch.Answer(session, Parse(queries, "queries"), http.RequestAborted),
        (_, { } extend) => Extension.Answer(session, Parse(extend, "extend")),
        _ when HttpMethods.IsPost(http.Request.Method) => throw new RefusedQuery(StatusCodes.Status400BadRequest, "Found neither queries nor extend; a form with one of them would be right."),
        _ => Manifest.Of($"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}"),
    };

    static JsonObject Parse(string text, string parameter)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 16 }) as JsonObject
                ?? throw new RefusedQuery(StatusCodes.Status400BadRequest, $"{parameter} is no JSON object.");
        }
        catch (JsonException fault)
        {
            throw new RefusedQuery(StatusCodes.Status400BadRequest, $"{parameter} is no JSON: {fault.Message}");
        }
    }

    static void Map(IEndpointRouteBuilder routes, string path, Func<HttpContext, ReadSession, Parameters, object> answer, Func<CancellationToken, ReadSession> read) =>
        routes.MapMethods(path, ["GET", "POST", "OPTIONS"], async http =>
        {
            // Whoever may reach the service may use it from a page of any origin: it reads no cookie.
            http.Response.Headers.AccessControlAllowOrigin = "*";
            if (HttpMethods.IsOptions(http.Request.Method))
            {
                http.Response.Headers.AccessControlAllowMethods = "GET, POST";
                http.Response.Headers.AccessControlAllowHeaders = "*";
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }

            try
            {
                var parameters = await Parameters.Of(http, MostBytes);
                using var session = read(http.RequestAborted);
                await Write(http, answer(http, session, parameters), parameters["callback"]);
            }
            catch (RefusedQuery refused)
            {
                http.Response.StatusCode = refused.Status;
                await Write(http, new JsonObject { ["error"] = refused.Message }, null);
            }
        });

    static async Task Write(HttpContext http, object answer, string? callback)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (answer is string page)
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(page, http.RequestAborted);
            return;
        }

        if (callback is not null && !Callback().IsMatch(callback))
        {
            throw new RefusedQuery(StatusCodes.Status400BadRequest, "The callback is no name of a function.");
        }

        var json = ((JsonObject)answer).ToJsonString(Written);
        http.Response.ContentType = callback is null ? "application/json; charset=utf-8" : "text/javascript; charset=utf-8";
        await http.Response.WriteAsync(callback is null ? json : $"/**/{callback}({json});", http.RequestAborted);
    }

    [GeneratedRegex("^[A-Za-z_$][A-Za-z0-9_$.]{0,99}$")]
    private static partial Regex Callback();
}

/// <summary>A query that cannot be answered, with the status of HTTP that says so.</summary>
internal sealed class RefusedQuery(int status, string message) : Exception(message)
{
    public int Status => status;
}

/// <summary>The parameters of a request: those of a form before those of the address.</summary>
internal sealed class Parameters(IQueryCollection query, IFormCollection? form)
{
    public string? this[string name] => form is not null && form.TryGetValue(name, out var sent) ? sent.ToString() : query.TryGetValue(name, out var written) ? written.ToString() : null;

    public static async Task<Parameters> Of(HttpContext http, int mostBytes)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
            return new Parameters(http.Request.Query, null);
        if (!http.Request.HasFormContentType)
            throw new RefusedQuery(StatusCodes.Status415UnsupportedMediaType, $"Found {http.Request.ContentType ?? "no content type"}; application/x-www-form-urlencoded would be right.");
        if (http.Request.ContentLength > mostBytes)
            throw new RefusedQuery(StatusCodes.Status413PayloadTooLarge, $"The form has {http.Request.ContentLength} bytes; at most {mostBytes} are read.");
        try
        {
            return new Parameters(http.Request.Query, await http.Request.ReadFormAsync(new() { BufferBodyLengthLimit = mostBytes, ValueLengthLimit = mostBytes, MultipartBodyLengthLimit = mostBytes }, http.RequestAborted));
        }
        catch (InvalidDataException fault)
        {
            throw new RefusedQuery(StatusCodes.Status413PayloadTooLarge, $"The form cannot be read: {fault.Message}");
        }
    }

    public string Text(string name) => this[name] ?? "";

    public int Number(string name) => int.TryParse(this[name], System.Globalization.CultureInfo.InvariantCulture, out var number) ? Math.Max(0, number) : 0;
}
