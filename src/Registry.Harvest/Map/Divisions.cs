using Registry.Harvest.Catalog;
using Registry.Harvest.Fetch;
using Registry.Harvest.Read;
using Registry.Identity.Places;
using Registry.Store;

namespace Registry.Harvest.Map;

/// <summary>The divisions that a catalog's own lists name: with them the places of all other lists are read.</summary>
public static class Divisions
{
    /// <summary>The gazetteer of the newest bundled edition of each source whose rows are about divisions.</summary>
    /// <exception cref="UnreadableException">Such an edition cannot be read.</exception>
    public static Gazetteer Of(SourceCatalog catalog, CancellationToken cancellationToken = default) =>
        new(catalog.Sources.Where(ListsDivisions).SelectMany(source => Named(source, cancellationToken)));

    private static bool ListsDivisions(SourceDefinition source) =>
        source.Editions.Count > 0 && source.Subjects.Count > 0 && source.Subjects[0].Type.AsConstant == "AdministrativeDivision" && source.Subjects[0].Identifiers.Any(i => i.Scheme.AsConstant == "GB2260");

    private static IEnumerable<Division> Named(SourceDefinition source, CancellationToken cancellationToken)
    {
        Arrival arrival = Editions.Read(source, source.Editions[^1], cancellationToken);
        Mapper mapper = new(source, new Gazetteer([]), new Issues());
        foreach (Record record in RecordReader.For(source.Read).Read(arrival.Content, new Findings(), cancellationToken))
        {
            if (mapper.Map(record, 0, arrival.Content.Name)?.Mentions[0] is { } mention && mention.Identifiers.FirstOrDefault(i => i.Scheme == "GB2260") is { Value: { } code })
            {
                yield return new(code, mention.Name, DivisionCode.Parent(code));
            }
        }
    }
}
