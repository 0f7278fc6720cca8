using System.Globalization;
using Microsoft.VisualBasic.FileIO;
using Registry.Identity.Compare;
using Registry.Identity.Names;

namespace Registry.Bench.Identity;

/// <summary>How many of the labelled pairs of one body share a block, so that they are compared at all, by category; and how many pairs the blocks make of all the names.</summary>
internal static class BlocksOfPairs
{
    public static int Run(string file)
    {
        var pairs = Pairs(file).ToList();
        foreach (var category in pairs.Where(pair => pair.Same).GroupBy(pair => pair.Category).OrderBy(category => category.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(Line(category.Key, category.Count(pair => Share(pair.One, pair.Other)), category.Count()));
        }

        var same = pairs.Where(pair => pair.Same).ToList();
        Console.WriteLine(Line("all", same.Count(pair => Share(pair.One, pair.Other)), same.Count));
        var names = pairs.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct(StringComparer.Ordinal).ToList();
        var clustered = Clustering.Of(names, 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{names.Count} names: {(double)clustered.Pairs / names.Count:0.00} pairs a name, {clustered.Skipped} blocks too wide"));
        return 0;
    }

    private static string Line(string category, int shared, int of) => string.Create(CultureInfo.InvariantCulture, $"| {category} | {of} | {(double)shared / of:0.000} |");

    private static bool Share(string one, string other) => Blocked(one).Overlaps(Blocked(other));

    private static HashSet<ulong> Blocked(string name)
    {
        List<ulong> blocks = [];
        Blocks.Of(NameReader.Read(name), blocks);
        return [.. blocks];
    }

    private static IEnumerable<(string One, string Other, bool Same, string Category)> Pairs(string file)
    {
        using var parser = new TextFieldParser(file) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        var header = parser.ReadFields()!;
        var (one, other, same, category) = (Array.IndexOf(header, "name_a"), Array.IndexOf(header, "name_b"), Array.IndexOf(header, "same"), Array.IndexOf(header, "category"));
        while (parser.ReadFields() is { } fields)
        {
            yield return (fields[one], fields[other], fields[same] == "1", fields[category]);
        }
    }
}
