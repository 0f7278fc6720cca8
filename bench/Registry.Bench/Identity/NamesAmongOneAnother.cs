using System.Diagnostics;
using System.Globalization;
using Registry.Identity.Compare;

namespace Registry.Bench.Identity;

/// <summary>How long many names take to be blocked, scored and put together, and how that grows.</summary>
internal static class NamesAmongOneAnother
{
    private static readonly int[] Counts = [125_000, 250_000, 500_000];

    public static int Run()
    {
        Clustering.Of(MadeNames.Of(2_000).Names, 10);
        foreach (var count in Counts)
        {
            Measure(MadeNames.Of(count), "");
            Measure(MadeNames.Of(count, shortest: 3), " with longer brands");
        }

        return 0;
    }

    private static void Measure(MadeNames made, string which)
    {
        GC.Collect();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var clustered = Clustering.Of(made.Names, 10_000);
        watch.Stop();
        var written = Enumerable.Range(0, made.Names.Length).Where(at => made.Same[at] != at).ToList();
        var found = written.Count(at => clustered.Clusters[at] == clustered.Clusters[made.Same[at]]);
        // Wrong are those whose cluster begins with a name that they are not.
        var wrong = Enumerable.Range(0, made.Names.Length).Count(at => made.Same[clustered.Clusters[at]] != made.Same[at]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{made.Names.Length,7} names{which}: {watch.Elapsed.TotalSeconds:0.0} s ({(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} s of processors), {(double)clustered.Pairs / made.Names.Length:0.0} pairs a name, {clustered.Skipped} blocks too wide, recall {(double)found / written.Count:0.0000}, {wrong} wrong, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576} MB"));
    }
}
