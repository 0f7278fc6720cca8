using System.Diagnostics.Metrics;
using Registry.Harvest;
using Registry.Store;

namespace Registry.Observing;

/// <summary>What can be observed of the harvests of this process.</summary>
internal static class HarvestMeter
{
    private static readonly Meter Meter = new("Registry.Harvest");

    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("registry.harvest.runs", "{run}", "Harvests that ended, by kind and state.");

    private static readonly Counter<long> Records = Meter.CreateCounter<long>("registry.harvest.records", "{record}", "Records that harvests have read.");

    public static void Ended(RunKind kind, HarvestResult result)
    {
        var tag = new KeyValuePair<string, object?>("kind", kind.ToString());
        Runs.Add(1, tag, new KeyValuePair<string, object?>("state", result.State.ToString()));
        Records.Add(result.Records, tag);
    }
}
