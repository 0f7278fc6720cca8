using System.CommandLine;
using Registry.Scheduling;
using Registry.Store;

namespace Registry.Verbs;

/// <summary><c>registry doctor</c>: whether the store is sound; names each finding and exits 1 where one does not mend itself.</summary>
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
        var findings = store.Examine(cancellationToken).Concat(ScheduleFindings(store, cancellationToken)).ToList();
        foreach (var finding in findings)
            Console.Out.WriteLine($"{finding.Code}: {finding.Message}");
        if (!findings.TrueForAll(finding => finding.MendsItself))
            return ExitCode.Failed;
        Console.Out.WriteLine($"{store.Address} is sound: release {store.Release(cancellationToken)}.");
        return ExitCode.Done;
    }

    // A schedule that never fires again harvests nothing, and nobody would notice.
    private static IEnumerable<Finding> ScheduleFindings(Database store, CancellationToken cancellationToken) =>
        from state in store.Sources.List(cancellationToken)
        let fault = Timetable.FaultOf(state.Source, TimeProvider.System.GetUtcNow())
        where fault is not null
        select new Finding("SCHEDULE", $"{state.Source.Path}: {fault}");
}
