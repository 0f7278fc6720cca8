using System.CommandLine;
using Registry.Harvest.Catalog;
using Registry.Store;

namespace Registry;

/// <summary>What the global options of one command line mean.</summary>
internal static class Setting
{
    /// <summary>The store that was named, opened but not migrated.</summary>
    /// <exception cref="UsageException">The address names no store.</exception>
    public static Database OpenStore(ParseResult parsed, TimeSpan? lease = null) => OpenStore(parsed.GetRequiredValue(GlobalOptions.Store), lease);

    /// <summary>The store of an address, opened but not migrated.</summary>
    /// <param name="address">Where it lies.</param>
    /// <param name="lease">How long a harvester that says nothing keeps its source; as the store has it where missing.</param>
    /// <exception cref="UsageException">The address names no store.</exception>
    public static Database OpenStore(string address, TimeSpan? lease = null)
    {
        try
        {
            return Database.Open(StoreAddress.Parse(address), lease: lease);
        }
        catch (FormatException fault)
        {
            throw new UsageException(fault.Message);
        }
    }

    /// <summary>The store that was named, which must be there.</summary>
    public static Database OpenExistingStore(ParseResult parsed)
    {
        var store = OpenStore(parsed);
        if (store.Exists)
            return store;

        using (store)
            throw new StoreException($"There is no store at {store.Address}. Make one with: registry harvest --store {store.Address}");
    }

    /// <summary>The sources of the catalog's folder.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static SourceCatalog LoadCatalog(ParseResult parsed) => SourceCatalog.Load(CatalogFolder(parsed));

    /// <summary>The same, read on another thread while the program goes on.</summary>
    /// <exception cref="UsageException">There is no such folder, which is told at once.</exception>
    public static Task<SourceCatalog> LoadingCatalog(ParseResult parsed, CancellationToken cancellation)
    {
        var folder = CatalogFolder(parsed);
        return Task.Run(() => SourceCatalog.Load(folder), cancellation);
    }

    private static string CatalogFolder(ParseResult parsed)
    {
        var folder = parsed.GetRequiredValue(GlobalOptions.Catalog);
        return Directory.Exists(folder)
            ? folder
            : throw new UsageException($"There is no folder {folder} to read sources from (--catalog). It would hold <country>/<name>/{SourceCatalog.FileName}.");
    }
}
