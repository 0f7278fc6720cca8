using System.Diagnostics.Metrics;
using System.Text;

namespace Registry.Observing;

/// <summary>What one instrument has measured: a series for each set of tags.</summary>
internal sealed class Family
{
    // Tags come from routes, states and addresses of sources, all few; this holds off what would not be.
    private const int MostSeries = 1000;

    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly KeyValuePair<string, object?>[] Overflow = [new("overflow", "true")];

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Series> _byHash = [];
    private readonly List<Series> _series = [];
    private readonly double[] _bounds;
    private readonly bool _isAbsolute;

    public Family(string name, Instrument instrument)
    {
        Name = name;
        Help = instrument.Description ?? "";
        var kind = instrument.GetType().Name;
        Type = kind.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter"
            : "gauge";
        _isAbsolute = instrument.IsObservable || kind.StartsWith("Gauge", StringComparison.Ordinal);
        _bounds = Type != "histogram" ? [] : (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? Seconds;
    }

    public string Name { get; }

    public string Help { get; }

    /// <summary><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</summary>
    public string Type { get; }

    /// <summary>The upper bounds of a histogram's buckets, ascending, without infinity.</summary>
    public IReadOnlyList<double> Bounds => _bounds;

    /// <summary>
    /// The name by Prometheus' rules: underscores for dots, the unit and <c>total</c> at the end.
    /// <see href="https://prometheus.io/docs/practices/naming/"/>
    /// </summary>
    public static string NameOf(Instrument instrument)
    {
        var name = new StringBuilder(instrument.Name).Replace('.', '_').Replace('-', '_');
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!instrument.Name.EndsWith(unit, StringComparison.Ordinal))
            name.Append(unit);
        return instrument.GetType().Name.Contains("Counter", StringComparison.Ordinal) && !instrument.GetType().Name.Contains("UpDown", StringComparison.Ordinal)
            ? name.Append("_total").ToString()
            : name.ToString();
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            var series = SeriesOf(tags);
            series.Sum = _isAbsolute ? value : series.Sum + value;
            if (_bounds.Length > 0)
                series.Buckets[BucketOf(value)]++;
        }
    }

    /// <summary>The series as they are now, in the order in which they appeared.</summary>
    public IReadOnlyList<(KeyValuePair<string, object?>[] Tags, double Sum, long[] Buckets)> Read()
    {
        lock (_lock)
        {
            return [.. _series.Select(series => (series.Tags, series.Sum, (long[])series.Buckets.Clone()))];
        }
    }

    // Found without a new object, as each request measures several times.
    private Series SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = HashOf(tags);
        for (var series = _byHash.GetValueOrDefault(hash); series is not null; series = series.Next)
        {
            if (AreSame(series.Tags, tags))
                return series;
        }

        if (_series.Count >= MostSeries && !AreSame(Overflow, tags))
            return SeriesOf(Overflow);
        var added = new Series(tags.ToArray(), new long[_bounds.Length + 1], _byHash.GetValueOrDefault(hash));
        _series.Add(added);
        return _byHash[hash] = added;
    }

    private int BucketOf(double value)
    {
        var bucket = 0;
        while (bucket < _bounds.Length && value > _bounds[bucket])
            bucket++;
        return bucket;
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = new HashCode();
        foreach (var (name, value) in tags)
        {
            hash.Add(name);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    private static bool AreSame(ReadOnlySpan<KeyValuePair<string, object?>> one, ReadOnlySpan<KeyValuePair<string, object?>> other)
    {
        if (one.Length != other.Length)
            return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i].Key != other[i].Key || !Equals(one[i].Value, other[i].Value))
                return false;
        }

        return true;
    }

    private sealed class Series(KeyValuePair<string, object?>[] tags, long[] buckets, Series? next)
    {
        public KeyValuePair<string, object?>[] Tags => tags;

        public long[] Buckets => buckets;

        public Series? Next => next;

        public double Sum { get; set; }
    }
}
