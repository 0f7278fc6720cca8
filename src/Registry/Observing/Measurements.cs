using System.Diagnostics.Metrics;

namespace Registry.Observing;

/// <summary>What the meters of the runtime, of the web server and of the registry have measured since the start, in memory. Thread-safe.</summary>
internal sealed class Measurements : IDisposable
{
    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public Measurements()
    {
        _listener.InstrumentPublished = Listen;
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Record(family, value, tags));
        _listener.Start();
    }

    /// <summary>All families by name, with what is only known when it is asked for read now.</summary>
    public IReadOnlyList<Family> Read()
    {
        _listener.RecordObservableInstruments();
        lock (_lock)
        {
            return [.. _families.Values];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Listen(Instrument instrument, MeterListener listener)
    {
        if (!instrument.Meter.Name.StartsWith("Registry.", StringComparison.Ordinal) && !Meters.Contains(instrument.Meter.Name))
            return;
        lock (_lock)
        {
            var name = Family.NameOf(instrument);
            if (!_families.TryGetValue(name, out var family))
                _families.Add(name, family = new Family(name, instrument));
            listener.EnableMeasurementEvents(instrument, family);
        }
    }

    private static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((Family)family!).Record(value, tags);
}
