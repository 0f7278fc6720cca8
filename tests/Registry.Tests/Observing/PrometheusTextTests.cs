using System.Diagnostics.Metrics;
using Registry.Observing;

namespace Registry.Tests.Observing;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Counters_gauges_and_histograms_are_written_by_the_rules_of_the_form()
    {
        using var measurements = new Measurements();
        using var meter = new Meter("Registry.Test");
        var counter = meter.CreateCounter<long>("registry.test.eaten", "{apple}", "Apples \\ eaten.\nAll of them.");
        var gauge = meter.CreateUpDownCounter<int>("registry.test.held", "By");
        var histogram = meter.CreateHistogram("registry.test.time", "s", "Time.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        meter.CreateObservableGauge("registry.test.level", () => 7.5);
        var quoted = new KeyValuePair<string, object?>("by.whom", "a \"b\" \\ c");

        counter.Add(2, quoted);
        counter.Add(3, quoted);
        counter.Add(1, new KeyValuePair<string, object?>("by.whom", 4));
        gauge.Add(5);
        gauge.Add(-2);
        histogram.Record(0.1);
        histogram.Record(0.5);
        histogram.Record(30);

        Assert.Equal(
            """
            # HELP registry_test_eaten_total Apples \\ eaten.\nAll of them.
            # TYPE registry_test_eaten_total counter
            registry_test_eaten_total{by_whom="a \"b\" \\ c"} 5
            registry_test_eaten_total{by_whom="4"} 1
            # HELP registry_test_held_bytes 
            # TYPE registry_test_held_bytes gauge
            registry_test_held_bytes 3
            # HELP registry_test_level 
            # TYPE registry_test_level gauge
            registry_test_level 7.5
            # HELP registry_test_time_seconds Time.
            # TYPE registry_test_time_seconds histogram
            registry_test_time_seconds_bucket{le="0.1"} 1
            registry_test_time_seconds_bucket{le="1"} 2
            registry_test_time_seconds_bucket{le="+Inf"} 3
            registry_test_time_seconds_sum 30.6
            registry_test_time_seconds_count 3

            """,
            PrometheusText.Write([.. measurements.Read().Where(family => family.Name.StartsWith("registry_test_", StringComparison.Ordinal))]));
    }

    [Fact]
    public void Tags_without_end_are_counted_together()
    {
        using var measurements = new Measurements();
        using var meter = new Meter("Registry.Flood");
        var counter = meter.CreateCounter<long>("registry.flood.drops");

        for (var i = 0; i < 1500; i++)
            counter.Add(1, new KeyValuePair<string, object?>("drop", i));

        var family = Assert.Single(measurements.Read(), family => family.Name == "registry_flood_drops_total");
        Assert.Equal(1001, family.Read().Count);
        Assert.Equal(500, Assert.Single(family.Read(), series => series.Tags[0].Key == "overflow").Sum);
    }
}
