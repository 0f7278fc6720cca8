using System.CommandLine;
using Registry.Store;

namespace Registry.Verbs;

/// <summary><c>registry copy --to STORE</c>: a whole store from one database to the other.</summary>
internal static class CopyVerb
{
    private static readonly Option<string> To = new("--to")
    {
        Description = "The store to copy into: sqlite:PATH or sqlserver:CONNECTION STRING, without a store in it yet.",
        HelpName = "STORE",
        Required = true,
    };

    public static Command Build()
    {
        var command = new Command("copy", "Copy the whole store, one release of it, into an empty one, in the same kind of database or the other.") { To };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var store = Setting.OpenExistingStore(parsed);
        using var target = Setting.OpenStore(parsed.GetRequiredValue(To));
        var copied = store.CopyTo(target, cancellationToken);
        foreach (var table in copied.Where(table => table.Rows > 0))
            Console.Out.WriteLine($"{table.Table,-24} {table.Rows,12} {table.Checksum}");
        Console.Out.WriteLine($"{target.Address} is what {store.Address} holds: {copied.Sum(table => table.Rows)} rows, the checksums of {copied.Count} tables equal.");
        return ExitCode.Done;
    }
}
