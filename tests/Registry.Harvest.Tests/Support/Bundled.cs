using Registry.Harvest.Catalog;
using Registry.Harvest.Map;
using Registry.Identity.Places;

namespace Registry.Harvest.Tests.Support;

/// <summary>The sources of the repository, and the places that they name.</summary>
static class Bundled
{
    private static readonly Lazy<SourceCatalog> Loaded = new(() => SourceCatalog.Load(Path.Combine(ForeignData.Repository(), "sources")));
    private static readonly Lazy<Gazetteer> Known = new(() => Divisions.Of(Loaded.Value));

    public static SourceCatalog Catalog => Loaded.Value;

    public static Gazetteer Places => Known.Value;
}
