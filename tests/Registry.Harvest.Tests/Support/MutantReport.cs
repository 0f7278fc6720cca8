using System.Diagnostics;
using System.Globalization;
using System.Text;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Store;
using Record = Registry.Harvest.Read.Record;

namespace Registry.Harvest.Tests.Support;

/// <summary>A cell that a damaged document says otherwise than the whole one. What stands in a section row or a merged cell stands in many records and is changed once.</summary>
sealed record Difference(string Locator, string Column, string? Before, string? After)
{
    /// <summary>The cells that differ.</summary>
    public static IReadOnlyList<Difference> Between(Record[] whole, Record[] damaged)
    {
        Dictionary<(string, string?, string?), Difference> changes = [];
        for (int row = 0; row < Math.Max(whole.Length, damaged.Length); row++)
        {
            Record record = row < whole.Length ? whole[row] : damaged[row];
            for (int i = 0; i < record.Cells.Length; i++)
            {
                string column = record.Layout.Columns[i].Name;
                string? before = row < whole.Length ? whole[row].Cells[i] : null;
                string? after = row < damaged.Length ? damaged[row].Cells.ElementAtOrDefault(i) : null;
                if (before != after)
                {
                    changes.TryAdd((column, before, after), new(Locators.Cell(record.Layout, record.Position, i), column, before, after));
                }
            }
        }

        return [.. changes.Values];
    }

    /// <summary>Whether both texts are such as lists are written in, as far as their characters go.</summary>
    public bool IsOrdinary => (After ?? "").All(c => c is >= ' ' and <= '~' || (c >= '\u2000' && Ordinary.GetByteCount([c]) == 2));

    // GB 2312 as it is; code page 936 would be GBK.
    private static readonly Encoding Ordinary = CodePagesEncodingProvider.Instance.GetEncoding(20936, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback)!;

    public override string ToString() => $"{Locator} ({Column}) «{Shown(Before)}» -> «{Shown(After)}»";

    private static string Shown(string? text) => text?.ReplaceLineEndings("\\n") ?? "";
}

/// <summary>What became of damaged documents, counted by kind, and every cell that was published otherwise than it was.</summary>
sealed class MutantReport
{
    private readonly SortedDictionary<string, Kind> kinds = new(StringComparer.Ordinal);
    private TimeSpan longest;

    /// <summary>Documents that were published with other cells than the whole one has, each with its cells.</summary>
    public List<string> Changed { get; } = [];

    /// <param name="number">The mutant's number.</param>
    /// <param name="source">Whose document it is.</param>
    /// <param name="mutant">How it was damaged.</param>
    /// <param name="result">What the harvest came to.</param>
    /// <param name="published">Where it was published, in what it differs from the whole one.</param>
    /// <param name="took">How long the harvest took.</param>
    public void Add(int number, SourceDefinition source, Mutant mutant, HarvestResult result, IReadOnlyList<Difference>? published, TimeSpan took)
    {
        if (!kinds.TryGetValue(mutant.Kind, out Kind? kind))
        {
            kinds.Add(mutant.Kind, kind = new());
        }

        kind.All++;
        kind.Refused += result.State == RunState.Failed ? 1 : 0;
        kind.Unchanged += result.State == RunState.Unchanged ? 1 : 0;
        kind.Same += published is { Count: 0 } ? 1 : 0;
        kind.Cells += published?.Count ?? 0;
        longest = took > longest ? took : longest;
        if (published is { Count: > 0 })
        {
            Changed.Add($"{number} {source.Id}, {mutant.What}: {string.Join("; ", published)}");
        }
    }

    public override string ToString()
    {
        StringBuilder text = new(string.Create(
            CultureInfo.InvariantCulture,
            $"{kinds.Values.Sum(k => k.All)} damaged documents: {kinds.Values.Sum(k => k.Refused)} refused; {kinds.Values.Sum(k => k.Unchanged)} said the very same records and were not published again; {kinds.Values.Sum(k => k.Same)} published with the very same records; {Changed.Count} published with {kinds.Values.Sum(k => k.Cells)} changed cells\nthe longest took {longest.TotalSeconds:0.0} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB\n\n"));
        foreach ((string name, Kind kind) in kinds)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name}: of {kind.All} {kind.Refused} refused, {kind.Unchanged} not published again, {kind.Same} published with the very same records, {kind.All - kind.Refused - kind.Unchanged - kind.Same} with {kind.Cells} changed cells\n");
        }

        return text.Append("\nPublished with changed cells:\n").AppendJoin("", Changed.Select(changed => $"  {changed}\n")).ToString();
    }

    private sealed class Kind
    {
        public int All { get; set; }

        public int Refused { get; set; }

        public int Unchanged { get; set; }

        public int Same { get; set; }

        public int Cells { get; set; }
    }
}
