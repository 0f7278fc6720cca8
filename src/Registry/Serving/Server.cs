using Registry.Configuration;
using Registry.Graph;
using Registry.Graph.Engine;
using Registry.Graph.Engine.Types;
using Registry.Graph.Http;
using Registry.Graph.Reconcile;
using Registry.Graph.Subscribing;
using Registry.Harvest.Catalog;
using Registry.Harvesting;
using Registry.Observing;
using Registry.Scheduling;
using Registry.Store;

namespace Registry.Serving;

/// <summary>The web server: GraphQL over the store, health, and the schedule beside it.</summary>
internal static partial class Server
{
    /// <param name="store">The store that is read, and harvested into.</param>
    /// <param name="catalog">What is harvested, waited for when the server starts; null where nothing is.</param>
    /// <param name="schema">The public schema.</param>
    /// <param name="role">What it does.</param>
    /// <param name="urls">Where it listens, parted by semicolons.</param>
    /// <param name="settings">Its settings.</param>
    public static WebApplication Build(Database store, Task<SourceCatalog>? catalog, Task<Schema> schema, Role role, string urls, Settings settings)
    {
        // What configures the program is read by SettingsReader; watched for changes, the folder in which it was started would be walked through to its end.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseUrls(urls.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        LogToStandardError(builder.Logging);
        builder.Services.AddSingleton(store);
        builder.Services.AddCrossing(settings);
        builder.Services.AddObservation(store, settings);
        if (catalog is not null)
        {
            builder.Services.AddSingleton(_ => new SourceHarvest(store, catalog.GetAwaiter().GetResult()));
            builder.Services.AddSingleton(_ => catalog.GetAwaiter().GetResult()).AddHostedService<Takeover>();
            if (settings.Inbox.Folder is not null)
                builder.Services.AddSingleton(settings.Inbox).AddHostedService<Inbox>();
            builder.Services.AddSchedule(store);
        }

        var server = builder.Build();
        server.UseObservation();
        server.UseCrossing(settings);
        server.MapHealth(store);
        if (role is not Role.Harvest)
            server.MapGraph(store, schema.GetAwaiter().GetResult(), settings);
        return server;
    }

    private static void MapGraph(this WebApplication server, Database store, Schema schema, Settings settings)
    {
        var logger = server.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(GraphQLEngine));
        var engine = new GraphQLEngine(schema, RegistryGraph.Bind(schema, settings.Fields(), new StoreWatch(store.Read), TimeProvider.System), settings.Engine() with
        {
            OpenSession = cancellationToken => ValueTask.FromResult<IAsyncDisposable>(new GraphSession(store.Read(cancellationToken))),
            OnUnexpected = (fault, field) => Log.Unexpected(logger, field, fault),
        });
        server.Observe(engine);
        // Other settings may answer differently from the same facts: a page of another length, a schema that is not told.
        var told = settings.GraphQL.ToString();
        server.MapGraphQL(engine, options: settings.Http() with
        {
            PageFolder = Path.Combine(AppContext.BaseDirectory, "ui"),
            // The age of an issue and whether a source is late are told by the hour.
            ReadState = cancellationToken => $"{store.Standing(cancellationToken)} {told} {TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 3600}",
        });
        server.MapReconcile(store.Read);
        server.MapGet("/", http =>
        {
            http.Response.Redirect("/graphql");
            return Task.CompletedTask;
        });
    }

    // Results go to standard output, so that both can be piped.
    private static void LogToStandardError(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // A failed start is told in a sentence by the program itself.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("Quartz", LogLevel.Warning);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The field {Field} failed")]
        public static partial void Unexpected(ILogger logger, string field, Exception fault);
    }
}
