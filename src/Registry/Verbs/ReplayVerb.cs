using System.CommandLine;
using Registry.Harvesting;
using Registry.Store;

namespace Registry.Verbs;

/// <summary><c>registry replay SOURCE...</c>: maps stored snapshots again after a mapping changed, without the network.</summary>
internal static class ReplayVerb
{
    private static readonly Argument<string[]> Sources = new("SOURCE")
    {
        Description = "The sources whose snapshots are mapped again, such as cn/universities.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Read, map and check; write nothing and name every issue." };

    public static Command Build()
    {
        var command = new Command("replay", "Map the stored snapshots of sources again, as their files now say, without the network.") { Sources, DryRun };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var catalog = Setting.LoadCatalog(parsed);
        var chosen = Sourcing.Named(catalog, parsed.GetRequiredValue(Sources), "replay");
        var faults = Sourcing.Tell(catalog.Faults, parsed.GetRequiredValue(Sources));
        using var store = Setting.OpenExistingStore(parsed);
        store.Migrate(cancellationToken);
        var dryRun = parsed.GetValue(DryRun);

        using var harvest = new SourceHarvest(store, catalog);
        var results = await HarvestBoard.Show(
            chosen, (source, progress) => harvest.Again(source, dryRun, progress, cancellationToken), Output.Progress, cancellationToken);
        RunTable.Print(results, Output.Console);
        RunTable.Tell(results);
        cancellationToken.ThrowIfCancellationRequested();
        return faults > 0 || results.Any(result => result.State is RunState.Failed) ? ExitCode.Failed : ExitCode.Done;
    }
}
