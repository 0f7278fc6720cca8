using System.CommandLine;

namespace Registry.Verbs;

/// <summary><c>registry backup FILE</c>: a consistent copy while the store is served and written.</summary>
internal static class BackupVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "The file to write; it must not exist yet." };

    public static Command Build()
    {
        var command = new Command("backup", "Copy the store into a file, one release of it, while it is being served.") { File };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(File);
        using var store = Setting.OpenExistingStore(parsed);
        store.Backup(file, cancellationToken);
        Console.Out.WriteLine($"{store.Address} is copied to {file}. Back again: registry restore {file} --store {store.Address}");
        return ExitCode.Done;
    }
}
