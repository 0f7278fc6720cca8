using System.CommandLine;
using Registry.Harvest;
using Registry.Harvest.Catalog;
using Registry.Harvesting;
using Registry.Store;

namespace Registry.Verbs;

/// <summary><c>registry harvest [SOURCE...]</c>: takes the sources in, also beside a serving process; exit 1 if one failed.</summary>
internal static class HarvestVerb
{
    private static readonly Argument<string[]> Sources = new("SOURCE")
    {
        Description = "The sources to harvest, such as cn/universities; all where none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Live = new("--live") { Description = "Fetch the live addresses; without it the bundled editions are read." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Read, map and check; write nothing and name every issue." };

    public static Command Build()
    {
        var command = new Command("harvest", "Take the sources in and publish what is new.") { Sources, Live, DryRun };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var catalog = Setting.LoadCatalog(parsed);
        var kind = parsed.GetValue(Live) ? RunKind.Live : RunKind.Bundled;
        var named = parsed.GetValue(Sources) ?? [];
        var chosen = Choose(catalog, named, kind);
        var faults = Name(catalog.Faults, named);

        using var store = Setting.OpenStore(parsed);
        var dryRun = parsed.GetValue(DryRun);
        if (!dryRun)
            store.Migrate(cancellationToken);

        using var harvest = new SourceHarvest(store, catalog);
        var results = await HarvestBoard.Show(
            chosen, (source, progress) => harvest.Of(source, kind, dryRun, progress, cancellationToken), Output.Progress, cancellationToken);
        RunTable.Print(results, Output.Console);
        Tell(results);
        cancellationToken.ThrowIfCancellationRequested();
        return faults > 0 || results.Any(result => result.State is RunState.Failed) ? ExitCode.Failed : ExitCode.Done;
    }

    private static List<SourceDefinition> Choose(SourceCatalog catalog, string[] named, RunKind kind)
    {
        var faulty = catalog.Faults.Select(IdOf).ToHashSet(StringComparer.Ordinal);
        foreach (var name in named)
        {
            if (catalog.Sources.All(source => source.Id != name) && !faulty.Contains(name))
                throw new UsageException(Unknown(name, catalog));
        }

        return [.. catalog.Sources.Where(source => named.Length == 0
            ? kind is RunKind.Live ? source.Address is not null : source.Editions.Count > 0
            : named.Contains(source.Id, StringComparer.Ordinal))];
    }

    private static string Unknown(string name, SourceCatalog catalog)
    {
        if (name.StartsWith('-'))
            return $"harvest has no option \"{name}\". Try: registry harvest --help";
        var near = catalog.Sources.Select(source => source.Id).MinBy(id => Spelling.Distance(name, id));
        return near is not null && Spelling.Distance(name, near) <= 3
            ? $"There is no source \"{name}\". Did you mean {near}? `registry sources` lists them."
            : $"There is no source \"{name}\". `registry sources` lists them.";
    }

    // The faults of what was asked for; the sound sources are harvested all the same.
    private static int Name(IReadOnlyList<Fault> faults, string[] named)
    {
        var asked = faults.Where(fault => named.Length == 0 || named.Contains(IdOf(fault), StringComparer.Ordinal)).ToList();
        foreach (var fault in asked)
            Console.Error.WriteLine($"registry: {fault}");
        return asked.Count;
    }

    private static string IdOf(Fault fault) => fault.File[..^(SourceCatalog.FileName.Length + 1)];

    private static void Tell(IReadOnlyList<HarvestResult> results)
    {
        foreach (var result in results)
        {
            if (result.Message is not null)
                Console.Error.WriteLine($"registry: {result.Source}: {result.Message}");
            foreach (var issue in result.Found)
                Console.Out.WriteLine($"{result.Source}: {issue.Code}: {issue.Message} {issue.Locator}");
        }
    }
}
