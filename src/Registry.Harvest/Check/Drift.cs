using System.Globalization;
using Registry.Store;

namespace Registry.Harvest.Check;

/// <summary>In what a list differs from the one that was published last, old and new side by side: what a publisher changes without a word.</summary>
internal static class Drift
{
    // Below these a list is taken to live, above them to have been made in another way.
    private const double MostRows = 0.2;
    private const double MostOutline = 0.2;
    private const double MostShift = 0.2;

    private const int Shown = 8;

    /// <summary>Everything that drifted.</summary>
    /// <param name="last">The list that was published last.</param>
    /// <param name="now">The list at hand.</param>
    /// <param name="isWhole">Whether both are whole lists; of others neither length nor make-up says anything.</param>
    public static IEnumerable<StagedIssue> Between(Profile last, Profile now, bool isWhole)
    {
        IEnumerable<(string Code, string? Told)> drifts = [("HEADER_DRIFT", Header(last, now)), ("STRUCTURE_DRIFT", Structure(last, now))];
        if (isWhole)
        {
            drifts = drifts.Append(("ROW_COUNT_DRIFT", Rows(last, now))).Concat(now.Categories.Select(c => ("CATEGORY_DRIFT", MadeUp(last, now, c.Key))));
        }

        return drifts.Where(drift => drift.Told is not null).Select(drift => new StagedIssue(drift.Code, Severity.Warning, drift.Told!));
    }

    /// <summary>How the header differs; null where it does not.</summary>
    public static string? Header(Profile last, Profile now)
    {
        string[] gone = [.. last.Columns.Except(now.Columns)];
        string[] added = [.. now.Columns.Except(last.Columns)];
        return gone.Length + added.Length == 0 ? null : $"columns: {List(last.Columns)} -> {List(now.Columns)}{Named(gone, "gone")}{Named(added, "new")}";
    }

    private static string? Structure(Profile last, Profile now)
    {
        string[] gone = [.. last.Outline.Except(now.Outline)];
        string[] added = [.. now.Outline.Except(last.Outline)];
        int all = last.Outline.Count + added.Length;
        return all == 0 || gone.Length + added.Length <= MostOutline * all
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"the page is built differently: {last.Outline.Count} kinds of elements -> {now.Outline.Count}{Named(gone, "gone")}{Named(added, "new")}");
    }

    private static string? Rows(Profile last, Profile now)
    {
        double change = last.Records == 0 ? 0 : (double)(now.Records - last.Records) / last.Records;
        return last.Records < 10 || Math.Abs(change) <= MostRows
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"records: {last.Records} -> {now.Records} ({change:+0.0 %;-0.0 %})");
    }

    // Half the sum of all differences of the shares: what part of the list would have to be something else.
    private static string? MadeUp(Profile last, Profile now, string column)
    {
        if (last.Records < 10 || now.Records < 10 || !last.Categories.TryGetValue(column, out IReadOnlyDictionary<string, long>? before))
        {
            return null;
        }

        IReadOnlyDictionary<string, long> after = now.Categories[column];
        (string Text, double Before, double After)[] shares = [.. before.Keys.Union(after.Keys).Select(text => (text, Share(before, text), Share(after, text)))];
        return shares.Sum(share => Math.Abs(share.After - share.Before)) / 2 <= MostShift
            ? null
            : $"column {column}: {string.Join(", ", shares.OrderByDescending(share => Math.Abs(share.After - share.Before)).Take(Shown).Select(Told))}";
    }

    private static double Share(IReadOnlyDictionary<string, long> counts, string text) => (double)counts.GetValueOrDefault(text) / counts.Values.Sum();

    private static string Told((string Text, double Before, double After) share) =>
        string.Create(CultureInfo.InvariantCulture, $"«{share.Text}» {share.Before:0.0 %} -> {share.After:0.0 %}");

    private static string Named(string[] names, string what) => names.Length == 0 ? "" : $"; {what}: {List(names)}";

    private static string List(IReadOnlyList<string> names) =>
        $"[{string.Join(", ", names.Take(Shown * 2))}{(names.Count > Shown * 2 ? string.Create(CultureInfo.InvariantCulture, $", and {names.Count - (Shown * 2)} more") : "")}]";
}
