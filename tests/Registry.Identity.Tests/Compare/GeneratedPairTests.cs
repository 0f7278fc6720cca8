using Registry.Identity.Compare;
using Registry.Identity.Names;
using Registry.Store;

namespace Registry.Identity.Tests.Compare;

/// <summary>The figures that are asked of labelled pairs hold on pairs made from other published names.</summary>
public sealed class GeneratedPairTests(ITestOutputHelper output)
{
    static IReadOnlyList<string> Companies() =>
        [.. File.ReadLines(ForeignData.At("data/companies/shortname_fullname.csv")).Skip(1).Select(line => line.Split(',')[1].Trim()).Where(name => name.Length > 4).Distinct(StringComparer.Ordinal)];

    static IReadOnlyList<string> Zones() => [.. File.ReadLines(ForeignData.At("data/zones/national-zones.txt")).Select(line => line.Split('|')[0].Trim()).Where(name => name.Length > 4)];

    static IReadOnlyList<string> Universities() =>
        [.. File.ReadLines(Path.Combine(ForeignData.Repository(), "sources", "cn", "universities", "edition-2025-06-20.rows.csv")).Select(line => line.Split(',')).Where(cells => cells.Length > 2 && cells[2].Length == 10).Select(cells => cells[1])];

    [Fact]
    public void A_name_written_otherwise_is_the_same_name()
    {
        foreach (var deed in GeneratedPairs.Same([.. Companies(), .. Universities()]).Concat(GeneratedPairs.OfZones(Zones())).GroupBy(pair => pair.Deed))
        {
            var pairs = deed.ToList();
            var missed = pairs.Where(pair => Judge(pair).Verdict != Verdict.Same).ToList();
            output.WriteLine($"{deed.Key}: {pairs.Count} pairs, {missed.Count} missed");
            missed.Take(8).ToList().ForEach(pair => output.WriteLine($"  {pair.One} | {pair.Other}: {Judge(pair).Reason}"));
            Assert.True(missed.Count <= pairs.Count * 0.05, $"{deed.Key}: {missed.Count} of {pairs.Count} missed");
        }
    }

    [Fact]
    public void Near_names_of_different_bodies_stay_apart()
    {
        foreach (var (deed, names, widest, allowed) in new[] { ("listed companies", Companies(), 20, 20), ("universities", Universities(), 100, 0), ("zones", Zones(), 200, 0) })
        {
            var pairs = GeneratedPairs.Near(deed, names, widest).ToList();
            var merged = pairs.AsParallel().AsOrdered().Where(pair => Judge(pair).Verdict == Verdict.Same).ToList();
            output.WriteLine($"{deed}: {pairs.Count} pairs, {merged.Count} merged");
            merged.ForEach(pair => output.WriteLine($"  {pair.One} | {pair.Other}: {Judge(pair).Reason}"));
            Assert.True(merged.Count <= allowed, $"{deed}: {merged.Count} merged");
        }
    }

    [Fact]
    public void A_part_is_never_its_whole()
    {
        var pairs = GeneratedPairs.Parts(Companies(), Universities(), Zones()).ToList();
        var merged = pairs.Where(pair => Judge(pair).Verdict == Verdict.Same).ToList();
        Assert.True(merged.Count == 0, string.Join('\n', merged.Take(10)));
        Assert.True(pairs.Count(pair => pair.Deed != "two branches" && Judge(pair).Relation is null) <= pairs.Count / 100);
    }

    static Match Judge(GeneratedPair pair) => Matcher.Compare(NameReader.Read(pair.One), NameReader.Read(pair.Other));
}
