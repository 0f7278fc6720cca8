using System.CommandLine;

namespace Registry.Verbs;

/// <summary><c>registry rebuild</c>: the read model anew from the ledger, with the same ids and the same answers.</summary>
internal static class RebuildVerb
{
    public static Command Build()
    {
        var command = new Command("rebuild", "Make the read model anew from the ledger, in one transaction; readers see the old one until it is there.");
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var store = Setting.OpenExistingStore(parsed);
        store.Migrate(cancellationToken);
        var bodies = store.Rebuild(cancellationToken);
        Console.Out.WriteLine($"{bodies} bodies are projected anew from the ledger.");
        return ExitCode.Done;
    }
}
