using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Registry.Graph.Engine;
using Registry.Graph.Http.Sockets;

namespace Registry.Graph.Http;

/// <summary>
/// GraphQL over HTTP: reads a request, has it executed, writes the response.
/// <see href="https://graphql.github.io/graphql-over-http/draft/"/>
/// </summary>
internal sealed partial class GraphQLEndpoint
{
    private readonly GraphQLEngine _engine;
    private readonly GraphQLHttpOptions _options;
    private readonly BuiltPage? _page;
    private readonly ILogger _logger;
    private readonly AnswerCaching _caching;
    private readonly RequestedDocument _document;

    public GraphQLEndpoint(GraphQLEngine engine, GraphQLHttpOptions options, BuiltPage? page, ILogger logger) =>
        (_engine, _options, _page, _logger, _caching, _document) =
            (engine, options, page, logger, new AnswerCaching(engine.Schema, options), new RequestedDocument(options));

    /// <summary>How long a silent client is waited for.</summary>
    public TimeSpan Patience => _options.Sockets.Patience;

    public async Task Handle(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && !HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD, POST";
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (!MediaTypes.TryNegotiate(http.Request.Headers.Accept, out var negotiated))
        {
            await Refuse(http, ResponseForm.GraphQLResponse, InvalidAccept());
            return;
        }

        if (HttpMethods.IsPost(http.Request.Method))
        {
            await Post(http, negotiated);
        }
        else
        {
            await Get(http, negotiated);
        }
    }

    /// <summary>Answers a request that may be one for a socket.</summary>
    public Task HandleUpgrade(HttpContext http) => http.WebSockets.IsWebSocketRequest ? Serve(http) : Handle(http);

    // A client that asks for another protocol is accepted, so that it can be told with a code.
    private async Task Serve(HttpContext http)
    {
        var asked = http.WebSockets.WebSocketRequestedProtocols;
        var isOurs = asked.Contains(SocketConnection.Protocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(isOurs ? SocketConnection.Protocol : asked.FirstOrDefault());
        using var connection = new SocketConnection(socket, _engine, _options.Sockets, _document, _logger, http.RequestAborted);
        await (isOurs ? connection.Serve(Stopping(http)) : connection.Reject());
    }

    private async Task Post(HttpContext http, ResponseForm? negotiated)
    {
        if (!IsJson(http.Request))
        {
            if (http.Request.HasFormContentType && !http.Request.Headers.ContainsKey("GraphQL-Preflight"))
            {
                await Refuse(http, negotiated ?? ResponseForm.GraphQLResponse, NoPreflight());
            }
            else
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
            }

            return;
        }

        if (negotiated is not { } form)
        {
            http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return;
        }

        try
        {
            using var body = await RequestBody.Read(http, _options, http.RequestAborted);
            using var batch = RequestBatch.OfBody(body.Bytes, _options);
            if (batch.Single is { } single)
            {
                await Answer(http, form, single, onlyQueries: false);
            }
            else
            {
                await Answer(http, form, batch);
            }
        }
        catch (HttpFault fault)
        {
            await Refuse(http, form, fault);
        }
    }

    private async Task Get(HttpContext http, ResponseForm? negotiated)
    {
        try
        {
            using var parameters = RequestParameters.OfAddress(http.Request.Query);
            if (parameters is null && MediaTypes.PrefersHtml(http.Request))
            {
                await (_page?.Write(http) ?? WelcomePage.Write(http));
            }
            else if (negotiated is not { } form)
            {
                http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            }
            else if (parameters is null)
            {
                await Refuse(http, form, NoDocument());
            }
            else
            {
                await Answer(http, form, parameters, onlyQueries: true);
            }
        }
        catch (HttpFault fault)
        {
            await Refuse(http, negotiated ?? ResponseForm.GraphQLResponse, fault);
        }
    }

    private async Task Answer(HttpContext http, ResponseForm form, RequestParameters parameters, bool onlyQueries)
    {
        var request = new GraphQLRequest(await _document.Of(parameters, http.RequestAborted))
        {
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            OnlyQueries = onlyQueries,
            Cost = CostOf(http.Request),
        };
        if (IncrementalWriting.IsAskedFor(http.Request, request.Document.Span))
        {
            request = request with { AllowsIncremental = true };
        }

        try
        {
            if (form == ResponseForm.EventStream || (form == ResponseForm.Multipart && request.Document.Span.IndexOf("subscription"u8) >= 0))
            {
                await Stream(http, form, request);
                return;
            }

            var validator = onlyQueries ? _caching.ValidatorOf(request, form, http.RequestAborted) : null;
            if (AnswerCaching.IsKnown(http.Request, validator))
            {
                _caching.NotModified(http.Response, validator!);
                return;
            }

            using var response = await _engine.Execute(request, http.RequestAborted);
            _caching.Mark(http.Response, response.HasNext ? null : validator, response);
            await (response.HasNext
                ? response.WritePayloadsTo(http.Response, _options.KeepAlive, http.RequestAborted)
                : response.WriteTo(http.Response, form, http.RequestAborted));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested || Stopping(http).IsCancellationRequested)
        {
            Log.Left(_logger, http.TraceIdentifier);
        }
        catch (Exception exception) when (!http.Response.HasStarted && exception is not HttpFault)
        {
            Log.Failed(_logger, http.TraceIdentifier, exception);
            await Fail(http, form);
        }
    }

