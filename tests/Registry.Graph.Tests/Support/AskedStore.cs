using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Registry.Graph.Engine;
using Registry.Graph.Subscribing;
using Registry.Identity.Resolve;
using Registry.Store;
using Registry.Store.Reading;
using Registry.Testing;

namespace Registry.Graph.Tests;

/// <summary>A store in a folder of its own with a list in it, and the engine that answers from it.</summary>
public sealed class AskedStore : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("registry-graph-").FullName;
    private readonly string? _lent;
    private readonly Database _database;
    private readonly GraphQLEngine _engine;
    private int _sessions;

    internal AskedStore(IEnumerable<Listed> rows) : this(rows, EngineOptions.Default with { MaxFieldCost = 1e9, MaxTypeCost = 1e9 })
    {
    }

    internal AskedStore(IEnumerable<Listed> rows, EngineOptions options) : this(store => Harvest(store, [.. rows]), options)
    {
    }

    /// <param name="rows">The list.</param>
    /// <param name="onServer">Whether the store lies on the server that is asked for, else in a file.</param>
    internal AskedStore(IEnumerable<Listed> rows, bool onServer)
        : this(store => Harvest(store, [.. rows]), EngineOptions.Default with { MaxFieldCost = 1e9, MaxTypeCost = 1e9 }, onServer: onServer)
    {
    }

    /// <param name="fill">Fills the store.</param>
    /// <param name="options">The limits of the engine.</param>
    /// <param name="clock">What tells today; the system's where missing.</param>
    /// <param name="onServer">Whether the store lies on the server that is asked for, else in a file; as the tests are run where missing.</param>
    internal AskedStore(Action<Database> fill, EngineOptions options, TimeProvider? clock = null, bool? onServer = null)
    {
        _lent = onServer ?? ServerDatabases.AreAsked ? ServerDatabases.Lend(out _) : null;
        _database = Database.Open(StoreAddress.Parse(_lent ?? "sqlite:" + Path.Combine(_folder, "registry.db")));
        _database.Migrate();
        fill(_database);
        _database.Prepared = text => Prepared.Enqueue(text);
        Watch = new StoreWatch(_database.Read, interval: TimeSpan.FromMilliseconds(20));
        var schema = RegistryGraph.Parse();
        _engine = new GraphQLEngine(schema, RegistryGraph.Bind(schema, GraphLimits.Default, Watch, clock ?? TimeProvider.System), options with
        {
            // How fast a server is that only speaks SQL Server's protocol is not what these tests are about.
            ExecutionTimeout = _lent is null ? options.ExecutionTimeout : TimeSpan.FromMinutes(5),
            OpenSession = Open,
            OnUnexpected = (exception, coordinate) => Unexpected.Add($"{coordinate}: {exception}"),
        });
    }

    /// <summary>What went wrong behind "Unexpected Execution Error".</summary>
    public List<string> Unexpected { get; } = [];

    /// <summary>The texts of the statements that were prepared since the store was filled.</summary>
    public ConcurrentQueue<string> Prepared { get; } = new();

    /// <summary>How the database runs a statement, step by step.</summary>
    public IReadOnlyList<string> Explain(string statement)
    {
        using var session = _database.Read(TestContext.Current.CancellationToken);
        using var plan = session.Run(new SqlText().Add("explain query plan ").Add(statement));
        var steps = new List<string>();
        while (plan.Step())
        {
            steps.Add(plan.Value(3).Text);
        }

        return steps;
    }

    /// <summary>The texts of all statements that a question takes: on connections of its own none is prepared yet.</summary>
    internal async Task<IReadOnlyList<string>> StatementsOf(GraphQLRequest request)
    {
        using var apart = Database.Open(_database.Address);
        ConcurrentQueue<string> prepared = new();
        apart.Prepared = prepared.Enqueue;
        using var engine = new GraphQLEngine(Schema, RegistryGraph.Bind(Schema, GraphLimits.Default, Watch, TimeProvider.System), EngineOptions.Default with
        {
            OpenSession = cancellationToken => ValueTask.FromResult<IAsyncDisposable>(new GraphSession(apart.Read(cancellationToken))),
        });
        using var response = await engine.Execute(request, TestContext.Current.CancellationToken);
        Assert.Empty(response.Errors);
        Assert.NotEmpty(prepared);
        return [.. prepared];
    }

    /// <summary>How many sessions have begun.</summary>
    public int Sessions => _sessions;

    /// <summary>How many statements the sessions ran that have ended.</summary>
    public long Statements => _database.StatementsRead;

    /// <summary>What tells subscriptions of changes.</summary>
    public StoreWatch Watch { get; }

    /// <summary>What answers.</summary>
    internal GraphQLEngine Engine => _engine;

    /// <summary>The schema that is answered over.</summary>
    public Engine.Types.Schema Schema => _engine.Schema;

    /// <summary>Begins to read the store.</summary>
    internal Registry.Store.Reading.ReadSession Read(CancellationToken cancellationToken) => _database.Read(cancellationToken);

    /// <summary>The whole answer to a question, and how many statements it took.</summary>
    public async Task<(JsonElement Answer, long Statements)> Count(string document, object? variables = null)
    {
        var before = _database.StatementsRead;
        var request = GraphQLRequest.Of(document) with
        {
            Variables = variables is null ? default : JsonSerializer.SerializeToElement(variables),
        };
        using var response = await _engine.Execute(request, TestContext.Current.CancellationToken);
        var answer = JsonDocument.Parse(await response.ToJson()).RootElement;
        Assert.True(Unexpected.Count == 0, string.Join('\n', Unexpected));
        return (answer, _database.StatementsRead - before);
    }

    /// <summary>The payloads of the answer to a question, and how many statements they took.</summary>
    internal async Task<(List<string> Payloads, long Statements)> Payloads(string document)
    {
        var before = _database.StatementsRead;
        var payloads = new List<string>();
        await foreach (var payload in _engine.Subscribe(GraphQLRequest.Of(document), TestContext.Current.CancellationToken))
        {
            using (payload)
            {
                payloads.Add(await payload.ToJson());
            }
        }

        Assert.True(Unexpected.Count == 0, string.Join('\n', Unexpected));
        return (payloads, _database.StatementsRead - before);
    }

    /// <summary>The data of the answer to a question that has no errors.</summary>
    public async Task<JsonElement> Ask(string document, object? variables = null)
    {
        var (answer, _) = await Count(document, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>The code and message of the one error of the answer to a question.</summary>
    public async Task<(string? Code, string Message)> Error(string document, object? variables = null)
    {
        var (answer, _) = await Count(document, variables);
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        return (error.GetProperty("extensions").GetProperty("code").GetString(), error.GetProperty("message").GetString()!);
    }

    /// <summary>The responses to the events of a subscription, as text.</summary>
    public async IAsyncEnumerable<string> Subscribe(string document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var response in _engine.Subscribe(GraphQLRequest.Of(document), cancellationToken))
        {
            using (response)
            {
                yield return await response.ToJson();
            }
        }
    }

    /// <summary>Harvests a new edition of the list through connections of its own, as another process would.</summary>
    internal void HarvestElsewhere(IEnumerable<Listed> rows)
    {
        using var elsewhere = Database.Open(_database.Address);
        Harvest(elsewhere, [.. rows]);
    }

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
        if (_lent is not null)
        {
            ServerDatabases.TakeBack(_lent);
        }
    }

    private ValueTask<IAsyncDisposable> Open(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _sessions);
        return new(new GraphSession(_database.Read(cancellation)));
    }

    private static void Harvest(Database database, IReadOnlyList<Listed> rows)
    {
        var source = new Source("cn/made", "A list made up", "A test", "CC0-1.0", Coverage.Full) { Attribution = "Made up" };
        var document = new Document("https://publisher.example/list", "The list")
        {
            Restated = true,
            Origin = "Made up for tests",
            EditionDate = "2022-11-30",
        };
        Harvest(database, source, document, rows);
    }

    /// <summary>Publishes one document of a source.</summary>
    internal static void Harvest(Database database, Source source, Document published, IReadOnlyList<Listed> rows)
    {
        using var run = database.Begin(source, RunKind.Bundled, new byte[] { 1 });
        var document = run.Add(published);
        var snapshot = run.Keep(document, Encoding.UTF8.GetBytes(string.Join('\n', rows)), new Sighting("list.html", "text/html"));
        var layout = run.Add(document, snapshot, Listed.Layout);
        var places = rows.ToDictionary(row => (row.Type, row.Name), row => row.Place);
        run.Stage([.. rows.Select((row, i) => row.Staged(layout, i + 2, places))]);
        run.Publish(MentionResolution.Resolve);
    }
}
