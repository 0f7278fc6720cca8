using System.Diagnostics;
using System.Globalization;
using Registry.Identity.Compare;
using Registry.Identity.Resolve;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Bench.Identity;

/// <summary>How long one name takes to be matched against a store of many.</summary>
internal static class OneNameAmongMany
{
    private const int Asked = 1_000;

    public static int Run(int count)
    {
        var folder = Directory.CreateTempSubdirectory("registry-bench-").FullName;
        try
        {
            using var store = Database.Open(StoreAddress.Parse($"sqlite:{Path.Combine(folder, "registry.db")}"));
            store.Migrate();
            var made = MadeNames.Of(count);
            Fill(store, made.Names);
            Measure(store, made);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Fill(Database store, string[] names)
    {
        var watch = Stopwatch.StartNew();
        using var run = store.Begin(new Source("cn/made", "cn/made", "bench", "facts", Coverage.Flow), RunKind.Import, new byte[32]);
        var document = run.Add(new Document("https://example.org/made", "made"));
        var snapshot = run.Keep(document, new byte[] { 1 }, new Sighting("bench"));
        var layout = run.Add(document, snapshot, new Layout("rows", [new LayoutColumn("name", "row ", "")]));
        foreach (var batch in names.Index().Chunk(10_000))
        {
            run.Stage([.. batch.Select(row => Record(layout, row.Index, row.Item))]);
        }

        run.Publish(MentionResolution.Resolve);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{names.Length} names published in {watch.Elapsed.TotalSeconds:0} s: {names.Length / watch.Elapsed.TotalSeconds:0} rows/s"));
    }

    private static StagedRecord Record(long layout, int row, string name) => new(
        layout, row + 1, [name],
        [new StagedMention("Enterprise", string.Create(CultureInfo.InvariantCulture, $"{FoldedName.Of(name)}|{row}"), name, FoldedName.Of(name))],
        [new StagedClaim(0, ClaimPredicate.Type) { Value = "Enterprise" }, new StagedClaim(0, ClaimPredicate.Name("LEGAL")) { Value = name, Cell = 0 }]);

    private static void Measure(Database store, MadeNames made)
    {
        var random = new Random(1);
        var times = new List<double>();
        var hits = 0;
        for (var i = 0; i < Asked + 100; i++)
        {
            var name = made.Names[random.Next(made.Names.Length)];
            var asked = i % 3 == 0 ? name.Remove(random.Next(2, name.Length - 5), 1) : name;
            var watch = Stopwatch.StartNew();
            using var session = store.Read();
            var found = new Candidates(session).Find(Subject.Of(asked), null, 5);
            if (i >= 100)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
                hits += found.Any(body => body.Body.Names.Contains(name)) ? 1 : 0;
            }
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"one name against {made.Names.Length}: median {times[Asked / 2]:0.00} ms, 95th {times[Asked * 95 / 100]:0.00} ms, {hits} of {Asked} among the first five"));
    }
}
