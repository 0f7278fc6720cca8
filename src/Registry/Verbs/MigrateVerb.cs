using System.CommandLine;
using Registry.Store;

namespace Registry.Verbs;

/// <summary><c>registry migrate</c>: creates the store or brings its schema forward, after a backup of what is there.</summary>
internal static class MigrateVerb
{
    public static Command Build()
    {
        var command = new Command("migrate", "Create the store or bring its schema forward; a store that holds anything is backed up first.");
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var store = Setting.OpenStore(parsed);
        var report = store.Migrate(cancellationToken);
        Console.Out.WriteLine(Sentence(report, store.Address));
        return ExitCode.Done;
    }

    private static string Sentence(MigrationReport report, StoreAddress address) => report switch
    {
        { Applied.Count: 0 } => $"{address} is up to date.",
        { Backup: { } backup } => $"{address}: applied {string.Join(", ", report.Applied)}. What was there before is kept in {backup}.",
        _ => $"{address}: applied {string.Join(", ", report.Applied)}.",
    };
}
