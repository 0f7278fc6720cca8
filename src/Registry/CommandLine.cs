using System.CommandLine;
using Registry.Verbs;

namespace Registry;

/// <summary>The program's verbs and options, and how a command line that cannot be understood is answered.</summary>
internal static class CommandLine
{
    public static RootCommand Build()
    {
        var root = new RootCommand("Registry: published lists go in, linked bodies come out over GraphQL, each fact with its evidence.")
        {
            GlobalOptions.Store,
            GlobalOptions.Catalog,
            ServeVerb.Build(),
            HarvestVerb.Build(),
            ReplayVerb.Build(),
            SourcesVerb.Build(),
            RebuildVerb.Build(),
            MigrateVerb.Build(),
            ExtractVerb.Build(),
            SchemaVerb.Build(),
            BackupVerb.Build(),
            RestoreVerb.Build(),
            CopyVerb.Build(),
            DoctorVerb.Build(),
            MatchVerb.Build(),
            JudgeVerb.Build(),
            ReviewVerb.Build(),
        };
        ServeVerb.AddTo(root);
        return root;
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var parsed = Build().Parse(arguments);
        if (parsed.Errors.Count > 0)
            return Refuse(parsed);

        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
        }
        catch (Exception fault) when (Faults.Describe(fault, cancellationToken) is { } described)
        {
            await Console.Error.WriteLineAsync($"registry: {described.Message}");
            return described.ExitCode;
        }
    }

    private static int Refuse(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            Console.Error.WriteLine($"registry: {error.Message}");
        Console.Error.WriteLine($"Try: registry {Verb(parsed)}--help");
        return ExitCode.Usage;
    }

    private static string Verb(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
}
