using Registry.Harvest.Catalog;

namespace Registry.Harvesting;

/// <summary>Which sources of a catalog a command line names.</summary>
internal static class Sourcing
{
    /// <summary>The sound ones of those that are named.</summary>
    /// <exception cref="UsageException">A name is that of no source.</exception>
    public static List<SourceDefinition> Named(SourceCatalog catalog, IReadOnlyCollection<string> named, string verb)
    {
        var faulty = catalog.Faults.Select(IdOf).ToHashSet(StringComparer.Ordinal);
        foreach (var name in named)
        {
            if (catalog.Sources.All(source => source.Id != name) && !faulty.Contains(name))
                throw new UsageException(Unknown(name, catalog, verb));
        }

        return [.. catalog.Sources.Where(source => named.Contains(source.Id, StringComparer.Ordinal))];
    }

    /// <summary>Names the faults of the files that were asked for, all where none was; the sound sources are harvested all the same. Gives their number.</summary>
    public static int Tell(IReadOnlyList<Fault> faults, IReadOnlyCollection<string> named)
    {
        var asked = faults.Where(fault => named.Count == 0 || named.Contains(IdOf(fault), StringComparer.Ordinal)).ToList();
        foreach (var fault in asked)
            Console.Error.WriteLine($"registry: {fault}");
        return asked.Count;
    }

    private static string Unknown(string name, SourceCatalog catalog, string verb)
    {
        if (name.StartsWith('-'))
            return $"{verb} has no option \"{name}\". Try: registry {verb} --help";
        var near = catalog.Sources.Select(source => source.Id).MinBy(id => Spelling.Distance(name, id));
        return near is not null && Spelling.Distance(name, near) <= 3
            ? $"There is no source \"{name}\". Did you mean {near}? `registry sources` lists them."
            : $"There is no source \"{name}\". `registry sources` lists them.";
    }

    private static string IdOf(Fault fault) => fault.File[..^(SourceCatalog.FileName.Length + 1)];
}
