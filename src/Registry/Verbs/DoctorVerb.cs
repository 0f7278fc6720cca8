using System.CommandLine;

namespace Registry.Verbs;

/// <summary><c>registry doctor</c>: whether the store is sound; names each finding and exits 1 if there is one.</summary>
internal static class DoctorVerb
{
    public static Command Build()
    {
        var command = new Command("doctor", "Examine the store: the database, claims to snapshots, bodies to claims, read model to a rebuild, leases, schedule.");
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var store = Setting.OpenExistingStore(parsed);
        var examination = store.Examine(cancellationToken);
        foreach (var check in examination.Checks)
            Console.Out.WriteLine(check);
        return examination.IsSound ? ExitCode.Done : ExitCode.Failed;
    }
}
