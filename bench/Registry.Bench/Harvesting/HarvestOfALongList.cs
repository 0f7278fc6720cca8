using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Registry.Bench.Harvesting;

/// <summary>
/// A long CSV through the program itself, in a process of its own: rows a second, processor time and memory of the process,
/// how long each step took, what the store weighs. With <c>--ratio</c> also a list twice as long, one that is unchanged and one
/// of which a hundred rows changed.
/// </summary>
internal static class HarvestOfALongList
{
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Registry/bin/Release/net10.0/registry.dll"));
    private static readonly string Divisions = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../sources/cn/divisions"));

    public static int Run(string[] arguments)
    {
        var rows = int.Parse(After(arguments, "--rows") ?? "100000", CultureInfo.InvariantCulture);
        var folder = After(arguments, "--in") ?? Path.Combine(Path.GetTempPath(), $"registry-bench-{Environment.ProcessId}");
        try
        {
            var first = Measured(Path.Combine(folder, "once"), rows);
            if (!arguments.Contains("--ratio"))
                return 0;
            Again(Path.Combine(folder, "once"), rows, first);
            var second = Measured(Path.Combine(folder, "twice"), 2 * rows);
            var growth = second.Seconds / first.Seconds;
            Say($"{2 * rows:N0} rows cost {growth:F2} times as much as {rows:N0} (processor time {second.Processor / first.Processor:F2})");
            var unchanged = Again(Path.Combine(folder, "twice"), 2 * rows, second);
            return rows / first.Seconds >= 5000 && first.Megabytes < 600 && growth <= 2.2 && unchanged < 0.03 ? 0 : 1;
        }
        finally
        {
            if (!arguments.Contains("--keep") && Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static string? After(string[] arguments, string name) => Array.IndexOf(arguments, name) is >= 0 and var at ? arguments[at + 1] : null;

    private static Figures Measured(string folder, int rows)
    {
        MadeUpList.WriteCatalog(Path.Combine(folder, "sources"), Divisions, ("2026-01-01", rows, 0));
        Harvest(folder, "cn/divisions");
        var before = new FileInfo(Store(folder)).Length;
        var figures = Harvest(folder, MadeUpList.Source);
        Say($"{rows:N0} rows: {rows / figures.Seconds:N0} rows/s; {figures.Seconds:F1} s, processor {figures.Processor:F1} s ({1e6 * figures.Processor / rows:F1} us a row), at most {figures.Megabytes} MB");
        Weigh(folder, before);
        return figures;
    }

    // The share of the first time that the unchanged list takes.
    private static double Again(string folder, int rows, Figures first)
    {
        var same = Harvest(folder, MadeUpList.Source);
        Say($"unchanged list of {rows:N0}: {same.Seconds:F1} s, {100 * same.Seconds / first.Seconds:F1} % of the first time");
        MadeUpList.WriteCatalog(Path.Combine(folder, "sources"), Divisions, ("2026-01-01", rows, 0), ("2026-02-01", rows, 100));
        var changed = Harvest(folder, MadeUpList.Source);
        Say($"another edition with 100 changed rows of {rows:N0}: {changed.Seconds:F1} s, {100 * changed.Seconds / first.Seconds:F1} % of the first time");
        Weigh(folder, 0);
        return same.Seconds / first.Seconds;
    }

    private static Figures Harvest(string folder, string source)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, "--store", $"sqlite:{Store(folder)}", "--catalog", Path.Combine(folder, "sources"), "harvest", source])
        {
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var megabytes = 0L;
        var processor = 0.0;
        // What the system says of a process is gone with it, and its peak is kept by the system.
        while (!process.WaitForExit(20))
        {
            if (Peak(process.Id) is { } peak)
                megabytes = peak;
            if (!process.HasExited)
                processor = process.TotalProcessorTime.TotalSeconds;
        }
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"registry harvest ended with {process.ExitCode}: {output.Result}");
        return new Figures(Stopwatch.GetElapsedTime(started).TotalSeconds, processor, megabytes);
    }

    private static long? Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Weigh(string folder, long before)
    {
        using var store = new SqliteConnection($"Data Source={Store(folder)};Pooling=False");
        store.Open();
        foreach (var (phase, seconds) in Phases(store))
            Say($"  {phase}: {seconds:F1} s");
        var bytes = new FileInfo(Store(folder)).Length - before;
        var claims = Count(store, "select claims_added from run where state = 'PUBLISHED' order by run_id desc limit 1");
        var bodies = Count(store, "select entities_founded from run where state = 'PUBLISHED' order by run_id desc limit 1");
        if (before == 0 || claims == 0 || bodies == 0)
            return;
        Say($"  store {bytes / 1_000_000.0:F0} MB for {claims:N0} claims and {bodies:N0} bodies: {bytes / (double)claims:F0} bytes a claim, {bytes / (double)bodies:F0} a body and row");
    }

    private static IEnumerable<(string Phase, double Seconds)> Phases(SqliteConnection store)
    {
        using var read = store.CreateCommand();
        read.CommandText = "select phase, min(at), max(at) from event where run_id = (select max(run_id) from event) group by phase order by min(event_id)";
        using var rows = read.ExecuteReader();
        (string Phase, DateTime From)? open = null;
        while (rows.Read())
        {
            var at = DateTime.Parse(rows.GetString(1), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
            if (open is { } earlier)
                yield return (earlier.Phase, (at - earlier.From).TotalSeconds);
            open = (rows.GetString(0), at);
        }
    }

    private static long Count(SqliteConnection store, string sql)
    {
        using var read = store.CreateCommand();
        read.CommandText = sql;
        return (long)read.ExecuteScalar()!;
    }

    private static string Store(string folder) => Path.Combine(folder, "registry.db");

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Figures(double Seconds, double Processor, long Megabytes);
}
