using System.CommandLine;

namespace Registry.Verbs;

/// <summary><c>registry restore FILE</c>: puts a backup in the store's place; a serving process answers from it at its next request.</summary>
internal static class RestoreVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "A file that `registry backup` wrote." };

    public static Command Build()
    {
        var command = new Command("restore", "Put a backup in the place of the store; serving processes answer from it at their next request.") { File };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(File);
        using var store = Setting.OpenStore(parsed);
        store.Restore(file, cancellationToken);
        Console.Out.WriteLine($"{store.Address} is what {file} holds, release {store.Release(cancellationToken)}.");
        return ExitCode.Done;
    }
}
