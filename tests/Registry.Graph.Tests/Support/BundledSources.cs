using Registry.Graph.Engine;
using Registry.Harvest;
using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Map;
using Registry.Identity.Resolve;
using Registry.Store;

namespace Registry.Graph.Tests;

/// <summary>The bundled sources, harvested as the first start of the program harvests them, asked with the product's limits.</summary>
public sealed class BundledSources : IDisposable
{
    public AskedStore Store { get; } = new(Harvest, EngineOptions.Default);

    public void Dispose() => Store.Dispose();

    private static void Harvest(Database store)
    {
        var catalog = SourceCatalog.Load(Path.Combine(Root(), "sources"));
        Assert.Equal([], catalog.Faults);
        using var fetcher = new Fetcher();
        var harvester = new Harvester(store, Divisions.Of(catalog), MentionResolution.Resolve, fetcher);
        foreach (var source in catalog.Sources.Where(source => source.Editions.Count > 0))
        {
            var result = harvester.Harvest(source, RunKind.Bundled).GetAwaiter().GetResult();
            Assert.True(result.State == RunState.Published, $"{result.Source}: {result.Message}");
        }
    }

    internal static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Registry.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Registry.sln.");
    }
}
