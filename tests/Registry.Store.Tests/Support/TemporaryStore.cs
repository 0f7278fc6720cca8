using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Registry.Store.SqlServer;
using Registry.Testing;

namespace Registry.Store.Tests;

/// <summary>A store in a folder of its own, or in a database of its own on the server that is asked for, and short ways to harvest into it.</summary>
sealed class TemporaryStore : IDisposable
{
    readonly string? lent;

    public TemporaryStore(bool migrate = true)
    {
        Folder = Directory.CreateTempSubdirectory("registry-store-").FullName;
        if (ServerDatabases.AreAsked)
            lent = migrate ? ServerDatabases.Lend(out _) : ServerDatabases.Make();
        IsKept = migrate;
        Database = Database.Open(Address, patience: TimeSpan.FromSeconds(20));
        if (migrate)
            Database.Migrate(TestContext.Current.CancellationToken);
    }

    bool IsKept { get; }

    public string Folder { get; }

    public string File => Path.Combine(Folder, "registry.db");

    /// <summary>The address as it is written, with all that it takes to open it.</summary>
    public string AddressText => lent ?? "sqlite:" + File;

    public StoreAddress Address => StoreAddress.Parse(AddressText);

    /// <summary>What messages call the store.</summary>
    public string Name => lent is null ? File : Address.Path;

    public Database Database { get; }

    public static Source Zones { get; } = new("cn/zones", "Zones", "Ministry", "Facts", Coverage.Full);

    public static Source Enterprises { get; } = new("cn/enterprises", "Enterprises", "Office", "Facts", Coverage.Full);

    public static Source Notices { get; } = Enterprises with { Path = "cn/notices", Coverage = Coverage.Flow };

    public StagingRun Begin(Source source) => Database.Begin(source, RunKind.Bundled, new byte[] { 1, 2, 3 }, TestContext.Current.CancellationToken);

    /// <summary>Harvests rows as one edition of the source.</summary>
    public Run Harvest(Source source, params Row[] rows)
    {
        using var run = Begin(source);
        Stage(run, rows);
        return run.Publish(PlainResolution.Resolve, TestContext.Current.CancellationToken);
    }

    public static void Stage(StagingRun run, params Row[] rows)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var text = string.Join('\n', rows.Select(row => row.ToString()));
        var document = run.Add(new Document($"https://publisher.example/{run.Source.Path}", "The list"), cancellation);
        var snapshot = run.Keep(document, Encoding.UTF8.GetBytes(text), new Sighting("edition.csv", "text/csv"), cancellation);
        var layout = run.Add(document, snapshot, Row.Layout, cancellation);
        run.Stage([.. rows.Select((row, i) => row.Staged(layout, i + 2))], cancellation);
    }

    public T Scalar<T>(string sql, object? parameters = null)
    {
        using var connection = Open();
        return connection.ExecuteScalar<T>(sql, parameters)!;
    }

    public List<string> Column(string sql, object? parameters = null)
    {
        using var connection = Open();
        return connection.Query<string>(sql, parameters).AsList();
    }

    public void Execute(string sql)
    {
        using var connection = Open();
        connection.Execute(sql);
    }

    /// <summary>A digest of every table of the read model.</summary>
    public string ReadModelDigest()
    {
        using var connection = Open();
        var text = new StringBuilder();
        foreach (var table in ReadModel.Tables)
        {
            var rows = connection.Query($"select * from {table}").Cast<IDictionary<string, object?>>()
                .Select(row => string.Join('|', row.Values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value)));
            text.Append(table).Append('\n').AppendJoin('\n', rows.Order(StringComparer.Ordinal)).Append('\n');
        }
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>A connection beside the store's own.</summary>
    public DbConnection Open() => lent is null ? Open(File) : new TransactConnection(ServerDatabases.Open(lent));

    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(Folder, recursive: true);
        if (lent is not null && IsKept)
            ServerDatabases.TakeBack(lent);
    }
}
