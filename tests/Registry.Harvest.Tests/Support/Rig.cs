using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Identity.Resolve;
using Registry.Store;

namespace Registry.Harvest.Tests.Support;

/// <summary>A store in a temporary folder with a harvester to it.</summary>
sealed class Rig : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("registry-harvest-").FullName;
    private readonly Fetcher fetcher;

    /// <param name="clock">The store's clock; the system's where missing.</param>
    public Rig(TimeProvider? clock = null)
    {
        fetcher = new(Clock);
        Store = Database.Open(StoreAddress.Parse($"sqlite:{Path.Combine(folder, "registry.db")}"), clock);
        Store.Migrate();
        Harvester = new(Store, Bundled.Places, MentionResolution.Resolve, fetcher, Clock);
    }

    /// <summary>The clock by which the harvester and its fetcher go.</summary>
    public HastyClock Clock { get; } = new();

    public Database Store { get; }

    public Harvester Harvester { get; }

    public string DatabasePath => Path.Combine(folder, "registry.db");

    public Task<HarvestResult> Harvest(SourceDefinition source, RunKind kind = RunKind.Bundled, bool dryRun = false, IProgress<HarvestProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Harvester.Harvest(source, kind, dryRun, progress, cancellationToken);

    /// <summary>The texts of one column of a query on the ledger.</summary>
    public List<string> Query(string sql)
    {
        using Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are those of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using Microsoft.Data.Sqlite.SqliteDataReader rows = command.ExecuteReader();
        List<string> texts = [];
        while (rows.Read())
        {
            texts.Add(rows.IsDBNull(0) ? "null" : rows.GetString(0));
        }

        return texts;
    }

    /// <summary>Changes the ledger behind the store's back.</summary>
    public void Execute(string sql) => Query(sql);

    public void Dispose()
    {
        fetcher.Dispose();
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
