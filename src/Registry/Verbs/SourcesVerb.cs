using System.CommandLine;
using System.Globalization;
using Registry.Harvest.Catalog;
using Registry.Scheduling;
using Registry.Store;
using Spectre.Console;

namespace Registry.Verbs;

/// <summary><c>registry sources [list|lint]</c>: what is known of each source; every fault of every file.</summary>
internal static class SourcesVerb
{
    public static Command Build()
    {
        var command = new Command("sources", "What is known of each source; the faults of their files.") { List(), Lint() };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Show(parsed, cancellationToken)));
        return command;
    }

    private static Command List()
    {
        var list = new Command("list", "List the sources: schedule, next and last run, how they stand, what the store holds of them, their open issues with the age of the oldest.");
        list.SetAction((parsed, cancellationToken) => Task.FromResult(Show(parsed, cancellationToken)));
        return list;
    }

    private static Command Lint()
    {
        var lint = new Command("lint", "Name every fault of every source file, with line and column; exit 1 if there is one.");
        lint.SetAction(parsed => Examine(Setting.LoadCatalog(parsed)));
        return lint;
    }

    private static int Examine(SourceCatalog catalog)
    {
        foreach (var fault in catalog.Faults)
            Console.Out.WriteLine(fault);
        Console.Out.WriteLine(catalog.Faults.Count == 0
            ? $"{catalog.Sources.Count} sources, no faults."
            : $"{catalog.Faults.Count} faults in {catalog.Faults.Select(fault => fault.File).Distinct(StringComparer.Ordinal).Count()} files.");
        return catalog.Faults.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static int Show(ParseResult parsed, CancellationToken cancellationToken)
    {
        var catalog = Setting.LoadCatalog(parsed);
        using var store = Setting.OpenStore(parsed);
        var known = store.Exists
            ? store.Sources.List(cancellationToken).ToDictionary(state => state.Source.Path, StringComparer.Ordinal)
            : [];

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("source", "title", "schedule", "next", "last run", "health");
        table.AddColumns(new TableColumn("claims").RightAligned(), new TableColumn("entities").RightAligned(), new TableColumn("issues").RightAligned(), new TableColumn("oldest").RightAligned());
        foreach (var source in catalog.Sources)
            table.AddRow(Row(source, known.GetValueOrDefault(source.Id)));
        Output.Console.Write(table);
        return catalog.Faults.Count == 0 ? ExitCode.Done : Refer(catalog);
    }

    private static int Refer(SourceCatalog catalog)
    {
        Console.Error.WriteLine($"registry: {catalog.Faults.Count} faults in the source files. See: registry sources lint");
        return ExitCode.Failed;
    }

    private static string[] Row(SourceDefinition source, SourceState? state) =>
    [
        .. new[]
        {
            source.Id,
            source.Title.Zh,
            source.Schedule ?? "-",
            Timetable.NextAfter(TimeProvider.System.GetUtcNow(), source.Schedule, source.Zone) is { } next ? Instant(next) : "-",
            state?.LastRun is { } run ? Instant(run.StartedAt) : "never",
            Health(state),
            Figure(state?.Claims ?? 0),
            Figure(state?.Entities ?? 0),
            Figure(state?.OpenIssues ?? 0),
            state?.OldestIssue is { } since ? Age(TimeProvider.System.GetUtcNow() - since) : "-",
        }.Select(Markup.Escape),
    ];

    // A run under way is said beside how the source stood before it.
    private static string Health(SourceState? state)
    {
        var word = string.Concat((state?.Health ?? SourceHealth.NeverRun).ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
        return state?.LastRun?.State is RunState.Running ? $"{word}, running" : word;
    }

    private static string Age(TimeSpan age) => age.TotalDays < 1 ? "today" : string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} d");

    private static string Instant(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Figure(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