    // For as long as there are events; all else has one response.
    private async Task Stream(HttpContext http, ResponseForm form, GraphQLRequest request)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, Stopping(http));
        http.Response.Headers.CacheControl = "no-cache";
        var responses = _engine.Subscribe(request, leaving.Token);
        await (form == ResponseForm.EventStream
            ? EventStream.Write(http.Response, responses, _options.KeepAlive, leaving.Token)
            : PartStream.Write(http.Response, responses, leaving.Token));
    }

    private async Task Answer(HttpContext http, ResponseForm form, RequestBatch batch)
    {
        try
        {
            http.Response.Headers.CacheControl = "no-store";
            var responses = batch.Responses(_engine, _document, CostOf(http.Request), http.RequestAborted);
            await BatchWriting.Write(http.Response, form, responses, _options.KeepAlive, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.Left(_logger, http.TraceIdentifier);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            Log.Failed(_logger, http.TraceIdentifier, exception);
            await Fail(http, form);
        }
    }

    private async Task Refuse(HttpContext http, ResponseForm form, HttpFault fault)
    {
        using var response = GraphQLResponse.Refuse(_engine.Options, [fault.Error]);
        _caching.Mark(http.Response, null, response);
        await response.WriteTo(http.Response, form, http.RequestAborted, fault.Status);
    }

    private async Task Fail(HttpContext http, ResponseForm form)
    {
        using var response = GraphQLResponse.Refuse(_engine.Options, [new GraphQLError("Unexpected Execution Error") { Code = ErrorCodes.Unexpected }]);
        _caching.Mark(http.Response, null, response);
        await response.WriteTo(http.Response, form, http.RequestAborted, StatusCodes.Status500InternalServerError);
    }

    // Most clients write no more than the type.
    private static bool IsJson(HttpRequest request) =>
        request.ContentType == "application/json"
        || (request.HasJsonContentType() && !request.ContentType!.Contains("+json", StringComparison.OrdinalIgnoreCase));

    // A stream that ends without its last event tells its client to ask again.
    private static CancellationToken Stopping(HttpContext http) =>
        http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    private static CostMode CostOf(HttpRequest request) => request.Headers["GraphQL-Cost"] switch
    {
        ["report"] => CostMode.Report,
        ["validate"] => CostMode.Validate,
        _ => CostMode.Silent,
    };

    private static HttpFault NoDocument() =>
        new(StatusCodes.Status400BadRequest, "Either the parameter query or the parameter id has to be set.", HttpErrorCodes.NoDocument);

    // A page of another site can have a browser post a form unasked, but not with a header of its own.
    private static HttpFault NoPreflight() =>
        new(StatusCodes.Status400BadRequest, "A form needs the header `GraphQL-Preflight: 1`.", HttpErrorCodes.NoPreflight);

    private static HttpFault InvalidAccept() =>
        new(StatusCodes.Status400BadRequest, "The Accept header cannot be read; it is a list of media types.", HttpErrorCodes.InvalidAccept);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Request {Request} was left by its client")]
        public static partial void Left(ILogger logger, string request);

        [LoggerMessage(Level = LogLevel.Error, Message = "Request {Request} failed")]
        public static partial void Failed(ILogger logger, string request, Exception exception);
    }
}

/// <summary>Puts GraphQL at an address.</summary>
public static class GraphQLRoutes
{
    /// <summary>Answers GraphQL at an address, and below it the schema as text at <c>/schema.graphql</c> and what the page for browsers loads at <c>/ui</c>.</summary>
    /// <param name="routes">The routes of the program.</param>
    /// <param name="engine">What executes the requests.</param>
    /// <param name="pattern">The address.</param>
    /// <param name="options">Limits and surroundings; the defaults where it is null.</param>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder routes, GraphQLEngine engine, string pattern = "/graphql", GraphQLHttpOptions? options = null)
    {
        var logger = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger<GraphQLEndpoint>();
        var page = BuiltPage.In(options?.PageFolder);
        var endpoint = new GraphQLEndpoint(engine, options ?? new GraphQLHttpOptions(), page, logger);
        var schema = new SchemaText(engine.Schema);
        routes.MapMethods($"{pattern}/schema.graphql", ["GET", "HEAD"], schema.Handle);
        if (page is not null)
        {
            routes.MapMethods($"{pattern}/ui/{{file}}", ["GET", "HEAD"], page.Handle);
        }

        var sockets = new WebSocketOptions { KeepAliveInterval = endpoint.Patience, KeepAliveTimeout = endpoint.Patience };
        var withSockets = routes.CreateApplicationBuilder().UseWebSockets(sockets);
        withSockets.Run(endpoint.HandleUpgrade);
        var upgrading = withSockets.Build();
        return routes.Map(pattern, http => AsksForUpgrade(http.Request) ? upgrading(http) : endpoint.Handle(http));
    }

    // By a header, or as HTTP/2 does by its method (RFC 6455 4.1, RFC 8441 4).
    private static bool AsksForUpgrade(HttpRequest request) => request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(request.Method);
}
